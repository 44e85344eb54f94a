package io.github.dynamodbjcache.examples.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.grid.jcache.Bucket4jJCache;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.Workers;
import java.io.Serializable;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a bucket of Bucket4j costs, how long it lives, and what its keys may be. */
class RateLimitCostTest {

  private static final Map<String, Integer> READ = Map.of("GetItem", 1);
  private static final Map<String, Integer> READ_AND_WRITE = Map.of("GetItem", 1, "UpdateItem", 1);

  private final CacheFixture fixture = CacheFixture.open();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aGrantIsOneReadAndOneWriteAndARefusalOneRead() {
    Bucket bucket = buckets(cache()).builder().build("alice", () -> tokens(2));

    assertThat(requests(() -> assertThat(bucket.tryConsume(1)).isTrue()))
        .as("the first call of all: it is not there, it is made")
        .isEqualTo(Map.of("GetItem", 2, "UpdateItem", 1));
    assertThat(requests(() -> assertThat(bucket.tryConsume(1)).isTrue()))
        .as("granted")
        .isEqualTo(READ_AND_WRITE);
    assertThat(requests(() -> assertThat(bucket.tryConsume(1)).isFalse()))
        .as("refused")
        .isEqualTo(READ);
    assertThat(requests(bucket::getAvailableTokens)).as("looked at").isEqualTo(READ);
  }

  @Test
  void theItemIsSmallAndItsValueBinary() {
    Cache<String, byte[]> cache = cache();
    buckets(cache).builder().build("alice", () -> tokens(2)).tryConsume(1);

    Map<String, AttributeValue> item =
        fixture.client().scan(scan -> scan.tableName(cache.getName())).items().get(0);

    System.out.println("RateLimitCostTest: attributes of a bucket " + item.keySet());
    assertThat(item.values())
        .anyMatch(value -> value.b() != null && value.b().asByteArray().length > 50);
    assertThat(item.toString().length()).as("far below a unit's 1 KB").isLessThan(3000);
  }

  /** "batching": calls of one JVM that wait for each other go out as one. */
  @Test
  void batchingTakesTheTokensOfAllWaitingThreadsAtOnce() throws Exception {
    Bucket bucket =
        buckets(cache())
            .builder()
            .withOptimization(Optimizations.batching())
            .build("alice", () -> tokens(10_000));
    assertThat(bucket.tryConsume(1)).isTrue();
    fixture.requests().reset();
    int calls = 400;
    Workers.run(
        8,
        worker -> {
          for (int i = 0; i < calls / 8; i++) {
            assertThat(bucket.tryConsume(1)).isTrue();
          }
        });
    Map<String, Integer> requests = fixture.requests().counts();
    System.out.printf("RateLimitCostTest: %d calls of 8 threads, batched: %s%n", calls, requests);
    assertThat(requests.get("UpdateItem")).isLessThan(calls / 2);
    assertThat(bucket.getAvailableTokens()).isEqualTo(10_000 - 1 - calls);
  }

  /** A modified policy: what was refused has changed nothing, and is forgotten all the same. */
  @Test
  void underAModifiedPolicyABucketGoesAfterItsLastGrant() {
    Cache<String, byte[]> cache =
        cache(new ModifiedExpiryPolicy(new javax.cache.expiry.Duration(TimeUnit.HOURS, 1)));
    ProxyManager<String> buckets = buckets(cache);
    Bucket bucket = buckets.builder().build("alice", () -> tokens(2));
    bucket.tryConsume(1);
    fixture.clock().advance(Duration.ofMinutes(59));
    bucket.tryConsume(1);
    fixture.clock().advance(Duration.ofMinutes(59));
    assertThat(requests(() -> assertThat(bucket.tryConsume(1)).isFalse())).isEqualTo(READ);
    assertThat(buckets.getProxyConfiguration("alice")).isPresent();
    fixture.clock().advance(Duration.ofMinutes(2));

    assertThat(buckets.getProxyConfiguration("alice")).isEmpty();
    assertThat(bucket.tryConsume(2)).as("a new one, full").isTrue();
  }

  @Test
  void underATouchedPolicyARefusalKeepsItToo() {
    Cache<String, byte[]> cache =
        cache(new TouchedExpiryPolicy(new javax.cache.expiry.Duration(TimeUnit.HOURS, 1)));
    ProxyManager<String> buckets = buckets(cache);
    Bucket bucket = buckets.builder().build("alice", () -> tokens(1));
    bucket.tryConsume(1);
    fixture.clock().advance(Duration.ofMinutes(59));
    assertThat(requests(() -> assertThat(bucket.tryConsume(1)).isFalse()))
        .as("it writes the deadline")
        .isEqualTo(READ_AND_WRITE);
    fixture.clock().advance(Duration.ofMinutes(59));

    assertThat(buckets.getProxyConfiguration("alice")).isPresent();
    fixture.clock().advance(Duration.ofMinutes(61));
    assertThat(buckets.getProxyConfiguration("alice")).isEmpty();
  }

