package io.github.dynamodbjcache.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.dynamodbjcache.DynamoDbCache;
import io.github.dynamodbjcache.DynamoDbMap;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.Workers;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Spliterator;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.integration.CacheLoader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the map view promises beyond the contract of {@code ConcurrentMap}. */
@Timeout(120)
class MapViewTest {

  private static CacheFixture fixture;

  @BeforeAll
  static void open() {
    fixture = CacheFixture.open();
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  /** "compute* and merge atomic across JVMs": no increment of any of them is lost. */
  @Test
  void computeAndMergeLoseNothingBetweenTwoManagers() throws Exception {
    Cache<String, Long> cache = fixture.cache(longs());
    List<ConcurrentMap<String, Long>> maps =
        List.of(map(cache), map(fixture.sameCacheElsewhere(cache)));

    Workers.run(
        8,
        worker -> {
          ConcurrentMap<String, Long> map = maps.get(worker % 2);
          for (int i = 0; i < 12; i++) {
            if (i % 3 == 0) {
              map.merge("count", 1L, Long::sum);
            } else if (i % 3 == 1) {
              map.compute("count", (key, old) -> old == null ? 1 : old + 1);
            } else if (map.computeIfPresent("count", (key, old) -> old + 1) == null) {
              throw new AssertionError("the count is gone");
            }
          }
        });

    assertThat(cache.get("count")).isEqualTo(8 * 12);
  }

  @Test
  void replaceAllLosesNoUpdateMadeMeanwhile() throws Exception {
    Cache<String, Long> cache = fixture.cache(longs());
    ConcurrentMap<String, Long> here = map(cache);
    ConcurrentMap<String, Long> there = map(fixture.sameCacheElsewhere(cache));
    for (int i = 0; i < 10; i++) {
      here.put("key" + i, 0L);
    }

    Workers.run(
        2,
        worker -> {
          for (int round = 0; round < 5; round++) {
            if (worker == 0) {
              here.replaceAll((key, value) -> value + 1_000);
            } else {
              there.keySet().forEach(key -> there.merge(key, 1L, Long::sum));
            }
          }
        });

    assertThat(here.values()).hasSize(10).containsOnly(5_005L);
  }

  /** "The function re-run on a conflict": it sees what the other JVM has written. */
  @Test
  void aFunctionIsRunAgainOnWhatAnotherManagerHasWrittenMeanwhile() {
    Cache<String, Long> cache = fixture.cache(longs());
    Cache<String, Long> elsewhere = fixture.sameCacheElsewhere(cache);
    cache.put("count", 1L);
    List<Long> seen = new ArrayList<>();

    Long result =
        map(cache)
            .compute(
                "count",
                (key, old) -> {
                  seen.add(old);
                  if (seen.size() == 1) {
                    elsewhere.put("count", 10L);
                  }
                  return old + 1;
                });

    assertThat(seen).containsExactly(1L, 10L);
    assertThat(result).isEqualTo(11L);
    assertThat(cache.get("count")).isEqualTo(11L);
  }

  /** "A function that returns null removes, one that throws changes nothing." */
  @Test
  void aFunctionThatThrowsChangesNothingAndItsExceptionArrivesAsItIs() {
    Cache<String, Long> cache = fixture.cache(longs());
    ConcurrentMap<String, Long> map = map(cache);
    map.put("there", 1L);
    IllegalStateException thrown = new IllegalStateException("by the function");
    CacheException ofTheCachesKind = new CacheException("by the function, too");

    assertThatThrownBy(() -> map.compute("there", (key, old) -> fail(thrown))).isSameAs(thrown);
    assertThatThrownBy(() -> map.computeIfPresent("there", (key, old) -> fail(ofTheCachesKind)))
        .isSameAs(ofTheCachesKind);
    assertThatThrownBy(() -> map.computeIfAbsent("absent", key -> fail(thrown))).isSameAs(thrown);
    assertThatThrownBy(() -> map.merge("there", 1L, (old, value) -> fail(thrown))).isSameAs(thrown);
    assertThatThrownBy(() -> map.replaceAll((key, old) -> fail(thrown))).isSameAs(thrown);
    assertThatThrownBy(() -> map.values().removeIf(value -> MapViewTest.<Boolean>fail(thrown)))
        .isSameAs(thrown);

    assertThat(map).containsExactly(entry("there", 1L));
    assertThat(map.compute("there", (key, old) -> null)).isNull();
    assertThat(map).isEmpty();
  }

  @Test
  void threadsOfOneManagerComputeAnAbsentValueOnce() throws Exception {
    Cache<String, Long> cache = fixture.cache(longs());
    AtomicInteger calls = new AtomicInteger();

    Workers.run(
        8,
        worker -> {
          Long value = map(cache).computeIfAbsent("key", key -> (long) calls.incrementAndGet());
          assertThat(value).isEqualTo(1L);
        });

    assertThat(calls).hasValue(1);
  }

  /** "Views are live, write through." */
  @Test
  void viewsAndEntriesWriteThroughToOtherManagers() {
    Cache<String, Long> cache = fixture.cache(longs());
    Cache<String, Long> elsewhere = fixture.sameCacheElsewhere(cache);
    ConcurrentMap<String, Long> map = map(cache);
    Set<String> keys = map.keySet();
    elsewhere.put("a", 1L);
    elsewhere.put("b", 2L);

    assertThat(keys).containsExactlyInAnyOrder("a", "b");
    for (Map.Entry<String, Long> each : map.entrySet()) {
      assertThat(each.setValue(each.getValue() * 10)).isEqualTo(each.getValue() / 10);
    }
    assertThat(elsewhere.get("a")).isEqualTo(10L);
    keys.remove("a");
    assertThat(elsewhere.containsKey("a")).isFalse();
    Iterator<Long> values = map.values().iterator();
    values.next();
    values.remove();
    assertThat(elsewhere.iterator().hasNext()).isFalse();
  }

  /** "An expired entry is absent": in every view and every count. */
  @Test
  void whatHasExpiredIsInNoView() {
    Cache<String, Long> cache =
        fixture.cache(
            longs()
                .setExpiryPolicyFactory(
                    CreatedExpiryPolicy.factoryOf(
                        new javax.cache.expiry.Duration(TimeUnit.MINUTES, 1))));
    DynamoDbMap<String, Long> map = map(cache);
    map.put("old", 1L);
    assertThat(map.isEmpty()).isFalse();
    fixture.clock().advance(Duration.ofMinutes(1));
    assertThat(map.isEmpty()).isTrue();
    assertThat(map.mappingCount()).isZero();
    map.put("new", 2L);

    assertThat(map.size()).isEqualTo(1);
    assertThat(map.keySet()).containsExactly("new");
    assertThat(map.values()).containsExactly(2L);
    assertThat(map.entrySet()).containsExactly(entry("new", 2L));
    assertThat(map.containsValue(1L)).isFalse();
    assertThat(map.putIfAbsent("old", 3L)).isNull();
  }

  /** "A spliterator that splits into parallel scan segments": each entry once, whoever scans it. */
  @Test
  void streamsInParallelSeeEveryEntryOnce() {
    Cache<String, Long> cache = fixture.cache(longs());
    Map<String, Long> entries =
        IntStream.range(0, 200)
            .boxed()
            .collect(Collectors.toMap(i -> "key" + i, Integer::longValue));
    cache.putAll(entries);
    ConcurrentMap<String, Long> map = map(cache);
    fixture.requests().reset();

    List<String> keys = map.keySet().parallelStream().toList();
    assertThat(fixture.requests().counts()).isEqualTo(Map.of("Scan", 16));
    assertThat(keys).hasSize(200).containsExactlyInAnyOrderElementsOf(entries.keySet());
    assertThat(map.values().parallelStream().mapToLong(Long::longValue).sum())
        .isEqualTo(199 * 200 / 2);
    assertThat(
            map.entrySet().parallelStream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
        .isEqualTo(entries);

    fixture.requests().reset();
    assertThat(map.keySet().stream().count()).isEqualTo(200);
    assertThat(fixture.requests().counts()).as("sequentially").isEqualTo(Map.of("Scan", 1));
  }

  @Test
  void aSpliteratorFetchesNothingBeforeItsFirstElementAndSplitsNoMoreAfterIt() {
    Cache<String, Long> cache = fixture.cache(longs());
    cache.put("key", 1L);
    fixture.requests().reset();

    var spliterator = map(cache).keySet().spliterator();
    assertThat(fixture.requests().counts()).isEmpty();
    assertThat(spliterator.tryAdvance(key -> assertThat(key).isEqualTo("key"))).isTrue();
    assertThat(spliterator.trySplit()).isNull();
    assertThat(spliterator.tryAdvance(key -> {})).isFalse();
  }

  /** "Nulls are refused as ConcurrentHashMap refuses them": where it answers, so does this. */
  @Test
  void nullsAreRefusedWhereConcurrentHashMapRefusesThem() {
    ConcurrentMap<String, Long> map = map(fixture.cache(longs()));
    map.put("key", 1L);

    assertThat(map.remove("key", null)).isFalse();
    assertThat(map.values().remove(null)).isFalse();
    assertThat(map.entrySet().contains(null)).isFalse();
    assertThatThrownBy(() -> map.remove(null, 1L)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> map.containsValue(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> map.values().contains(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> map.keySet().contains(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> map.keySet().remove(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> map.merge("key", null, Long::sum))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> map.replaceAll((key, value) -> null))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> map.putAll(new HashMap<>(singleNull())))
        .isInstanceOf(NullPointerException.class);
    assertThat(map).containsExactly(entry("key", 1L));
  }

  /** "Arguments of a wrong type answer absent." */
  @Test
  void argumentsOfAWrongTypeAreAbsent() {
    ConcurrentMap<String, Long> typed = map(fixture.cache(longs()));
    typed.put("1", 1L);
    @SuppressWarnings("unchecked") // what a caller does who has lost the types
    ConcurrentMap<Object, Object> map = (ConcurrentMap<Object, Object>) (Map<?, ?>) typed;
    fixture.requests().reset();

    assertThat(map.get(1)).isNull();
    assertThat(map.getOrDefault(1, 7L)).isEqualTo(7L);
    assertThat(map.containsKey(1L)).isFalse();
    assertThat(map.containsValue("1")).isFalse();
    assertThat(map.remove(new Object())).isNull();
    assertThat(map.remove("1", "1")).isFalse();
    assertThat(map.keySet().contains(1)).isFalse();
    assertThat(map.keySet().remove(1)).isFalse();
    assertThat(map.entrySet().contains(Map.entry(1, 1L))).isFalse();
    assertThat(map.entrySet().remove(Map.entry("1", 1))).isFalse();

    assertThat(fixture.requests().counts()).as("requests for what cannot be there").isEmpty();
  }

  /** Values without an equals of their own are compared as what they are: copies. */
  @Test
  void arraysAreFoundByContent() {
    ConcurrentMap<String, byte[]> map =
        map(
            fixture.cache(
                new MutableConfiguration<String, byte[]>().setTypes(String.class, byte[].class)));
    map.put("key", new byte[] {1, 2});

    assertThat(map.containsValue(new byte[] {1, 2})).isTrue();
    assertThat(map.entrySet().contains(Map.entry("key", new byte[] {1, 2}))).isTrue();
    assertThat(map.remove("key", new byte[] {1})).isFalse();
    assertThat(map.values().removeIf(bytes -> bytes.length == 2)).isTrue();
    assertThat(map).isEmpty();
  }

  @Test
  void entriesThatHoldArraysAreEqualByContent() {
    ConcurrentMap<String, byte[]> map =
        map(
            fixture.cache(
                new MutableConfiguration<String, byte[]>().setTypes(String.class, byte[].class)));
    map.put("key", new byte[] {1, 2});

    assertThat(map.entrySet().iterator().next()).isEqualTo(map.entrySet().iterator().next());
    assertThat(map.hashCode()).isEqualTo(map.hashCode());
  }

  /** "get, compute, computeIfAbsent and merge ask the loader …; nothing else does." */
  @Test
  void whatIsAbsentStaysSoForMethodsThatDoNotLoad() {
    Cache<String, Long> cache =
        fixture.cache(
            longs().setReadThrough(true).setCacheLoaderFactory(() -> new ConstantLoader()));
    ConcurrentMap<String, Long> map = map(cache);

    assertThat(map.computeIfPresent("a", (key, value) -> value + 1)).isNull();
    assertThat(map.entrySet().contains(Map.entry("a", 42L))).isFalse();
    assertThat(map.containsKey("a")).isFalse();
    assertThat(map.putIfAbsent("b", 1L)).isNull();
    map.replaceAll(
        (key, value) -> {
          cache.remove("b");
          return value + 1;
        });
    assertThat(map.containsKey("b")).as("removed meanwhile").isFalse();
    assertThat(map.computeIfAbsent("a", key -> 1L)).isEqualTo(42L);
  }

  private static final class ConstantLoader implements CacheLoader<String, Long> {
    @Override
    public Long load(String key) {
      return 42L;
    }

    @Override
    public Map<String, Long> loadAll(Iterable<? extends String> keys) {
      throw new AssertionError("nothing here loads many");
    }
  }

  /** {@code Set.spliterator}: "The Spliterator reports Spliterator.DISTINCT." */
  @Test
  void setsReportThatTheirElementsAreDistinct() {
    ConcurrentMap<String, Long> map = map(fixture.cache(longs()));

    assertThat(map.keySet().spliterator().hasCharacteristics(Spliterator.DISTINCT)).isTrue();
    assertThat(map.entrySet().spliterator().hasCharacteristics(Spliterator.DISTINCT)).isTrue();
    assertThat(map.values().spliterator().hasCharacteristics(Spliterator.DISTINCT)).isFalse();
  }

  /** The limit of a call must not end a look past what has expired: there may be a lot of it. */
  @Test
  void isEmptyLooksPastManyExpiredEntries() {
    DynamoDbCache<String, Long> cache = own(fixture.cache(longs()));
    for (int i = 0; i < 250; i++) {
      cache.withLifetime(Duration.ofSeconds(1)).put("old" + i, 1L);
    }
    fixture.clock().advance(Duration.ofSeconds(1));
    fixture.requests().reset();

    assertThat(cache.isEmpty()).isTrue();
    assertThat(fixture.requests().counts()).as("100 a request").isEqualTo(Map.of("Scan", 3));
  }

  /** "A toString that never reads a whole table"; neither does that of a view. */
  @Test
  void toStringReadsNothing() {
    Cache<String, Long> cache = fixture.cache(longs());
    ConcurrentMap<String, Long> map = map(cache);
    fixture.requests().reset();

    assertThat(map.toString()).contains(cache.getName());
    assertThat(map.keySet().toString()).contains(cache.getName());
    assertThat(map.values().toString()).contains(cache.getName());
    assertThat(map.entrySet().toString()).contains(cache.getName());
    assertThat(fixture.requests().counts()).isEmpty();
  }

  @Test
  void unwrapYieldsTheMapUnderEachOfItsNames() {
    Cache<String, Long> cache = fixture.cache(longs());

    assertThat(cache.unwrap(ConcurrentMap.class)).isInstanceOf(DynamoDbMap.class);
    assertThat(cache.unwrap(Map.class)).isSameAs(cache.unwrap(DynamoDbMap.class));
    cache.close();
    assertThatThrownBy(() -> map(cache).get("key")).isInstanceOf(IllegalStateException.class);
  }

  /** An own lifetime holds until the policy moves the deadline. */
  @Test
  void anEntryMayHaveALifetimeOfItsOwn() {
    DynamoDbCache<String, Long> cache = own(fixture.cache(longs()));
    cache.withLifetime(Duration.ofSeconds(10)).put("short", 1L);
    assertThat(cache.withLifetime(Duration.ofSeconds(20)).putIfAbsent("long", 1L)).isTrue();
    assertThat(cache.withLifetime(Duration.ofSeconds(1)).putIfAbsent("long", 2L)).isFalse();
    cache.withLifetime(Duration.ofSeconds(1)).put("eternal", 1L);
    assertThat(cache.withLifetime(ChronoUnit.FOREVER.getDuration()).replace("eternal", 2L))
        .isTrue();
    assertThat(cache.withLifetime(Duration.ofDays(1)).replace("absent", 2L)).isFalse();

    fixture.clock().advance(Duration.ofSeconds(10));
    assertThat(cache.get("short")).isNull();
    assertThat(cache.get("long")).isEqualTo(1L);
    assertThat(cache.withLifetime(Duration.ofSeconds(30)).replace("long", 1L, 3L)).isTrue();
    fixture.clock().advance(Duration.ofSeconds(20));
    assertThat(cache.get("long")).isEqualTo(3L);
    assertThat(cache.get("eternal")).isEqualTo(2L);
    fixture.clock().advance(Duration.ofSeconds(10));
    assertThat(cache.get("long")).isNull();
  }

  @Test
  void anOwnLifetimeGoesBeforeThePolicyUntilThatMovesTheDeadline() {
    DynamoDbCache<String, Long> cache =
        own(
            fixture.cache(
                longs()
                    .setExpiryPolicyFactory(
                        javax.cache.expiry.ModifiedExpiryPolicy.factoryOf(
                            new javax.cache.expiry.Duration(TimeUnit.SECONDS, 5)))));
    cache.withLifetime(Duration.ofSeconds(60)).put("key", 1L);
    fixture.clock().advance(Duration.ofSeconds(30));
    assertThat(cache.get("key")).as("after the policy's five seconds").isEqualTo(1L);
    cache.put("key", 2L);
    fixture.clock().advance(Duration.ofSeconds(5));
    assertThat(cache.get("key")).as("five seconds after an update").isNull();
  }

  @Test
  void aLifetimeOfZeroIsAsJCacheHasItAndANegativeOneIsRefused() {
    DynamoDbCache<String, Long> cache = own(fixture.cache(longs()));
    cache.withLifetime(Duration.ZERO).put("new", 1L);
    assertThat(cache.withLifetime(Duration.ZERO).putIfAbsent("new", 1L)).as("not stored").isFalse();
    assertThat(cache.containsKey("new")).isFalse();
    cache.put("there", 1L);
    cache.withLifetime(Duration.ZERO).put("there", 2L);
    assertThat(cache.containsKey("there")).isFalse();

    assertThatThrownBy(() -> cache.withLifetime(Duration.ofMillis(-1)).put("key", 1L))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT-0.001S");
    assertThatThrownBy(() -> cache.withLifetime(null).put("key", 1L))
        .isInstanceOf(NullPointerException.class);
    assertThat(cache.containsKey("key")).isFalse();
  }

  @Test
  void getAndPutIfAbsentTellsWhatIsThere() {
    DynamoDbCache<String, Long> cache = own(fixture.cache(longs()));

    assertThat(cache.getAndPutIfAbsent("key", 1L)).isNull();
    assertThat(cache.getAndPutIfAbsent("key", 2L)).isEqualTo(1L);
    assertThat(cache.get("key")).isEqualTo(1L);
  }

  private static Map<String, Long> singleNull() {
    Map<String, Long> nulls = new HashMap<>();
    nulls.put("other", null);
    return nulls;
  }

  private static <T> T fail(RuntimeException e) {
    throw e;
  }

  @SuppressWarnings("unchecked") // unwrap knows nothing of type arguments
  private static <K, V> DynamoDbMap<K, V> map(Cache<K, V> cache) {
    return cache.unwrap(DynamoDbMap.class);
  }

  @SuppressWarnings("unchecked") // likewise
  private static <K, V> DynamoDbCache<K, V> own(Cache<K, V> cache) {
    return cache.unwrap(DynamoDbCache.class);
  }

  private static MutableConfiguration<String, Long> longs() {
    return new MutableConfiguration<String, Long>().setTypes(String.class, Long.class);
  }
}
