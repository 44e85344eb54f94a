package io.github.dynamodbjcache.configuration;

/** What a read sees. */
public enum Consistency {
  /** Every write that was finished before it. */
  STRONG,
  /** Perhaps not the writes of the last second, at half the price. */
  EVENTUAL
}
