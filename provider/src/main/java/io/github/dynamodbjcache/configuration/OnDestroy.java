package io.github.dynamodbjcache.configuration;

/** What {@link javax.cache.CacheManager#destroyCache} does with the cache's table. */
public enum OnDestroy {
  /** Deletes it with everything in it, as JCache demands. */
  DELETE,
  /** Deletes its entries and leaves the table. */
  CLEAR,
  /** Leaves the table and its entries. */
  KEEP
}
