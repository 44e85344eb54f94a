package io.github.dynamodbjcache.examples.integrations;

import java.net.URI;
import java.util.UUID;
import javax.cache.CacheManager;
import javax.cache.Caching;

/**
 * Two instances of an application: two managers that know nothing of each other, over the same
 * tables. They are plain JCache and read {@code dynamodb-jcache.conf}.
 */
final class TwoInstances implements AutoCloseable {

  private final CacheManager first = manager();
  private final CacheManager second = manager();

  CacheManager first() {
    return first;
  }

  CacheManager second() {
    return second;
  }

  /** The name of a cache that does not exist yet. */
  static String fresh(String name) {
    return name + "-" + UUID.randomUUID();
  }

  private static CacheManager manager() {
    return Caching.getCachingProvider()
        .getCacheManager(
            URI.create("instance-" + UUID.randomUUID()), TwoInstances.class.getClassLoader());
  }

  @Override
  public void close() {
    first.close();
    second.close();
  }
}
