package io.github.dynamodbjcache.configuration;

/** What an operation does that meets an entry whose value cannot be read. */
public enum OnUnreadable {
  /** It fails. */
  FAIL,
  /** It takes the entry as absent; counted, and the first one logged. Iterations leave it out. */
  MISS
}
