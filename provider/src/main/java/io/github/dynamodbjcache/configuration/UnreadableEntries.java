package io.github.dynamodbjcache.configuration;

/** What an iteration does with an entry that cannot be read. */
public enum UnreadableEntries {
  /** Fails at that entry; asked again, it goes on with the next one. */
  FAIL,
  /** Leaves it out, counts it and logs that it did. */
  SKIP
}