  /** The same by the settings of the file, for a cache of plain JCache. */
  @Test
  void anExpiryOfTheFileHoldsForBuckets() {
    var properties = fixture.properties();
    properties.setProperty("dynamodb-jcache.caches.default.expiry.after-creation", "1h");
    properties.setProperty("dynamodb-jcache.caches.default.expiry.after-update", "1h");
    CacheManager manager = fixture.newManager(properties);
    ProxyManager<String> buckets =
        buckets(manager.createCache(fixture.newName(), types(String.class)));
    buckets.builder().build("bob", () -> tokens(2)).tryConsume(1);
    Bucket alice = buckets.builder().build("alice", () -> tokens(2));
    alice.tryConsume(1);
    fixture.clock().advance(Duration.ofMinutes(59));
    alice.tryConsume(1);
    fixture.clock().advance(Duration.ofMinutes(59));
    assertThat(buckets.getProxyConfiguration("bob")).as("asked once only").isEmpty();
    assertThat(buckets.getProxyConfiguration("alice")).isPresent();
    fixture.clock().advance(Duration.ofMinutes(2));
    assertThat(buckets.getProxyConfiguration("alice")).isEmpty();
  }

  @Test
  void keysOfSeveralTypesAreBucketsOfTheirOwnInEveryManager() {
    Cache<Object, byte[]> cache = fixture.cache(types(Object.class));
    ProxyManager<Object> here = Bucket4jJCache.entryProcessorBasedBuilder(cache).build();
    ProxyManager<Object> there =
        Bucket4jJCache.entryProcessorBasedBuilder(fixture.sameCacheElsewhere(cache)).build();
    List<Object> keys =
        List.of(
            "1",
            1,
            1L,
            new UUID(1, 1),
            TimeUnit.DAYS,
            LocalDate.of(2026, 1, 1),
            List.of("alice", 1),
            Set.of("alice", "bob"));
    for (Object key : keys) {
      assertThat(here.builder().build(key, () -> tokens(3)).tryConsume(2)).as("%s", key).isTrue();
    }
    for (Object key : keys) {
      assertThat(there.builder().build(key, () -> tokens(3)).tryConsumeAsMuchAsPossible())
          .as("%s", key)
          .isEqualTo(1);
    }
    here.removeProxy(1L);
    assertThat(there.getProxyConfiguration(1L)).isEmpty();
    assertThat(there.getProxyConfiguration(1)).isPresent();
  }

  /** A key class of an application, allowed since the cache declares it. */
  record Caller(String customer, int plan) implements Serializable {}

  @Test
  void anApplicationsOwnKeyClassNeedsNoSettingWhereItIsTheKeyTypeOfTheCache() {
    Cache<Caller, byte[]> cache = fixture.cache(types(Caller.class));
    ProxyManager<Caller> here = Bucket4jJCache.entryProcessorBasedBuilder(cache).build();
    ProxyManager<Caller> there =
        Bucket4jJCache.entryProcessorBasedBuilder(fixture.sameCacheElsewhere(cache)).build();
    assertThat(here.builder().build(new Caller("alice", 1), () -> tokens(1)).tryConsume(1))
        .isTrue();
    assertThat(there.builder().build(new Caller("alice", 1), () -> tokens(1)).tryConsume(1))
        .isFalse();
  }

  private Cache<String, byte[]> cache() {
    return fixture.cache(types(String.class));
  }

  private Cache<String, byte[]> cache(ExpiryPolicy policy) {
    return fixture.cache(types(String.class).setExpiryPolicyFactory(() -> policy));
  }

  private static <K> MutableConfiguration<K, byte[]> types(Class<K> keys) {
    return new MutableConfiguration<K, byte[]>().setTypes(keys, byte[].class);
  }

  private static ProxyManager<String> buckets(Cache<String, byte[]> cache) {
    return Bucket4jJCache.entryProcessorBasedBuilder(cache).build();
  }

  private static BucketConfiguration tokens(long capacity) {
    return BucketConfiguration.builder()
        .addLimit(limit -> limit.capacity(capacity).refillIntervally(capacity, Duration.ofDays(1)))
        .build();
  }

  private Map<String, Integer> requests(Runnable call) {
    fixture.requests().reset();
    call.run();
    return fixture.requests().counts();
  }
}
