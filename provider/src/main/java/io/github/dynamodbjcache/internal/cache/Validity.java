package io.github.dynamodbjcache.internal.cache;

import javax.cache.configuration.CompleteConfiguration;

/** What {@code createCache} refuses of a configuration, before anything is made or asked for it. */
final class Validity {

  private Validity() {}

  /**
   * Refuses what cannot be.
   *
   * @throws UnsupportedOperationException if values are to be stored by reference
   * @throws IllegalArgumentException if the cache is to read or write through, and through nothing
   */
  static void require(String cacheName, CompleteConfiguration<?, ?> configuration) {
    String cache = "cache \"" + cacheName + "\"";
    if (!configuration.isStoreByValue()) {
      throw new UnsupportedOperationException(
          cache
              + ": values lie in a table, and cannot be stored by reference; store by value:"
              + " setStoreByValue(true)");
    }
    if (configuration.isReadThrough() && configuration.getCacheLoaderFactory() == null) {
      throw new IllegalArgumentException(
          cache + " is to read through, but has no loader; call setCacheLoaderFactory");
    }
    if (configuration.isWriteThrough() && configuration.getCacheWriterFactory() == null) {
      throw new IllegalArgumentException(
          cache + " is to write through, but has no writer; call setCacheWriterFactory");
    }
  }
}
