package io.github.dynamodbjcache.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.DynamoDbCachingProvider;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The meters of a cache over embedded DynamoDB. */
@Timeout(60)
class DynamoDbCacheMetricsTest {

  private final DynamoDbCachingProvider provider = new DynamoDbCachingProvider();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final String name = "test-" + UUID.randomUUID();

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void theyShowWhatTheCacheAskedAndWhatItCost() {
    Cache<String, String> cache = cache();
    new DynamoDbCacheMetrics(cache).bindTo(registry);
    System.gc(); // Meters hold what they ask weakly.
    cache.put("a", "1");
    cache.putIfAbsent("a", "2");
    cache.get("a");
    cache.putAll(Map.of("b", "1", "c", "2"));

    assertThat(timerCount("UpdateItem")).isEqualTo(2);
    assertThat(timerCount("GetItem")).isEqualTo(1);
    assertThat(timerCount("BatchWriteItem")).isEqualTo(1);
    assertThat(
            registry
                .get("dynamodb.cache.requests")
                .tag("operation", "GetItem")
                .functionTimer()
                .totalTime(TimeUnit.MILLISECONDS))
        .isPositive();
    assertThat(counter("dynamodb.cache.conditions.refused")).isEqualTo(1);
    assertThat(counter("dynamodb.cache.outcomes.unknown")).isZero();
    assertThat(
            registry
                .get("dynamodb.cache.consumed.units")
                .tag("type", "write")
                .functionCounter()
                .count())
        .isEqualTo(3);
    assertThat(counter("dynamodb.cache.cost")).isEqualTo(1 + 3 * 2);
    cache.getCacheManager().destroyCache(name);
  }

  /** "tags low in cardinality, names in Micrometer's style" */
  @Test
  void namesAreInMicrometersStyleAndTagsAreFew() {
    Cache<String, String> cache = cache();
    new DynamoDbCacheMetrics(cache).bindTo(registry);
    assertThat(registry.getMeters())
        .extracting(meter -> meter.getId().getName())
        .allMatch(meter -> meter.matches("dynamodb\\.cache(\\.[a-z]+)+"));
    assertThat(registry.getMeters()).hasSizeLessThan(40);
    assertThat(
            registry.getMeters().stream()
                .flatMap(meter -> meter.getId().getTags().stream())
                .map(Tag::getKey)
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrder("cache", "cache.manager", "operation", "reason", "type");
    assertThat(registry.getMeters())
        .extracting(Meter::getId)
        .allSatisfy(id -> assertThat(id.getTag("cache")).isEqualTo(name));
    cache.getCacheManager().destroyCache(name);
  }

  private double timerCount(String operation) {
    return registry
        .get("dynamodb.cache.requests")
        .tag("operation", operation)
        .functionTimer()
        .count();
  }

  private double counter(String meter) {
    return registry.get(meter).functionCounter().count();
  }

  private Cache<String, String> cache() {
    Properties properties = new Properties();
    properties.setProperty("dynamodb-jcache.client.endpoint", "embedded");
    properties.setProperty("dynamodb-jcache.caches.default.consumed-capacity", "true");
    properties.setProperty("dynamodb-jcache.caches.default.cost.read-unit", "1");
    properties.setProperty("dynamodb-jcache.caches.default.cost.write-unit", "2");
    return provider
        .getCacheManager(URI.create("metrics"), getClass().getClassLoader(), properties)
        .createCache(
            name,
            new MutableConfiguration<String, String>()
                .setTypes(String.class, String.class)
                .setStatisticsEnabled(true));
  }
}
