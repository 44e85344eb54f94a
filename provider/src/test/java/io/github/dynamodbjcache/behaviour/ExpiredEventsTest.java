package io.github.dynamodbjcache.behaviour;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.DynamoDbCache;
import io.github.dynamodbjcache.DynamoDbMap;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.FaultyHttpClient;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryListener;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import javax.cache.integration.CompletionListenerFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * "Invoked if a cache entry or entries are expired": with a listener to that, whatever operation
 * meets an expired entry removes it, and tells so if it was the one that did.
 */
@Timeout(60)
class ExpiredEventsTest {

  private static CacheFixture fixture;

  @BeforeAll
  static void open() {
    fixture = CacheFixture.open();
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  /** An operation that meets the expired entry "k". */
  record Meeting(String operation, Consumer<Cache<String, String>> call) {
    @Override
    public String toString() {
      return operation;
    }
  }

  static Stream<Meeting> meetings() {
    return Stream.of(
        new Meeting("get", cache -> cache.get("k")),
        new Meeting("getAll", cache -> cache.getAll(Set.of("k", "absent"))),
        new Meeting("containsKey", cache -> cache.containsKey("k")),
        new Meeting("put", cache -> cache.put("k", "new")),
        new Meeting("putAll", cache -> cache.putAll(Map.of("k", "new", "l", "new"))),
        new Meeting("getAndPut", cache -> cache.getAndPut("k", "new")),
        new Meeting("putIfAbsent", cache -> cache.putIfAbsent("k", "new")),
        new Meeting("getAndPutIfAbsent", cache -> own(cache).getAndPutIfAbsent("k", "new")),
        new Meeting("put without lifetime", ExpiredEventsTest::putWithoutLifetime),
        new Meeting("replace(k,v)", cache -> cache.replace("k", "new")),
        new Meeting("replace(k,old,new)", cache -> cache.replace("k", "old", "new")),
        new Meeting("getAndReplace", cache -> cache.getAndReplace("k", "new")),
        new Meeting("remove(k)", cache -> cache.remove("k")),
        new Meeting("remove(k,old)", cache -> cache.remove("k", "old")),
        new Meeting("getAndRemove", cache -> cache.getAndRemove("k")),
        new Meeting("removeAll(keys)", cache -> cache.removeAll(Set.of("k", "absent"))),
        new Meeting("removeAll()", Cache::removeAll),
        new Meeting("invoke, nothing", cache -> cache.invoke("k", (e, a) -> "")),
        new Meeting("invoke, getValue", cache -> cache.invoke("k", (e, a) -> e.getValue())),
        new Meeting("invoke, setValue", cache -> cache.invoke("k", (e, a) -> set(e::setValue))),
        new Meeting("invoke, remove", cache -> cache.invoke("k", (e, a) -> did(e::remove))),
        new Meeting("invoke that fails", cache -> fails(() -> cache.invoke("k", (e, a) -> bad()))),
        new Meeting("invokeAll", cache -> cache.invokeAll(Set.of("k"), (e, a) -> e.getValue())),
        new Meeting("iterator", cache -> cache.iterator().hasNext()),
        new Meeting("spliterator", cache -> cache.spliterator().tryAdvance(entry -> {})),
        new Meeting("keys", cache -> own(cache).keys().iterator().hasNext()),
        new Meeting("loadAll, of what is absent", cache -> load(cache, false)),
        new Meeting("loadAll, replacing", cache -> load(cache, true)),
        new Meeting("map.get", cache -> map(cache).get("k")),
        new Meeting("map.compute", cache -> map(cache).compute("k", (key, value) -> null)),
        new Meeting("map.containsValue", cache -> map(cache).containsValue("v")),
        new Meeting("map.keySet", cache -> map(cache).keySet().iterator().hasNext()),
        new Meeting("map.clear", cache -> map(cache).clear()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("meetings")
  void whoMeetsAnExpiredEntryRemovesItAndTellsItOnce(Meeting meeting) {
    Cache<String, String> cache = fixture.cache(expiring().setCacheLoaderFactory(Loader::new));
    Heard heard = new Heard();
    expire(cache, "k");
    register(cache, heard);

    meeting.call.accept(cache);
    List<String> told = List.copyOf(heard.events);
    cache.get("k");
    cache.iterator().hasNext();

    assertThat(told).first().isEqualTo("EXPIRED k old");
    assertThat(told).filteredOn(event -> event.startsWith("EXPIRED")).hasSize(1);
    assertThat(told).filteredOn(event -> event.startsWith("REMOVED")).isEmpty();
    assertThat(heard.events).as("later").isEqualTo(told);
  }

  /** "no request without such a listener" */
  @ParameterizedTest(name = "{0}")
  @MethodSource("meetings")
  void forListenersToOtherEventsNoOperationCostsMoreThanWithout(Meeting meeting) {
    fixture.requests().reset();
    Cache<String, String> none = fixture.cache(expiring().setCacheLoaderFactory(Loader::new));
    Cache<String, String> other = fixture.cache(expiring().setCacheLoaderFactory(Loader::new));
    CacheEntryRemovedListener<String, String> removals = events -> {};
    register(other, removals);
    Cache<String, String> deregistered =
        fixture.cache(expiring().setCacheLoaderFactory(Loader::new));
    Heard heard = new Heard();
    CacheEntryListenerConfiguration<String, String> listener = register(deregistered, heard);
    register(deregistered, removals);
    deregistered.deregisterCacheEntryListener(listener);
    List.of(none, other, deregistered).forEach(cache -> expire(cache, "k"));

    Map<String, Integer> without = requests(() -> meeting.call.accept(other));

    assertThat(requests(() -> meeting.call.accept(deregistered))).isEqualTo(without);
    assertThat(heard.events).isEmpty();
    if (!meeting.operation.matches("putAll|(map.)?(removeAll|clear).*")) {
      assertThat(requests(() -> meeting.call.accept(none))).isEqualTo(without);
    }
  }

  private static Map<String, Integer> requests(Runnable call) {
    fixture.requests().reset();
    call.run();
    return Map.copyOf(fixture.requests().counts());
  }

  @Test
  void ofManyEachIsToldOnceAndTheLiveOnesAreHandedOut() {
    Cache<String, String> cache = fixture.cache(expiring());
    Heard heard = new Heard();
    Map<String, String> entries = new HashMap<>();
    for (int i = 0; i < 250; i++) {
      entries.put("k" + i, "old");
    }
    cache.putAll(entries);
    fixture.clock().advance(java.time.Duration.ofMinutes(1));
    cache.putAll(Map.of("a", "live", "z", "live"));
    register(cache, heard);

    List<String> seen = new ArrayList<>();
    cache.forEach(entry -> seen.add(entry.getKey()));

    assertThat(seen).containsExactlyInAnyOrder("a", "z");
    assertThat(heard.events)
        .containsExactlyInAnyOrderElementsOf(
            entries.keySet().stream().map(key -> "EXPIRED " + key + " old").toList());
    assertThat(itemsOf(cache)).isEqualTo(2);
  }

  /** The loader's failure is the call's; that the entry has expired is true all the same. */
  @Test
  void alsoACallWhoseLoaderFailsTellsWhatItMet() {
    Cache<String, String> cache =
        fixture.cache(
            expiring()
                .setReadThrough(true)
                .setCacheLoaderFactory(
                    () ->
                        new Loader() {
                          @Override
                          public String load(String key) {
                            return bad();
                          }
                        }));
    Heard heard = new Heard();
    expire(cache, "k");
    expire(cache, "l");
    register(cache, heard);

    fails(() -> cache.get("k"));
    fails(() -> cache.getAll(Set.of("l")));

    assertThat(heard.events).containsExactly("EXPIRED k old", "EXPIRED l old");
  }

  /** "Expiry of a cache entry is not a delete" ({@code CacheWriter.delete}). */
  @Test
  void ofAnExpiryNoWriterHears() {
    List<String> deleted = new CopyOnWriteArrayList<>();
    Cache<String, String> cache =
        fixture.cache(
            expiring().setWriteThrough(true).setCacheWriterFactory(() -> new Writer(deleted)));
    Heard heard = new Heard();
    expire(cache, "k");
    expire(cache, "l");
    register(cache, heard);

    cache.get("k");
    cache.removeAll();

    assertThat(heard.events).containsExactly("EXPIRED k old", "EXPIRED l old");
    assertThat(deleted).isEmpty();
  }

  @Test
  void aListenerRegisteredLaterHearsOfWhatIsMetFromThenOn() {
    Cache<String, String> cache = fixture.cache(expiring());
    expire(cache, "k");
    assertThat(cache.get("k")).isNull();
    Heard heard = new Heard();

    CacheEntryListenerConfiguration<String, String> listener = register(cache, heard);
    cache.get("k");
    cache.deregisterCacheEntryListener(listener);
    expire(cache, "l");
    cache.get("l");

    assertThat(heard.events).containsExactly("EXPIRED k old");
  }

  @Test
  void aSplitEntryGoesWithItsParts() {
    Cache<String, String> cache = fixture.cache(expiring());
    String large = "x".repeat(900_000);
    List<String> heard = new CopyOnWriteArrayList<>();
    CacheEntryExpiredListener<String, String> listener =
        events -> events.forEach(event -> heard.add(event.getOldValue()));
    register(cache, listener);
    for (Consumer<Cache<String, String>> meeting :
        List.<Consumer<Cache<String, String>>>of(
            one -> one.get("k"),
            one -> one.iterator().hasNext(),
            one -> own(one).keys().iterator().hasNext())) {
      cache.put("k", large);
      fixture.clock().advance(java.time.Duration.ofMinutes(1));

      meeting.accept(cache);

      assertThat(heard).containsExactly(large);
      assertThat(itemsOf(cache)).isZero();
      heard.clear();
    }
  }

  /** The other one met it as well, and tells it; nobody waits. */
  @Test
  void aReadDoesNotWaitForAThreadThatWorksOnTheEntry() throws Exception {
    Cache<String, String> cache = fixture.cache(expiring());
    Heard heard = new Heard();
    expire(cache, "k");
    register(cache, heard);
    CountDownLatch working = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CompletableFuture<String> other =
        CompletableFuture.supplyAsync(
            () ->
                cache.invoke(
                    "k",
                    (entry, arguments) -> {
                      working.countDown();
                      return Boolean.toString(await(goOn));
                    }));
    assertThat(await(working)).isTrue();

    assertThat(cache.get("k")).isNull();
    assertThat(heard.events).isEmpty();
    goOn.countDown();

    assertThat(other.get(20, SECONDS)).isEqualTo("true");
    assertThat(heard.events).containsExactly("EXPIRED k old");
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(20, SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** "An unknown outcome does not fail the caller's read", and is told by nobody. */
  @ParameterizedTest
  @ValueSource(strings = {"lost", "refused", "failing"})
  void aReadIsAnsweredWhateverBecomesOfTheDeletion(String fault) {
    FaultyHttpClient http = new FaultyHttpClient(TestDynamoDb.http());
    Properties properties = fixture.properties();
    try (DynamoDbClient client = TestDynamoDb.client(http)) {
      properties.put(DynamoDbCacheProperties.CLIENT_INSTANCE, client);
      properties.setProperty("dynamodb-jcache.client.max-attempts", "3");
      Cache<String, String> cache =
          fixture.newManager(properties).createCache(fixture.newName(), expiring());
      Heard heard = new Heard();
      expire(cache, "k");
      register(cache, heard);
      switch (fault) {
        case "lost" -> http.next("DeleteItem", FaultyHttpClient.answerLost());
        case "refused" ->
            http.always("DeleteItem", FaultyHttpClient.answers(400, "AccessDeniedException"));
        default -> http.always("DeleteItem", FaultyHttpClient.answers(500, "InternalServerError"));
      }

      assertThat(cache.get("k")).isNull();
      assertThat(cache.getAll(Set.of("k"))).isEmpty();
      assertThat(heard.events).isEmpty();

      http.calm();
      cache.get("k");
      assertThat(heard.events).hasSize(fault.equals("lost") ? 0 : 1);
    }
  }

  /** "exactly-once = removes: their outcome is certain even if answers are lost." */
  @Test
  void aDeletionUnderATokenIsToldAlsoIfItsAnswerIsLost() {
    FaultyHttpClient http = new FaultyHttpClient(TestDynamoDb.http());
    Properties properties = fixture.properties();
    try (DynamoDbClient client = TestDynamoDb.client(http)) {
      properties.put(DynamoDbCacheProperties.CLIENT_INSTANCE, client);
      properties.setProperty("dynamodb-jcache.caches.default.exactly-once", "removes");
      Cache<String, String> cache =
          fixture.newManager(properties).createCache(fixture.newName(), expiring());
      Heard heard = new Heard();
      expire(cache, "k");
      register(cache, heard);
      http.next("TransactWriteItems", FaultyHttpClient.answerLost());

      assertThat(cache.get("k")).isNull();

      assertThat(heard.events).containsExactly("EXPIRED k old");
    }
  }

  @Test
  void theFailureOfASynchronousListenerReachesTheReader() {
    Cache<String, String> cache = fixture.cache(expiring());
    CacheEntryExpiredListener<String, String> failing =
        events -> {
          throw new IllegalStateException("listener's own");
        };
    register(cache, failing);
    expire(cache, "k");

    assertThatThrownBy(() -> cache.get("k"))
        .isInstanceOf(CacheEntryListenerException.class)
        .hasRootCauseMessage("listener's own");
    assertThat(cache.get("k")).isNull();
  }

  /** The caches of one name in two managers are two, also within a JVM. */
  @Test
  void aListenerHearsOfTheCacheThatItIsRegisteredWithAndOfNoOther() {
    Cache<String, String> cache = fixture.cache(expiring());
    Cache<String, String> sameManager =
        cache.getCacheManager().getCache(cache.getName(), String.class, String.class);
    Cache<String, String> otherManager = fixture.sameCacheElsewhere(cache);
    Heard heard = new Heard();
    register(cache, heard);

    otherManager.put("other", "v");
    sameManager.put("same", "v");
    own(cache).withLifetime(java.time.Duration.ofHours(1)).put("view", "v");

    assertThat(heard.events).containsExactly("CREATED same null", "CREATED view null");
  }

  private static void expire(Cache<String, String> cache, String key) {
    cache.put(key, "old");
    fixture.clock().advance(java.time.Duration.ofMinutes(1));
  }

  private static void putWithoutLifetime(Cache<String, String> cache) {
    own(cache).withLifetime(java.time.Duration.ZERO).put("k", "new");
  }

  private static void load(Cache<String, String> cache, boolean replace) {
    CompletionListenerFuture end = new CompletionListenerFuture();
    cache.loadAll(Set.of("k"), replace, end);
    try {
      end.get(20, SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static String set(Consumer<String> setter) {
    setter.accept("new");
    return "";
  }

  private static String did(Runnable call) {
    call.run();
    return "";
  }

  private static String bad() {
    throw new IllegalStateException("on purpose");
  }

  private static void fails(Runnable call) {
    assertThatThrownBy(call::run).isInstanceOf(CacheException.class);
  }

  @SuppressWarnings("unchecked") // unwrap knows nothing of type arguments
  private static DynamoDbCache<String, String> own(Cache<String, String> cache) {
    return cache.unwrap(DynamoDbCache.class);
  }

  @SuppressWarnings("unchecked") // likewise
  private static DynamoDbMap<String, String> map(Cache<String, String> cache) {
    return cache.unwrap(DynamoDbMap.class);
  }

  private static int itemsOf(Cache<String, String> cache) {
    return fixture.client().scan(scan -> scan.tableName(own(cache).getTableName())).count();
  }

  private static MutableConfiguration<String, String> expiring() {
    return new MutableConfiguration<String, String>()
        .setTypes(String.class, String.class)
        .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(new Duration(SECONDS, 60)));
  }

  private static CacheEntryListenerConfiguration<String, String> register(
      Cache<String, String> cache, CacheEntryListener<String, String> listener) {
    CacheEntryListenerConfiguration<String, String> configuration =
        new MutableCacheEntryListenerConfiguration<>(
            () -> listener, null, /* isOldValueRequired= */ true, /* isSynchronous= */ true);
    cache.registerCacheEntryListener(configuration);
    return configuration;
  }

  private static final class Heard
      implements CacheEntryExpiredListener<String, String>,
          CacheEntryCreatedListener<String, String>,
          CacheEntryRemovedListener<String, String> {

    final List<String> events = new CopyOnWriteArrayList<>();

    @Override
    public void onExpired(Iterable<CacheEntryEvent<? extends String, ? extends String>> expired) {
      expired.forEach(this::hear);
    }

    @Override
    public void onCreated(Iterable<CacheEntryEvent<? extends String, ? extends String>> created) {
      created.forEach(this::hear);
    }

    @Override
    public void onRemoved(Iterable<CacheEntryEvent<? extends String, ? extends String>> removed) {
      removed.forEach(this::hear);
    }

    private void hear(CacheEntryEvent<? extends String, ? extends String> event) {
      events.add(event.getEventType() + " " + event.getKey() + " " + event.getOldValue());
    }
  }

  private static class Loader implements CacheLoader<String, String> {
    @Override
    public String load(String key) {
      return "loaded";
    }

    @Override
    public Map<String, String> loadAll(Iterable<? extends String> keys) {
      Map<String, String> loaded = new HashMap<>();
      for (String key : keys) {
        loaded.put(key, load(key));
      }
      return loaded;
    }
  }

  private record Writer(List<String> deleted) implements CacheWriter<String, String> {
    @Override
    public void write(Cache.Entry<? extends String, ? extends String> entry) {}

    @Override
    public void writeAll(Collection<Cache.Entry<? extends String, ? extends String>> entries) {
      entries.clear();
    }

    @Override
    public void delete(Object key) {
      deleted.add(key.toString());
    }

    @Override
    public void deleteAll(Collection<?> keys) {
      keys.forEach(this::delete);
      keys.clear();
    }
  }
}
