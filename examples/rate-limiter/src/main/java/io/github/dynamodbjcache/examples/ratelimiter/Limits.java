package io.github.dynamodbjcache.examples.ratelimiter;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.grid.jcache.Bucket4jJCache;
import java.time.Duration;
import javax.cache.CacheException;
import javax.cache.CacheManager;

/**
 * How often each customer may call: a bucket of tokens for each, kept in a cache that all processes
 * share. Plain Bucket4j and JCache, with no word of DynamoDB.
 */
final class Limits {

  /** The tokens of an hour; they come back all at once when the hour is over. */
  static final int CALLS_PER_HOUR = 500;

  private static final BucketConfiguration HOURLY =
      BucketConfiguration.builder()
          .addLimit(
              limit ->
                  limit
                      .capacity(CALLS_PER_HOUR)
                      .refillIntervally(CALLS_PER_HOUR, Duration.ofHours(1)))
          .build();

  private final ProxyManager<String> buckets;

  private Limits(ProxyManager<String> buckets) {
    this.buckets = buckets;
  }

  /** Those in the cache of that name, which {@code dynamodb-jcache.conf} declares. */
  static Limits in(CacheManager manager, String cache) {
    return new Limits(
        Bucket4jJCache.entryProcessorBasedBuilder(
                manager.getCache(cache, String.class, byte[].class))
            .build());
  }

  /** The customer's bucket of an hour. It is made by the first call that asks it for a token. */
  Bucket of(String customer) {
    return of(customer, HOURLY);
  }

  /** The customer's bucket, made by that configuration if it is not there. */
  Bucket of(String customer, BucketConfiguration configuration) {
    return buckets.builder().build(customer, () -> configuration);
  }

  /** Whether the table holds a bucket of that customer. */
  boolean knows(String customer) {
    return buckets.getProxyConfiguration(customer).isPresent();
  }

  /**
   * Whether the customer may call once more.
   *
   * @throws CacheException if DynamoDB gave no answer in time: then the token may be gone, and may
   *     be there. To ask again may take two.
   */
  boolean allows(String customer) {
    return of(customer).tryConsume(1);
  }
}
