package io.github.dynamodbjcache.examples.integrations;

import io.github.bucket4j.BandwidthBuilder.BandwidthBuilderBuildStage;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.grid.jcache.Bucket4jJCache;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import java.net.URI;
import java.time.Duration;
import java.util.Properties;
import java.util.UUID;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** One bucket for several managers, as the tests of rate limits use it. */
final class Buckets {

  private Buckets() {}

  /** A client over that network, without retries of its own; to be closed by the caller. */
  static DynamoDbClient client(URI endpoint, SdkHttpClient http) {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClient(http)
        .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
        .build();
  }

  /** A manager of its own over that client, patient with a busy machine. */
  static CacheManager manager(DynamoDbClient client) {
    Properties properties = DynamoDbCacheProperties.withClient(client);
    properties.setProperty("dynamodb-jcache.client.attempt-timeout", "20s");
    properties.setProperty("dynamodb-jcache.client.api-call-timeout", "120s");
    return Caching.getCachingProvider()
        .getCacheManager(
            URI.create("buckets-" + UUID.randomUUID()), Buckets.class.getClassLoader(), properties);
  }

  /** The buckets of the cache "buckets", which the manager does not have yet. */
  static ProxyManager<String> in(CacheManager manager) {
    return Bucket4jJCache.entryProcessorBasedBuilder(
            manager.createCache(
                "buckets",
                new MutableConfiguration<String, byte[]>().setTypes(String.class, byte[].class)))
        .build();
  }

  /** The bucket "hot": full and without refill for a day, or empty and with so many a second. */
  static Bucket bucket(CacheManager manager, long capacity, long perSecond) {
    return in(manager).builder().build("hot", () -> configuration(capacity, perSecond));
  }

  private static BucketConfiguration configuration(long capacity, long perSecond) {
    return BucketConfiguration.builder()
        .addLimit(
            limit -> {
              BandwidthBuilderBuildStage refilled =
                  perSecond == 0
                      ? limit.capacity(capacity).refillIntervally(capacity, Duration.ofDays(1))
                      : limit
                          .capacity(capacity)
                          .refillGreedy(perSecond, Duration.ofSeconds(1))
                          .initialTokens(0);
              return refilled;
            })
        .build();
  }
}
