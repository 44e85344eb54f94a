package io.github.dynamodbjcache.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.DynamoDbCache;
import io.github.dynamodbjcache.DynamoDbMap;
import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.configuration.TableCreation;
import io.github.dynamodbjcache.testing.CacheFixture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.processor.MutableEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table "What each operation may cost" of the README: requests are counted on their way out, by
 * an interceptor of the SDK.
 */
class CostTest {

  private static final Duration TEN_MINUTES = new Duration(TimeUnit.MINUTES, 10);

  private static final Map<String, Integer> ONE_READ = Map.of("GetItem", 1);
  private static final Map<String, Integer> ONE_WRITE = Map.of("UpdateItem", 1);
  private static final Map<String, Integer> ONE_DELETE = Map.of("DeleteItem", 1);
  private static final Map<String, Integer> READ_AND_WRITE = Map.of("GetItem", 1, "UpdateItem", 1);
  private static final Map<String, Integer> READ_AND_DELETE = Map.of("GetItem", 1, "DeleteItem", 1);

  private static final Map<String, Integer> DESCRIBED = Map.of("DescribeTable", 1);
  private static final Map<String, Integer> BATCHES_OF_SIXTY = Map.of("BatchWriteItem", 3);

  private static CacheFixture fixture;

  @BeforeAll
  static void open() {
    fixture = CacheFixture.open();
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  /**
   * A row of the table.
   *
   * @param operation as the table names it
   * @param policy of the cache; "there" is present, "absent" is not
   */
  record Row(
      String operation,
      Factory<ExpiryPolicy> policy,
      Consumer<Cache<String, String>> call,
      Map<String, Integer> requests) {
    @Override
    public String toString() {
      return operation;
    }
  }

  static Stream<Row> rows() {
    return Stream.of(
        row("get, hit", cache -> cache.get("there"), ONE_READ),
        row("get, miss", cache -> cache.get("absent"), ONE_READ),
        row("containsKey, hit", cache -> cache.containsKey("there"), ONE_READ),
        row("containsKey, miss", cache -> cache.containsKey("absent"), ONE_READ),
        row("put, over an entry", cache -> cache.put("there", "new"), ONE_WRITE),
        row("put, of a new entry", cache -> cache.put("absent", "new"), ONE_WRITE),
        row("put, created policy, over", created(), cache -> cache.put("there", "n"), ONE_WRITE),
        row("put, created policy, new", created(), cache -> cache.put("absent", "n"), ONE_WRITE),
        row("put, modified policy, over", modified(), cache -> cache.put("there", "n"), ONE_WRITE),
        row("put, modified policy, new", modified(), cache -> cache.put("absent", "n"), ONE_WRITE),
        row("putIfAbsent, set", cache -> cache.putIfAbsent("absent", "n"), ONE_WRITE),
        row("putIfAbsent, not set", cache -> cache.putIfAbsent("there", "n"), ONE_WRITE),
        row("replace(k,v), replaced", cache -> cache.replace("there", "n"), ONE_WRITE),
        row("replace(k,v), not there", cache -> cache.replace("absent", "n"), ONE_WRITE),
        row("remove(k), removed", cache -> cache.remove("there"), ONE_DELETE),
        row("remove(k), not there", cache -> cache.remove("absent"), ONE_DELETE),
        row("replace(k,old,new)", cache -> cache.replace("there", "old", "n"), READ_AND_WRITE),
        row("replace(k,other,new)", cache -> cache.replace("there", "other", "n"), ONE_READ),
        row("remove(k,old)", cache -> cache.remove("there", "old"), READ_AND_DELETE),
        row("remove(k,other)", cache -> cache.remove("there", "other"), ONE_READ),
        row("getAndPut", cache -> cache.getAndPut("there", "n"), READ_AND_WRITE),
        row("getAndPut, new", cache -> cache.getAndPut("absent", "n"), READ_AND_WRITE),
        row("getAndReplace", cache -> cache.getAndReplace("there", "n"), READ_AND_WRITE),
        row("getAndReplace, not there", cache -> cache.getAndReplace("absent", "n"), ONE_READ),
        row("getAndRemove", cache -> cache.getAndRemove("there"), READ_AND_DELETE),
        row("getAndRemove, not there", cache -> cache.getAndRemove("absent"), ONE_READ),
        row(
            "invoke that changes",
            cache -> cache.invoke("there", CostTest::change),
            READ_AND_WRITE),
        row("invoke that only reads", cache -> cache.invoke("there", CostTest::read), ONE_READ),
        row("get, accessed policy", accessed(), cache -> cache.get("there"), READ_AND_WRITE),
        row("getAll(250)", cache -> cache.getAll(keys(250)), Map.of("BatchGetItem", 3)),
        row("putAll(60)", cache -> cache.putAll(entries(60)), BATCHES_OF_SIXTY),
        row("removeAll(60)", cache -> cache.removeAll(keys(60)), BATCHES_OF_SIXTY));
  }

  /** The operations of the public cache type, and of the map view. */
  static Stream<Row> rowsOfOurOwn() {
    java.time.Duration minute = java.time.Duration.ofMinutes(1);
    return Stream.of(
        row(
            "put with a lifetime",
            cache -> own(cache).withLifetime(minute).put("there", "n"),
            ONE_WRITE),
        row(
            "putIfAbsent with a lifetime",
            cache -> own(cache).withLifetime(minute).putIfAbsent("absent", "n"),
            ONE_WRITE),
        row(
            "replace with a lifetime",
            cache -> own(cache).withLifetime(minute).replace("there", "n"),
            ONE_WRITE),
        row(
            "getAndPutIfAbsent, put",
            cache -> own(cache).getAndPutIfAbsent("absent", "n"),
            ONE_WRITE),
        row(
            "getAndPutIfAbsent, not put",
            cache -> own(cache).getAndPutIfAbsent("there", "n"),
            ONE_WRITE),
        row("countEntries", cache -> own(cache).countEntries(), Map.of("Scan", 4)),
        row("isEmpty", cache -> own(cache).isEmpty(), Map.of("Scan", 1)),
        row("estimateItemCount", cache -> own(cache).estimateItemCount(), DESCRIBED),
        row("map.get", cache -> map(cache).get("there"), ONE_READ),
        row("map.containsKey", cache -> map(cache).containsKey("absent"), ONE_READ),
        row("map.put", cache -> map(cache).put("there", "n"), READ_AND_WRITE),
        row("map.putIfAbsent, put", cache -> map(cache).putIfAbsent("absent", "n"), ONE_WRITE),
        row("map.putIfAbsent, not put", cache -> map(cache).putIfAbsent("there", "n"), ONE_WRITE),
        row("map.putAll(60)", cache -> map(cache).putAll(entries(60)), BATCHES_OF_SIXTY),
        row("map.replace(k,v)", cache -> map(cache).replace("there", "n"), READ_AND_WRITE),
        row(
            "map.replace(k,old,new)",
            cache -> map(cache).replace("there", "old", "n"),
            READ_AND_WRITE),
        row("map.remove(k)", cache -> map(cache).remove("there"), READ_AND_DELETE),
        row("map.remove(k,v)", cache -> map(cache).remove("there", "old"), READ_AND_DELETE),
        row("map.compute", cache -> map(cache).compute("there", (k, v) -> v + "+"), READ_AND_WRITE),
        row(
            "map.compute, removing",
            cache -> map(cache).compute("there", (k, v) -> null),
            READ_AND_DELETE),
        row(
            "map.computeIfAbsent, there",
            cache -> map(cache).computeIfAbsent("there", k -> "n"),
            ONE_READ),
        row(
            "map.computeIfAbsent, absent",
            cache -> map(cache).computeIfAbsent("absent", k -> "n"),
            READ_AND_WRITE),
        row(
            "map.computeIfPresent, there",
            cache -> map(cache).computeIfPresent("there", (k, v) -> "n"),
            READ_AND_WRITE),
        row(
            "map.computeIfPresent, absent",
            cache -> map(cache).computeIfPresent("absent", (k, v) -> "n"),
            ONE_READ),
        row("map.merge", cache -> map(cache).merge("there", "n", String::concat), READ_AND_WRITE),
        row("map.size", cache -> map(cache).size(), Map.of("Scan", 4)),
        row("map.isEmpty", cache -> map(cache).isEmpty(), Map.of("Scan", 1)),
        row("map.estimateMappingCount", cache -> map(cache).estimateMappingCount(), DESCRIBED),
        row("keySet().contains", cache -> map(cache).keySet().contains("there"), ONE_READ),
        row("keySet().remove", cache -> map(cache).keySet().remove("there"), ONE_DELETE),
        row(
            "entrySet().contains",
            cache -> map(cache).entrySet().contains(Map.entry("there", "old")),
            ONE_READ),
        row(
            "entrySet().remove",
            cache -> map(cache).entrySet().remove(Map.entry("there", "old")),
            READ_AND_DELETE),
        row(
            "Entry.setValue",
            cache -> map(cache).entrySet().iterator().next().setValue("n"),
            Map.of("Scan", 1, "UpdateItem", 1)),
        row("Iterator.remove", CostTest::removeFirst, Map.of("Scan", 1, "DeleteItem", 1)),
        row(
            "values().removeIf, one of one",
            cache -> map(cache).values().removeIf("old"::equals),
            Map.of("Scan", 1, "GetItem", 1, "DeleteItem", 1)),
        row(
            "map.replaceAll, of one",
            cache -> map(cache).replaceAll((k, v) -> "n"),
            Map.of("Scan", 1, "GetItem", 1, "UpdateItem", 1)),
        row("keySet().toArray()", cache -> map(cache).keySet().toArray(), Map.of("Scan", 1)),
        row(
            "entrySet().equals",
            cache -> map(cache).entrySet().equals(Map.of("there", "old").entrySet()),
            Map.of("Scan", 1)));
  }

  /** With a listener to EXPIRED, over entries that have: "there", and "key0" to "key59". */
  static Stream<Row> rowsOfTheExpired() {
    return Stream.of(
        row("get, expired", cache -> cache.get("there"), READ_AND_DELETE),
        row("containsKey, expired", cache -> cache.containsKey("there"), READ_AND_DELETE),
        row("put, expired", cache -> cache.put("there", "n"), Map.of("UpdateItem", 2)),
        row("put with a lifetime, expired", CostTest::putFleeting, ONE_WRITE),
        row("putIfAbsent, expired", cache -> cache.putIfAbsent("there", "n"), ONE_WRITE),
        row("getAndPut, expired", cache -> cache.getAndPut("there", "n"), READ_AND_WRITE),
        row(
            "replace(k,v), expired",
            cache -> cache.replace("there", "n"),
            Map.of("UpdateItem", 1, "DeleteItem", 1)),
        row(
            "replace(k,old,new), expired",
            cache -> cache.replace("there", "old", "n"),
            READ_AND_DELETE),
        row("remove(k), expired", cache -> cache.remove("there"), Map.of("DeleteItem", 2)),
        row("getAndRemove, expired", cache -> cache.getAndRemove("there"), READ_AND_DELETE),
        row("invoke that reads", cache -> cache.invoke("there", CostTest::read), READ_AND_DELETE),
        row(
            "invoke that changes",
            cache -> cache.invoke("there", CostTest::change),
            READ_AND_WRITE),
        row(
            "getAll(60), expired",
            cache -> cache.getAll(keys(60)),
            Map.of("BatchGetItem", 1, "DeleteItem", 60)),
        row("putAll(60), expired", cache -> cache.putAll(entries(60)), Map.of("UpdateItem", 120)),
        row(
            "removeAll(60), expired",
            cache -> cache.removeAll(keys(60)),
            Map.of("DeleteItem", 120)),
        row(
            "iteration, over 61 expired",
            cache -> cache.iterator().hasNext(),
            Map.of("Scan", 1, "DeleteItem", 61)),
        row(
            "keys, over 61 expired",
            cache -> own(cache).keys().iterator().hasNext(),
            Map.of("Scan", 1, "DeleteItem", 61)),
        row("removeAll(), 61 expired", Cache::removeAll, Map.of("Scan", 1, "DeleteItem", 61)),
        row("countEntries", cache -> own(cache).countEntries(), Map.of("Scan", 4)),
        row("isEmpty", cache -> own(cache).isEmpty(), Map.of("Scan", 1)),
        row("get, of a live one", cache -> cache.get("live"), ONE_READ),
        row("get, of none", cache -> cache.get("absent"), ONE_READ));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rowsOfTheExpired")
  void withAListenerToExpiriesEachExpiredEntryCostsItsDeletion(Row row) {
    Cache<String, String> cache =
        fixture.cache(configuration().setExpiryPolicyFactory(EternalExpiryPolicy.factoryOf()));
    Cache<String, String> fleeting = own(cache).withLifetime(java.time.Duration.ofMinutes(1));
    fleeting.put("there", "old");
    fleeting.putAll(entries(60));
    fixture.clock().advance(java.time.Duration.ofMinutes(1));
    if (row.operation.contains("live")) {
      cache.put("live", "v");
    }
    CacheEntryExpiredListener<String, String> deaf = events -> {};
    cache.registerCacheEntryListener(
        new MutableCacheEntryListenerConfiguration<>(() -> deaf, null, true, true));
    fixture.requests().reset();

    row.call.accept(cache);

    assertThat(fixture.requests().counts())
        .as("requests of the row \"%s\"", row.operation)
        .isEqualTo(row.requests);
  }

  private static void putFleeting(Cache<String, String> cache) {
    own(cache).withLifetime(java.time.Duration.ofMinutes(1)).put("there", "n");
  }

  private static void removeFirst(Cache<String, String> cache) {
    Iterator<String> keys = map(cache).keySet().iterator();
    keys.next();
    keys.remove();
  }

  @SuppressWarnings("unchecked") // unwrap knows nothing of type arguments
  private static DynamoDbCache<String, String> own(Cache<String, String> cache) {
    return cache.unwrap(DynamoDbCache.class);
  }

  @SuppressWarnings("unchecked") // likewise
  private static DynamoDbMap<String, String> map(Cache<String, String> cache) {
    return cache.unwrap(DynamoDbMap.class);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"rows", "rowsOfOurOwn"})
  void operationCostsWhatItsRowSays(Row row) {
    Cache<String, String> cache = fixture.cache(configuration().setExpiryPolicyFactory(row.policy));
    cache.put("there", "old");
    fixture.clock().advance(java.time.Duration.ofSeconds(1));
    fixture.requests().reset();

    row.call.accept(cache);

    assertThat(fixture.requests().counts())
        .as("requests of the row \"%s\"", row.operation)
        .isEqualTo(row.requests);
  }

  @Test
  void aConflictCostsAnInvokeOneMoreWriteAndNoReread() {
    Cache<String, String> cache = fixture.cache(configuration());
    cache.put("there", "0");
    Cache<String, String> elsewhere = fixture.sameCacheElsewhere(cache);
    List<String> runs = new ArrayList<>();
    fixture.requests().reset();

    cache.invoke(
        "there",
        (entry, arguments) -> {
          runs.add(entry.getValue());
          if (runs.size() == 1) {
            elsewhere.put("there", "1");
          }
          entry.setValue(entry.getValue() + "+");
          return null;
        });

    assertThat(runs).containsExactly("0", "1");
    assertThat(fixture.requests().counts())
        .as("a read, two writes of the invoke and one of the put in between")
        .isEqualTo(Map.of("GetItem", 1, "UpdateItem", 3));
  }

  @Test
  void aListenerThatNeedsTheOldValueCostsAPutNothing() {
    Cache<String, String> cache = fixture.cache(configuration());
    List<String> oldValues = new ArrayList<>();
    fixture.listenToUpdates(cache, event -> oldValues.add(event.getOldValue()));
    cache.put("there", "old");
    fixture.requests().reset();

    cache.put("there", "new");

    assertThat(oldValues).containsExactly("old");
    assertThat(fixture.requests().counts()).isEqualTo(ONE_WRITE);
  }

  @Test
  void iterationFetchesNothingBeforeTheFirstHasNextAndThenPageByPage() {
    Cache<String, String> cache = fixture.cache(configuration());
    String large = "x".repeat(100_000);
    for (int i = 0; i < 25; i++) {
      cache.put("key" + i, large);
    }
    fixture.requests().reset();

    Iterator<Cache.Entry<String, String>> iterator = cache.iterator();
    assertThat(fixture.requests().counts()).as("before the first hasNext").isEmpty();
    assertThat(iterator.hasNext()).isTrue();
    assertThat(fixture.requests().counts()).as("the first page").isEqualTo(Map.of("Scan", 1));
    int count = 0;
    while (iterator.hasNext()) {
      iterator.next();
      count++;
    }
    assertThat(count).isEqualTo(25);
    assertThat(fixture.requests().counts().get("Scan")).as("2.5 MB in pages of 1 MB").isEqualTo(3);
  }

  @Test
  void clearCostsAKeysOnlyScanAndOneWriteForTwentyFive() {
    Cache<String, String> cache = fixture.cache(configuration());
    cache.putAll(entries(100));
    fixture.requests().reset();

    cache.clear();

    Map<String, Integer> counts = fixture.requests().counts();
    assertThat(counts.keySet()).containsExactlyInAnyOrder("Scan", "BatchWriteItem");
    assertThat(counts.get("BatchWriteItem"))
        .as("100 entries over the parallel segments, which fill their batches together")
        .isBetween(4, 5);
    assertThat(cache.iterator().hasNext()).isFalse();
  }

  @Test
  void openingACacheOnATableThatExistsCostsAtMostTwoControlPlaneRequests() {
    Cache<String, String> cache = fixture.cache(configuration());
    fixture.requests().reset();

    fixture.sameCacheElsewhere(cache);

    assertThat(fixture.requests().counts())
        .isEqualTo(Map.of("DescribeTable", 1, "DescribeTimeToLive", 1));
  }

  /** "assumed: … no request is made when a cache opens" */
  @Test
  void openingACacheWhoseTableIsAssumedCostsNothing() {
    String name = fixture.cache(configuration()).getName();
    fixture.requests().reset();

    fixture
        .newManager()
        .createCache(
            name,
            new DynamoDbConfiguration<String, String>()
                .setTypes(String.class, String.class)
                .setTableCreation(TableCreation.ASSUMED));

    assertThat(fixture.requests().counts()).isEmpty();
  }

  private static String change(MutableEntry<String, String> entry, Object... arguments) {
    entry.setValue("changed");
    return "";
  }

  private static String read(MutableEntry<String, String> entry, Object... arguments) {
    return entry.getValue();
  }

  private static Row row(
      String operation, Consumer<Cache<String, String>> call, Map<String, Integer> requests) {
    return row(operation, EternalExpiryPolicy.factoryOf(), call, requests);
  }

  private static Row row(
      String operation,
      Factory<ExpiryPolicy> policy,
      Consumer<Cache<String, String>> call,
      Map<String, Integer> requests) {
    return new Row(operation, policy, call, requests);
  }

  private static Factory<ExpiryPolicy> created() {
    return CreatedExpiryPolicy.factoryOf(TEN_MINUTES);
  }

  private static Factory<ExpiryPolicy> modified() {
    return ModifiedExpiryPolicy.factoryOf(TEN_MINUTES);
  }

  private static Factory<ExpiryPolicy> accessed() {
    return AccessedExpiryPolicy.factoryOf(TEN_MINUTES);
  }

  private static MutableConfiguration<String, String> configuration() {
    return new MutableConfiguration<String, String>().setTypes(String.class, String.class);
  }

  private static Set<String> keys(int count) {
    return new HashSet<>(entries(count).keySet());
  }

  private static Map<String, String> entries(int count) {
    Map<String, String> entries = new HashMap<>();
    for (int i = 0; i < count; i++) {
      entries.put("key" + i, "value" + i);
    }
    return entries;
  }
}
