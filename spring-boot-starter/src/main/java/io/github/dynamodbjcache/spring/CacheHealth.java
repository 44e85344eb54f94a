package io.github.dynamodbjcache.spring;

import io.github.dynamodbjcache.DynamoDbCache;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.Configuration;
import software.amazon.awssdk.awscore.AwsServiceClientConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Asks each open cache for a key that no application has: one read, so half a read unit or one; a
 * cache of other keys than texts, whether it is empty. No request to the control plane, and no
 * right that the caches do not need themselves. It ends at the first cache that fails.
 */
final class CacheHealth {

  private static final String KEY = "dynamodb-jcache:health";

  private final CacheManager manager;

  CacheHealth(CacheManager manager) {
    this.manager = manager;
  }

  /**
   * What was found.
   *
   * @param details for the operator: region, if the client tells it, and the table of each cache up
   *     to the one that failed
   * @param failure what is wrong with the last of them; empty if nothing is
   */
  record Finding(Map<String, Object> details, Optional<RuntimeException> failure) {}

  /** Asks them; each call takes {@code client.api-call-timeout} at most. */
  Finding find() {
    Map<String, Object> details = new LinkedHashMap<>();
    Map<String, String> tables = new LinkedHashMap<>();
    try {
      region().ifPresent(region -> details.put("region", region));
      details.put("tables", tables);
      for (String name : manager.getCacheNames()) {
        Cache<Object, Object> cache = manager.getCache(name);
        if (cache != null) {
          DynamoDbCache<?, ?> ours = cache.unwrap(DynamoDbCache.class);
          tables.put(name, ours.getTableName());
          ask(cache, ours);
        }
      }
      return new Finding(details, Optional.empty());
    } catch (RuntimeException failure) {
      return new Finding(details, Optional.of(failure));
    }
  }

  /** Empty if the client does not tell: many that wrap another, and mocks, do not. */
  private Optional<String> region() {
    try {
      return Optional.ofNullable(manager.unwrap(DynamoDbClient.class).serviceClientConfiguration())
          .map(AwsServiceClientConfiguration::region)
          .map(Region::id);
    } catch (UnsupportedOperationException notImplemented) {
      return Optional.empty();
    }
  }

  private static void ask(Cache<Object, Object> cache, DynamoDbCache<?, ?> ours) {
    Class<?> keys = cache.getConfiguration(Configuration.class).getKeyType();
    if (keys.isAssignableFrom(String.class)) {
      cache.containsKey(KEY);
    } else {
      ours.isEmpty();
    }
  }
}
