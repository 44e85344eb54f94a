package io.github.dynamodbjcache.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dynamodbjcache.BulkFailureException;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.FaultyHttpClient;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.integration.CacheLoader;
import javax.cache.processor.EntryProcessorException;
import javax.cache.processor.EntryProcessorResult;
import javax.cache.processor.MutableEntry;
import javax.management.JMException;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many entries at a time, and what is counted of all that. */
@Timeout(60)
class BulkAndStatisticsTest {

  private static CacheFixture fixture;

  @BeforeAll
  static void open() {
    fixture = CacheFixture.open();
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @Test
  void aThousandEntriesGoInAndComeOutAndGo() {
    Cache<String, String> cache = fixture.cache();
    Map<String, String> entries = entries("k", 1_000);

    cache.putAll(entries);
    Set<String> keys = new HashSet<>(entries.keySet());
    keys.add("absent");
    assertThat(cache.getAll(keys)).isEqualTo(entries);
    Map<String, String> iterated = new HashMap<>();
    cache.forEach(entry -> iterated.put(entry.getKey(), entry.getValue()));
    assertThat(iterated).isEqualTo(entries);
    cache.removeAll(keys);

    assertThat(cache.iterator().hasNext()).isFalse();
  }

  @Test
  void removeAllAndClearEmptyATableOfLiveAndExpiredEntries() {
    Cache<String, String> cache =
        fixture.cache(
            statistics()
                .setExpiryPolicyFactory(
                    CreatedExpiryPolicy.factoryOf(new Duration(TimeUnit.MINUTES, 1))));
    for (boolean listening : new boolean[] {false, true}) {
      AtomicInteger heard = new AtomicInteger();
      if (listening) {
        CacheEntryRemovedListener<String, String> listener =
            events -> events.forEach(event -> heard.incrementAndGet());
        cache.registerCacheEntryListener(
            new MutableCacheEntryListenerConfiguration<>(() -> listener, null, false, true));
      }
      cache.putAll(entries("expired", 200));
      fixture.clock().advance(java.time.Duration.ofMinutes(1));
      cache.putAll(entries("live", 200));
      zero(cache);

      cache.removeAll();

      assertThat(cache.iterator().hasNext()).isFalse();
      assertThat(counted(cache)).isEqualTo("hits 0 misses 0 puts 0 removals 200");
      assertThat(heard).hasValue(listening ? 200 : 0);
    }
    cache.putAll(entries("expired", 200));
    fixture.clock().advance(java.time.Duration.ofMinutes(1));
    cache.putAll(entries("live", 200));
    zero(cache);

    cache.clear();

    assertThat(counted(cache)).as("clear counts nothing").isEqualTo(counted(0, 0, 0, 0));
    assertThat(itemsOf(cache)).as("not even expired ones are left").isZero();
  }

  /** "BulkFailureException: a part was done": after the first batch, entries are gone. */
  @Test
  void emptyingATableThatFailsInBetweenSaysThatEntriesAreGone() {
    FaultyHttpClient http = new FaultyHttpClient(TestDynamoDb.http());
    Cache<String, String> cache =
        fixture
            .newManager(DynamoDbCacheProperties.withClient(TestDynamoDb.client(http)))
            .createCache(fixture.newName(), statistics());
    for (Runnable emptying : List.<Runnable>of(cache::clear, cache::removeAll)) {
      cache.putAll(entries("k", 60));
      AtomicInteger batches = new AtomicInteger();
      http.always(
          "BatchWriteItem",
          request ->
              batches.incrementAndGet() == 1
                  ? request.call()
                  : FaultyHttpClient.answers(400, "AccessDeniedException").meet(request));

      BulkFailureException failure =
          catchThrowableOfType(BulkFailureException.class, emptying::run);

      assertThat(failure)
          .hasMessageContaining("entries are gone already")
          .hasMessageContaining("call again");
      assertThat(failure.notDone()).as("no keys were given").isEmpty();
      http.calm();
      assertThat(itemsOf(cache)).isEqualTo(35);
      emptying.run();
      assertThat(itemsOf(cache)).isZero();
    }
  }

  /** The table "Effect of operations on statistics" of JSR-107. */
  @Test
  void eachOperationCountsWhatTheSpecificationSays() {
    Cache<String, String> cache = fixture.cache(statistics());

    counts(cache, 0, 0, 1, 0, () -> cache.put("k", "v"));
    counts(cache, 1, 0, 0, 0, () -> cache.get("k"));
    counts(cache, 0, 1, 0, 0, () -> cache.get("absent"));
    counts(cache, 0, 0, 0, 0, () -> cache.containsKey("k"));
    counts(cache, 0, 0, 0, 0, () -> cache.containsKey("absent"));
    counts(cache, 1, 1, 0, 0, () -> cache.getAll(Set.of("k", "absent")));
    counts(cache, 1, 0, 1, 0, () -> cache.getAndPut("k", "v"));
    counts(cache, 0, 1, 1, 0, () -> cache.getAndPut("l", "v"));
    counts(cache, 0, 0, 2, 0, () -> cache.putAll(Map.of("k", "v", "m", "v")));
    counts(cache, 1, 0, 0, 0, () -> cache.putIfAbsent("k", "v"));
    counts(cache, 0, 1, 1, 0, () -> cache.putIfAbsent("n", "v"));
    counts(cache, 1, 0, 1, 0, () -> cache.replace("k", "v"));
    counts(cache, 0, 1, 0, 0, () -> cache.replace("absent", "v"));
    counts(cache, 1, 0, 1, 0, () -> cache.replace("k", "v", "v"));
    counts(cache, 1, 0, 0, 0, () -> cache.replace("k", "other", "v"));
    counts(cache, 0, 1, 0, 0, () -> cache.replace("absent", "v", "v"));
    counts(cache, 1, 0, 1, 0, () -> cache.getAndReplace("k", "v"));
    counts(cache, 0, 1, 0, 0, () -> cache.getAndReplace("absent", "v"));
    counts(cache, 1, 0, 0, 0, () -> cache.remove("k", "other"));
    counts(cache, 0, 1, 0, 0, () -> cache.remove("absent", "v"));
    counts(cache, 1, 0, 0, 1, () -> cache.remove("k", "v"));
    counts(cache, 0, 0, 0, 0, () -> cache.remove("absent"));
    counts(cache, 0, 0, 0, 1, () -> cache.remove("l"));
    counts(cache, 1, 0, 0, 1, () -> cache.getAndRemove("m"));
    counts(cache, 0, 1, 0, 0, () -> cache.getAndRemove("absent"));
    counts(cache, 1, 0, 0, 0, () -> cache.invoke("n", (entry, arguments) -> entry.getValue()));
    counts(cache, 0, 1, 1, 0, () -> cache.invoke("o", (entry, arguments) -> set(entry, "v")));
    counts(cache, 1, 0, 1, 0, () -> cache.invoke("o", (entry, arguments) -> set(entry, "w")));
    counts(cache, 1, 0, 0, 1, () -> cache.invoke("o", (entry, arguments) -> remove(entry)));
    counts(cache, 1, 0, 0, 0, () -> cache.iterator().next());
    counts(cache, 0, 0, 0, 1, () -> removeByIterator(cache));
    cache.putAll(entries("k", 3));
    counts(cache, 0, 0, 0, 2, () -> cache.removeAll(Set.of("k0", "k1", "absent")));
    counts(cache, 0, 0, 0, 1, cache::removeAll);
    counts(cache, 0, 0, 0, 0, cache::clear);
  }

  /**
   * "The number of get requests that were not satisfied by the cache" ({@code getCacheMisses}): nor
   * by a loader or processor that failed.
   */
  @Test
  void alsoALookupCountsWhoseLoaderOrProcessorFails() {
    Cache<String, String> cache =
        fixture.cache(statistics().setReadThrough(true).setCacheLoaderFactory(BrokenLoader::new));
    cache.put("k", "v");

    counts(cache, 0, 1, 0, 0, () -> fails(() -> cache.get("absent")));
    counts(cache, 1, 2, 0, 0, () -> fails(() -> cache.getAll(Set.of("k", "absent", "other"))));
    counts(cache, 0, 1, 0, 0, () -> fails(() -> cache.invoke("absent", (e, a) -> e.getValue())));
    counts(cache, 0, 1, 0, 0, () -> fails(() -> cache.invoke("absent", (e, a) -> failing())));
    counts(cache, 1, 0, 0, 0, () -> fails(() -> cache.invoke("k", (e, a) -> failing())));
    counts(cache, 1, 1, 0, 0, () -> cache.invokeAll(Set.of("k", "absent"), (e, a) -> failing()));
    counts(
        cache,
        1,
        1,
        0,
        0,
        () -> {
          cache.get("k");
          fails(() -> cache.get("absent"));
          assertThat(attribute(cache, "CacheGets")).isEqualTo(2L);
        });
  }

  private static void fails(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(CacheException.class);
  }

  private static String failing() {
    throw new IllegalStateException("processor's own");
  }

  private static final class BrokenLoader implements CacheLoader<String, String> {
    @Override
    public String load(String key) {
      throw new IllegalStateException("down");
    }

    @Override
    public Map<String, String> loadAll(Iterable<? extends String> keys) {
      throw new IllegalStateException("down");
    }
  }

  @Test
  void statisticsAndManagementGoOnAndOffWhileTheCacheIsOpen() throws Exception {
    Cache<String, String> cache = fixture.cache();
    String name = cache.getName();
    assertThat(isShown(cache, "CacheStatistics")).isFalse();

    fixture.manager().enableStatistics(name, true);
    fixture.manager().enableManagement(name, true);
    cache.get("k");
    assertThat(isShown(cache, "CacheStatistics")).isTrue();
    assertThat(isShown(cache, "CacheConfiguration")).isTrue();
    assertThat(counted(cache)).isEqualTo(counted(0, 1, 0, 0));
    assertThat(time(cache, "AverageGetTime")).isPositive();
    assertThat(time(cache, "AverageRemoveTime")).isZero();

    fixture.manager().enableStatistics(name, false);
    fixture.manager().enableManagement(name, false);
    cache.get("k");
    assertThat(isShown(cache, "CacheStatistics")).isFalse();
    assertThat(isShown(cache, "CacheConfiguration")).isFalse();

    fixture.manager().enableStatistics(name, true);
    assertThat(counted(cache)).as("not counted while off").isEqualTo(counted(0, 1, 0, 0));
    cache.close();
    assertThat(isShown(cache, "CacheStatistics")).isFalse();
  }

  @Test
  void ofManyInvocationsEachHasItsOwnResultOrFailure() {
    Cache<String, String> cache = fixture.cache();
    cache.put("a", "v");

    Map<String, EntryProcessorResult<String>> results =
        cache.invokeAll(
            Set.of("a", "bad", "nothing"),
            (entry, arguments) -> {
              if (entry.getKey().equals("bad")) {
                throw new IllegalArgumentException("processor's own");
              }
              return entry.getValue();
            });

    assertThat(results).containsOnlyKeys("a", "bad");
    assertThat(results.get("a").get()).isEqualTo("v");
    assertThatThrownBy(() -> results.get("bad").get())
        .isInstanceOf(EntryProcessorException.class)
        .hasRootCauseMessage("processor's own");
  }

  private static void removeByIterator(Cache<String, String> cache) {
    Iterator<Cache.Entry<String, String>> iterator = cache.iterator();
    iterator.next();
    zero(cache);
    iterator.remove();
    assertThatThrownBy(iterator::remove).isInstanceOf(IllegalStateException.class);
  }

  private static void counts(
      Cache<String, String> cache, int hits, int misses, int puts, int removals, Runnable call) {
    zero(cache);
    call.run();
    assertThat(counted(cache)).isEqualTo(counted(hits, misses, puts, removals));
  }

  private static String counted(int hits, int misses, int puts, int removals) {
    return "hits %d misses %d puts %d removals %d".formatted(hits, misses, puts, removals);
  }

  private static String counted(Cache<?, ?> cache) {
    return "hits %s misses %s puts %s removals %s"
        .formatted(
            List.of("CacheHits", "CacheMisses", "CachePuts", "CacheRemovals").stream()
                .map(attribute -> attribute(cache, attribute))
                .toArray());
  }

  private static float time(Cache<?, ?> cache, String attribute) {
    return (Float) attribute(cache, attribute);
  }

  private static Object attribute(Cache<?, ?> cache, String attribute) {
    try {
      return ManagementFactory.getPlatformMBeanServer()
          .getAttribute(bean(cache, "CacheStatistics"), attribute);
    } catch (JMException e) {
      throw new AssertionError(e);
    }
  }

  private static void zero(Cache<?, ?> cache) {
    try {
      ManagementFactory.getPlatformMBeanServer()
          .invoke(bean(cache, "CacheStatistics"), "clear", null, null);
    } catch (JMException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isShown(Cache<?, ?> cache, String type) throws Exception {
    return ManagementFactory.getPlatformMBeanServer().isRegistered(bean(cache, type));
  }

  private static ObjectName bean(Cache<?, ?> cache, String type)
      throws MalformedObjectNameException {
    return new ObjectName(
        "javax.cache:type=%s,CacheManager=%s,Cache=%s"
            .formatted(type, fixture.manager().getURI(), cache.getName()));
  }

  private static int itemsOf(Cache<?, ?> cache) {
    return fixture.client().scan(request -> request.tableName(cache.getName())).count();
  }

  private static MutableConfiguration<String, String> statistics() {
    return new MutableConfiguration<String, String>()
        .setTypes(String.class, String.class)
        .setStatisticsEnabled(true);
  }

  private static Map<String, String> entries(String prefix, int count) {
    Map<String, String> entries = new HashMap<>();
    for (int i = 0; i < count; i++) {
      entries.put(prefix + i, "v" + i);
    }
    return entries;
  }

  private static String set(MutableEntry<String, String> entry, String value) {
    entry.setValue(value);
    return value;
  }

  private static String remove(MutableEntry<String, String> entry) {
    entry.remove();
    return "";
  }
}
