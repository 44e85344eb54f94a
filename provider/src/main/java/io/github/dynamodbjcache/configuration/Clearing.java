package io.github.dynamodbjcache.configuration;

/**
 * What becomes of {@link javax.cache.Cache#clear()} and {@link javax.cache.Cache#removeAll()} of a
 * table of your own: whatever empties a cache would delete every item of it.
 */
public enum Clearing {
  /** They are refused, by a {@link javax.cache.CacheException}. */
  REFUSE,
  /** They delete every item. */
  ALLOW
}
