package io.github.dynamodbjcache.behaviour;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dynamodbjcache.BulkFailureException;
import io.github.dynamodbjcache.DynamoDbCache;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.FaultyHttpClient;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheLoaderException;
import javax.cache.integration.CacheWriter;
import javax.cache.integration.CacheWriterException;
import javax.cache.integration.CompletionListener;
import javax.cache.integration.CompletionListenerFuture;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorException;
import javax.cache.processor.MutableEntry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Loaders are asked for what is absent, once; writers are told before the table. */
@Timeout(60)
class LoadersAndWritersTest {

  private static CacheFixture fixture;

  private final Source source = new Source();
  private final Sink sink = new Sink();

  @BeforeAll
  static void open() {
    fixture = CacheFixture.open();
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @Test
  void getLoadsWhatIsAbsentAndStoresIt() {
    Cache<String, String> cache = readThrough();

    assertThat(cache.get("k")).isEqualTo("loaded k");
    assertThat(cache.get("k")).isEqualTo("loaded k");

    assertThat(source.asked).containsExactly("k");
  }

  @Test
  void getAllAsksTheLoaderOnceForAllThatIsAbsent() {
    Cache<String, String> cache = readThrough();
    cache.put("there", "v");

    assertThat(cache.getAll(Set.of("there", "a", "b", "nothing")))
        .isEqualTo(Map.of("there", "v", "a", "loaded a", "b", "loaded b"));

    assertThat(source.askedTogether).containsExactly(Set.of("a", "b", "nothing"));
    assertThat(source.asked).isEmpty();
    assertThat(cache.containsKey("a")).isTrue();
    assertThat(cache.containsKey("nothing")).isFalse();
  }

  @Test
  void aProcessorSeesWhatTheLoaderKnowsAndItIsStored() {
    Cache<String, String> cache = readThrough();

    assertThat(cache.<@Nullable String>invoke("k", (entry, arguments) -> entry.getValue()))
        .isEqualTo("loaded k");

    assertThat(cache.get("k")).isEqualTo("loaded k");
    assertThat(source.asked).containsExactly("k");
  }

  /** "containsKey ... will not cause a cache entry to be loaded", nor do the others. */
  /** "The loader is asked once", and no run sees what an earlier one did to the object it got. */
  @Test
  void aProcessorThatRunsAgainSeesWhatWasLoadedAsItWasLoaded() {
    AtomicInteger loads = new AtomicInteger();
    Cache<String, List<Integer>> cache =
        fixture.cache(
            LoadersAndWritersTest.<String, List<Integer>>readingThrough(
                    key -> {
                      loads.incrementAndGet();
                      return new ArrayList<>(List.of(1));
                    })
                .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(Duration.ONE_MINUTE)));
    cache.put("k", List.of(7));
    fixture.clock().advance(java.time.Duration.ofMinutes(1));
    List<List<Integer>> seen = new ArrayList<>();

    cache.invoke(
        "k",
        (entry, arguments) -> {
          List<Integer> value = entry.getValue();
          seen.add(List.copyOf(value));
          value.add(2);
          entry.setValue(value);
          if (seen.size() == 1) {
            anotherJvmPutsAnExpiredEntry(cache);
          }
          return null;
        });

    assertThat(seen).containsExactly(List.of(1), List.of(1));
    assertThat(cache.get("k")).containsExactly(1, 2);
    assertThat(loads).hasValue(1);
  }

  private static void anotherJvmPutsAnExpiredEntry(Cache<String, ?> cache) {
    fixture
        .client()
        .putItem(
            request ->
                request
                    .tableName(cache.unwrap(DynamoDbCache.class).getTableName())
                    .item(
                        Map.of(
                            "k", AttributeValue.fromS("k"),
                            "v", AttributeValue.fromS("other"),
                            "t", AttributeValue.fromS("string"),
                            "x", AttributeValue.fromN("1"))));
  }

  @Test
  void onlyGetGetAllAndInvokeReadThrough() {
    Cache<String, String> cache = readThrough();

    assertThat(cache.containsKey("a")).isFalse();
    assertThat(cache.getAndPut("b", "v")).isNull();
    assertThat(cache.putIfAbsent("c", "v")).isTrue();
    assertThat(cache.replace("d", "v")).isFalse();
    assertThat(cache.getAndReplace("e", "v")).isNull();
    assertThat(cache.getAndRemove("f")).isNull();
    assertThat(cache.remove("g", "v")).isFalse();
    assertThat(cache.replace("h", "v", "w")).isFalse();

    assertThat(source.asked).isEmpty();
    assertThat(source.askedTogether).isEmpty();
  }

  @Test
  void sixteenThreadsThatMissTheSameKeyLoadItOnce() throws Exception {
    Cache<String, String> cache = readThrough();
    source.slow = true;
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        answers.add(threads.submit(() -> cache.get("k")));
      }
      for (Future<String> answer : answers) {
        assertThat(answer.get(30, SECONDS)).isEqualTo("loaded k");
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(source.asked).containsExactly("k");
  }

  @Test
  void aLoaderThatKnowsNothingMeansAbsent() {
    Cache<String, String> cache = readThrough();

    assertThat(cache.get("nothing")).isNull();
    assertThat(cache.containsKey("nothing")).isFalse();
  }

  @Test
  void aLoadersFailureArrivesAsCacheLoaderExceptionWithItsCause() {
    Cache<String, String> cache = readThrough();
    source.failure = new IllegalArgumentException("loader's own");

    assertThatThrownBy(() -> cache.get("k"))
        .isInstanceOf(CacheLoaderException.class)
        .hasRootCauseMessage("loader's own");
    assertThatThrownBy(() -> cache.getAll(Set.of("k")))
        .isInstanceOf(CacheLoaderException.class)
        .hasRootCauseMessage("loader's own");
    assertThatThrownBy(() -> cache.invoke("k", (entry, arguments) -> entry.getValue()))
        .isInstanceOfAny(CacheLoaderException.class, EntryProcessorException.class)
        .hasRootCauseMessage("loader's own");
    assertThat(cache.containsKey("k")).isFalse();
  }

  @Test
  void failuresNameTheCacheAndOfSingleCallsTheKey() {
    CacheLoader<String, String> broken =
        new CacheLoader<>() {
          @Override
          public String load(String key) {
            throw new IllegalStateException("down");
          }

          @Override
          public Map<String, String> loadAll(Iterable<? extends String> keys) {
            throw new IllegalStateException("down");
          }
        };
    CacheWriter<String, String> full =
        new CacheWriter<>() {
          @Override
          public void write(Cache.Entry<? extends String, ? extends String> entry) {
            throw new IllegalStateException("full");
          }

          @Override
          public void writeAll(Collection<Cache.Entry<? extends String, ? extends String>> all) {
            throw new IllegalStateException("full");
          }

          @Override
          public void delete(Object key) {
            throw new IllegalStateException("full");
          }

          @Override
          public void deleteAll(Collection<?> keys) {
            throw new IllegalStateException("full");
          }
        };
    Cache<String, String> cache =
        fixture.cache(
            new MutableConfiguration<String, String>()
                .setTypes(String.class, String.class)
                .setReadThrough(true)
                .setCacheLoaderFactory(() -> broken)
                .setWriteThrough(true)
                .setCacheWriterFactory(() -> full));
    String loader = "cache \"" + cache.getName() + "\": loader " + broken.getClass().getName();
    String writer = "cache \"" + cache.getName() + "\": writer " + full.getClass().getName();

    assertThatThrownBy(() -> cache.get("k".repeat(500)))
        .isInstanceOf(CacheLoaderException.class)
        .hasMessageStartingWith(loader + " failed for key ")
        .hasMessageNotContaining("k".repeat(400));
    assertThatThrownBy(() -> cache.getAll(Set.of("k")))
        .isInstanceOf(CacheLoaderException.class)
        .hasMessage(loader + " failed");
    assertThatThrownBy(() -> cache.put("the-key", "v"))
        .isInstanceOf(CacheWriterException.class)
        .hasMessageContaining(writer + " failed for key ")
        .hasMessageContaining("the-key");
    assertThatThrownBy(() -> cache.remove("the-key"))
        .isInstanceOf(CacheWriterException.class)
        .hasMessageContaining(writer + " failed for key ")
        .hasMessageContaining("the-key");
    assertThatThrownBy(() -> cache.putAll(Map.of("a", "v")))
        .isInstanceOf(CacheWriterException.class)
        .hasMessage(writer + " failed");
  }

  @Test
  void loadAllLoadsWhatIsAbsentAndLeavesWhatIsThere() throws Exception {
    Cache<String, String> cache = readThrough();
    cache.put("there", "v");

    loadAll(cache, Set.of("there", "a"), false);

    assertThat(cache.get("there")).isEqualTo("v");
    assertThat(cache.get("a")).isEqualTo("loaded a");
    assertThat(source.askedTogether).containsExactly(Set.of("a"));
  }

  @Test
  void loadAllReplacesWhatIsThereIfToldSo() throws Exception {
    Cache<String, String> cache = readThrough();
    cache.put("there", "v");

    loadAll(cache, Set.of("there", "a", "nothing"), true);

    assertThat(cache.get("there")).isEqualTo("loaded there");
    assertThat(cache.get("a")).isEqualTo("loaded a");
  }

  @Test
  void loadAllOfWhatIsThereDoesNotAskTheLoader() throws Exception {
    Cache<String, String> cache = readThrough();
    cache.put("there", "v");

    loadAll(cache, Set.of("there"), false);
    loadAll(cache, Set.of(), true);

    assertThat(source.askedTogether).isEmpty();
  }

  /** "and what is loaded through it, by get, getAll, invoke or loadAll" */
  @Test
  void whatIsLoadedThroughAViewLivesAsLongAsTheViewSays() throws Exception {
    Cache<String, String> cache = readThrough();
    cache.put("replaced", "old");
    Cache<String, String> view = lasting(cache, java.time.Duration.ofSeconds(10));

    view.get("get");
    view.getAll(Set.of("getAll"));
    view.<@Nullable String>invoke("invoke", (entry, arguments) -> entry.getValue());
    loadAll(view, Set.of("loadAll"), false);
    loadAll(view, Set.of("replaced"), true);
    cache.get("without");

    Set<String> loaded = Set.of("get", "getAll", "invoke", "loadAll", "replaced");
    fixture.clock().advance(java.time.Duration.ofMillis(9_999));
    assertThat(loaded).allMatch(cache::containsKey);
    fixture.clock().advance(java.time.Duration.ofMillis(1));
    assertThat(loaded).noneMatch(cache::containsKey);
    assertThat(cache.containsKey("without")).isTrue();
  }

  @SuppressWarnings("unchecked") // the view is of the cache's own types
  private static Cache<String, String> lasting(
      Cache<String, String> cache, java.time.Duration lifetime) {
    return cache.unwrap(DynamoDbCache.class).withLifetime(lifetime);
  }

  @Test
  void loadAllWithoutALoaderCompletes() throws Exception {
    loadAll(fixture.cache(), Set.of("k"), true);
  }

  @Test
  void loadAllTellsItsListenerOfAFailure() {
    Cache<String, String> cache = readThrough();
    source.failure = new IllegalArgumentException("loader's own");

    assertThatThrownBy(() -> loadAll(cache, Set.of("k"), true))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(CacheLoaderException.class)
        .hasRootCauseMessage("loader's own");
  }

  /** Nobody may wait for ever because a loader's class could not be linked. */
  @Test
  void loadAllTellsItsListenerOfAnErrorToo() {
    Cache<String, String> cache = readThrough();
    source.error = new NoClassDefFoundError("com/acme/Missing");

    assertThatThrownBy(() -> loadAll(cache, Set.of("k"), true))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseInstanceOf(NoClassDefFoundError.class);
  }

  @Test
  void aCompletionListenerMayCloseTheCache() throws Exception {
    Cache<String, String> cache = readThrough();
    CountDownLatch done = new CountDownLatch(1);

    cache.loadAll(
        Set.of("k"),
        true,
        new CompletionListener() {
          @Override
          public void onCompletion() {
            cache.close();
            done.countDown();
          }

          @Override
          public void onException(Exception e) {
            throw new AssertionError(e);
          }
        });

    assertThat(done.await(20, SECONDS)).isTrue();
  }

  @Test
  void closingWaitsForLoadsBeforeItClosesTheLoader() {
    Cache<String, String> cache = readThrough();
    source.slow = true;
    cache.loadAll(Set.of("k"), true, new CompletionListenerFuture());

    cache.close();

    assertThat(source.askedTogether).hasSize(1);
    assertThat(source.closedWhileLoading).isFalse();
  }

  @Test
  void aWriterIsToldOfEachChangeBeforeTheTable() {
    Cache<String, String> cache = writeThrough();
    AtomicReference<@Nullable Object> seen = new AtomicReference<>();
    sink.whileWriting = () -> seen.set(cache.containsKey("k"));

    cache.put("k", "1");
    assertThat(seen.get()).isEqualTo(false);
    sink.whileWriting = () -> {};
    cache.getAndPut("k", "2");
    cache.putIfAbsent("k", "no");
    cache.replace("k", "3");
    cache.replace("absent", "no");
    cache.replace("k", "3", "4");
    cache.replace("k", "3", "no");
    cache.getAndReplace("k", "5");
    cache.invoke(
        "k",
        (entry, arguments) -> {
          entry.setValue("6");
          return "";
        });
    cache.remove("k", "other");
    cache.remove("k", "6");
    cache.putIfAbsent("k", "7");
    cache.remove("k");
    cache.remove("k");
    cache.getAndRemove("k");

    assertThat(sink.told)
        .containsExactly(
            "write k=1",
            "write k=2",
            "write k=3",
            "write k=4",
            "write k=5",
            "write k=6",
            "delete k",
            "write k=7",
            "delete k",
            "delete k",
            "delete k");
  }

  /**
   * "This has the same semantics as calling Cache.remove" ({@code MutableEntry.remove}), and of
   * that a writer hears "even if no mapping for the key exists" ({@code CacheWriter.delete}).
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource
  void ofWhatAProcessorRemovesAWriterHearsWhateverWasThere(
      String calls, EntryProcessor<String, String, Object> processor, String told) {
    for (String key : List.of("absent", "there", "nothing")) {
      Cache<String, String> cache =
          fixture.cache(configuration().setReadThrough(true).setWriteThrough(true));
      if (key.equals("there")) {
        cache.put(key, "v");
      }
      sink.told.clear();

      cache.invoke(key, processor);

      assertThat(sink.told)
          .as("%s of the entry \"%s\"", calls, key)
          .containsExactly(told.formatted(key));
      assertThat(cache.containsKey(key)).isEqualTo(told.startsWith("write"));
    }
  }

  static Stream<Arguments> ofWhatAProcessorRemovesAWriterHearsWhateverWasThere() {
    return Stream.of(
        processing("remove", MutableEntry::remove, "delete %s"),
        processing("exists, remove", e -> e.exists(), MutableEntry::remove, "delete %s"),
        processing("getValue, remove", e -> e.getValue(), MutableEntry::remove, "delete %s"),
        processing("setValue, remove", e -> e.setValue("w"), MutableEntry::remove, "delete %s"),
        processing("remove, remove", MutableEntry::remove, MutableEntry::remove, "delete %s"),
        processing(
            "setValue, remove, getValue",
            entry -> {
              entry.setValue("w");
              entry.remove();
            },
            entry -> {
              assertThat(entry.exists()).isFalse();
              assertThat(entry.getValue()).isNull();
            },
            "delete %s"),
        processing("remove, setValue", MutableEntry::remove, e -> e.setValue("w"), "write %s=w"),
        processing(
            "getValue, remove, setValue",
            entry -> {
              entry.getValue();
              entry.remove();
            },
            entry -> entry.setValue("w"),
            "write %s=w"));
  }

  /** The TCK demands that nobody hears of what is set and removed, without a loader. */
  @Test
  void withoutALoaderAProcessorTakesBackWhatItHasItselfSet() {
    Cache<String, String> cache = writeThrough();
    Consumer<MutableEntry<String, String>> set = entry -> entry.setValue("w");
    Consumer<MutableEntry<String, String>> remove = MutableEntry::remove;

    process(cache, set, remove);
    assertThat(sink.told).isEmpty();
    process(cache, Cache.Entry::getValue, remove);
    process(cache, set, remove, remove);
    process(cache, remove, set, remove);

    assertThat(sink.told).containsExactly("delete k", "delete k", "delete k");
  }

  @SafeVarargs
  private static void process(
      Cache<String, String> cache, Consumer<MutableEntry<String, String>>... calls) {
    cache.invoke(
        "k",
        (entry, arguments) -> {
          Stream.of(calls).forEach(call -> call.accept(entry));
          return "";
        });
  }

  private static Arguments processing(
      String calls, Consumer<MutableEntry<String, String>> call, String told) {
    return processing(calls, call, entry -> {}, told);
  }

  private static Arguments processing(
      String calls,
      Consumer<MutableEntry<String, String>> first,
      Consumer<MutableEntry<String, String>> second,
      String told) {
    EntryProcessor<String, String, Object> both =
        (entry, arguments) -> {
          first.accept(entry);
          second.accept(entry);
          return "";
        };
    return Arguments.of(calls, both, told);
  }

  /** A writer that was not made for empty collections need not expect any. */
  @Test
  void ofNothingAWriterDoesNotHear() {
    Cache<String, String> cache = writeThrough();

    cache.putAll(Map.of());
    cache.removeAll(Set.of());
    cache.removeAll();
    cache.invokeAll(
        Set.of(),
        (entry, arguments) -> {
          entry.remove();
          return "";
        });

    assertThat(sink.calls).hasValue(0);
  }

  /** "If thrown the cache mutation will not occur." */
  @Test
  void aFailingWriterLeavesTheTableAsItWas() {
    Cache<String, String> cache = writeThrough();
    cache.put("k", "v");
    sink.failure = new IllegalArgumentException("writer's own");

    for (Runnable call :
        List.<Runnable>of(
            () -> cache.put("k", "w"),
            () -> cache.put("new", "w"),
            () -> cache.getAndPut("k", "w"),
            () -> cache.putIfAbsent("new", "w"),
            () -> cache.replace("k", "w"),
            () -> cache.replace("k", "v", "w"),
            () -> cache.getAndReplace("k", "w"),
            () -> cache.remove("k"),
            () -> cache.remove("k", "v"),
            () -> cache.getAndRemove("k"),
            () -> cache.removeAll(),
            () -> cache.removeAll(Set.of("k")),
            () -> cache.putAll(Map.of("k", "w", "new", "w")),
            () ->
                cache.invoke(
                    "k",
                    (entry, arguments) -> {
                      entry.setValue("w");
                      return "";
                    }))) {
      assertThatThrownBy(call::run)
          .isInstanceOf(CacheWriterException.class)
          .hasRootCauseMessage("writer's own");
    }

    assertThat(cache.get("k")).isEqualTo("v");
    assertThat(cache.containsKey("new")).isFalse();
  }

  /** "cache mutations will occur for entries that succeeded" */
  @Test
  void whatAFailingWriteAllWroteIsInTheCacheAndTheRestIsNot() {
    Cache<String, String> cache = writeThrough();
    sink.failsFor = "bad";

    assertThatThrownBy(() -> cache.putAll(Map.of("a", "v", "bad", "v", "c", "v")))
        .isInstanceOf(CacheWriterException.class);
    assertThat(cache.getAll(Set.of("a", "bad", "c"))).isEqualTo(Map.of("a", "v", "c", "v"));

    sink.failsFor = "";
    cache.put("bad", "v");
    sink.failsFor = "bad";
    assertThatThrownBy(() -> cache.removeAll(Set.of("a", "bad")))
        .isInstanceOf(CacheWriterException.class);
    assertThat(cache.getAll(Set.of("a", "bad", "c"))).isEqualTo(Map.of("bad", "v", "c", "v"));
  }

  /** "of each key which": also of those that the writer kept back, and why. */
  @Test
  void aPartialFailureTellsOfWhatTheWriterKeptBackToo() {
    FaultyHttpClient http = new FaultyHttpClient(TestDynamoDb.http());
    Properties properties = DynamoDbCacheProperties.withClient(TestDynamoDb.client(http));
    Cache<String, String> cache =
        fixture
            .newManager(properties)
            .createCache(
                fixture.newName(),
                configuration()
                    .setWriteThrough(true)
                    // Both have it written one by one, so that one can fail.
                    .setStatisticsEnabled(true)
                    .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(Duration.ONE_HOUR)));
    sink.failsFor = "kept back";
    for (Consumer<Map<String, String>> inBulk :
        List.<Consumer<Map<String, String>>>of(
            cache::putAll, entries -> cache.removeAll(entries.keySet()))) {
      cache.putAll(Map.of("a", "v", "b", "v"));
      fault(http);

      BulkFailureException failure =
          catchThrowableOfType(
              BulkFailureException.class,
              () -> inBulk.accept(Map.of("a", "v", "b", "v", "kept back", "v")));

      assertThat(failure.done()).hasSize(1);
      assertThat(failure.notDone()).hasSize(2).anyMatch("kept back"::equals);
      assertThat(failure.unknown()).isEmpty();
      assertThat(failure.getSuppressed()).singleElement().isInstanceOf(CacheWriterException.class);
      http.calm();
    }
  }

  /** The next write of a single entry is refused, be it a put or a deletion. */
  private static void fault(FaultyHttpClient http) {
    http.next("UpdateItem", FaultyHttpClient.answers(400, "AccessDeniedException"));
    http.next("DeleteItem", FaultyHttpClient.answers(400, "AccessDeniedException"));
  }

  @Test
  void whatALoaderBringsIsNotWrittenThrough() throws Exception {
    Cache<String, String> cache =
        fixture.cache(configuration().setReadThrough(true).setWriteThrough(true));

    cache.get("a");
    cache.getAll(Set.of("b", "c"));
    cache.<@Nullable String>invoke("d", (entry, arguments) -> entry.getValue());
    loadAll(cache, Set.of("e"), true);

    assertThat(sink.told).isEmpty();
  }

  /** Else the system behind the writer keeps another last value than the cache. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void threadsOfOneJvmReachWriterAndTableInTheSameOrder(boolean inBulk) throws Exception {
    Cache<String, String> cache = writeThrough();
    CountDownLatch firstIsWritten = new CountDownLatch(1);
    CountDownLatch secondIsDone = new CountDownLatch(1);
    sink.afterWriting =
        entry -> {
          if (entry.getValue().equals("first")) {
            firstIsWritten.countDown();
            awaitBriefly(secondIsDone);
          }
        };
    ExecutorService threads = Executors.newFixedThreadPool(1);
    try {
      Future<?> first = threads.submit(() -> put(cache, "first", inBulk));
      assertThat(firstIsWritten.await(20, SECONDS)).isTrue();
      put(cache, "second", inBulk);
      secondIsDone.countDown();
      first.get(20, SECONDS);
    } finally {
      threads.shutdownNow();
    }

    assertThat(cache.get("k")).isEqualTo(sink.behind.get("k")).isEqualTo("second");
  }

  private static void put(Cache<String, String> cache, String value, boolean inBulk) {
    if (inBulk) {
      cache.putAll(Map.of("k", value));
    } else {
      cache.put("k", value);
    }
  }

  /** Long enough for a put that does not wait, and the price of the test if it does. */
  private static void awaitBriefly(CountDownLatch latch) {
    try {
      assertThat(latch.await(500, TimeUnit.MILLISECONDS)).isIn(true, false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aWriterDoesNotHearOfWhatCannotBeStored() {
    Cache<String, String> cache = writeThrough();
    String tooLarge = "x".repeat(17 << 20);

    assertThatThrownBy(() -> cache.put("k", tooLarge)).isInstanceOf(CacheException.class);
    assertThatThrownBy(() -> cache.putIfAbsent("k", tooLarge)).isInstanceOf(CacheException.class);
    assertThatThrownBy(() -> cache.putAll(Map.of("k", tooLarge, "small", "v")))
        .isInstanceOf(CacheException.class);

    assertThat(sink.told).isEmpty();
  }

  @Test
  void customizationsAreClosedOnceWithTheCache() {
    AtomicInteger policyClosed = new AtomicInteger();
    Cache<String, String> cache =
        fixture.cache(
            configuration()
                .setReadThrough(true)
                .setWriteThrough(true)
                .setExpiryPolicyFactory(() -> new ClosingPolicy(policyClosed)));

    cache.close();
    cache.close();

    assertThat(source.closed).hasValue(1);
    assertThat(sink.closed).hasValue(1);
    assertThat(policyClosed).hasValue(1);
  }

  @Test
  void customizationsAreClosedIfTheCacheCannotBeOpened() {
    assertThatThrownBy(
            () ->
                fixture
                    .manager()
                    .createCache(
                        fixture.newName(),
                        configuration()
                            .setReadThrough(true)
                            .setExpiryPolicyFactory(
                                () -> {
                                  throw new IllegalArgumentException("factory's own");
                                })))
        .hasMessage("factory's own");
    assertThat(source.closed).as("it was not made, or it was closed").hasValue(source.made);
  }

  private MutableConfiguration<String, String> configuration() {
    return new MutableConfiguration<String, String>()
        .setTypes(String.class, String.class)
        .setCacheLoaderFactory(
            () -> {
              source.made++;
              return source;
            })
        .setCacheWriterFactory(() -> sink);
  }

  /** Of a cache that reads through by that function. */
  private static <K, V> MutableConfiguration<K, V> readingThrough(Function<K, V> load) {
    CacheLoader<K, V> loader =
        new CacheLoader<>() {
          @Override
          public V load(K key) {
            return load.apply(key);
          }

          @Override
          public Map<K, V> loadAll(Iterable<? extends K> keys) {
            Map<K, V> loaded = new HashMap<>();
            keys.forEach(key -> loaded.put(key, load(key)));
            return loaded;
          }
        };
    return new MutableConfiguration<K, V>()
        .setReadThrough(true)
        .setCacheLoaderFactory(() -> loader);
  }

  private Cache<String, String> readThrough() {
    return fixture.cache(configuration().setReadThrough(true));
  }

  private Cache<String, String> writeThrough() {
    return fixture.cache(configuration().setWriteThrough(true));
  }

  private static void loadAll(Cache<String, String> cache, Set<String> keys, boolean replace)
      throws Exception {
    CompletionListenerFuture end = new CompletionListenerFuture();
    cache.loadAll(keys, replace, end);
    end.get(20, SECONDS);
  }

  private record ClosingPolicy(AtomicInteger closed) implements ExpiryPolicy, AutoCloseable {

    @Override
    public Duration getExpiryForCreation() {
      return Duration.ETERNAL;
    }

    @Override
    @SuppressWarnings("NullAway") // null is javax.cache's word for "no change"
    public Duration getExpiryForAccess() {
      return null;
    }

    @Override
    @SuppressWarnings("NullAway") // as above
    public Duration getExpiryForUpdate() {
      return null;
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  /** A loader that knows every key but "nothing". */
  private static final class Source implements CacheLoader<String, String>, AutoCloseable {

    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<Set<String>> askedTogether = new CopyOnWriteArrayList<>();
    @Nullable RuntimeException failure;
    @Nullable Error error;
    volatile boolean slow;
    final AtomicInteger closed = new AtomicInteger();
    volatile boolean closedWhileLoading;
    int made;

    @Override
    @SuppressWarnings("NullAway") // null is javax.cache's word for "nothing to load"
    public String load(String key) {
      asked.add(key);
      return value(key);
    }

    @Override
    public Map<String, String> loadAll(Iterable<? extends String> keys) {
      Map<String, String> loaded = new HashMap<>();
      Set<String> together = new HashSet<>();
      for (String key : keys) {
        together.add(key);
        String value = value(key);
        if (value != null) {
          loaded.put(key, value);
        }
      }
      askedTogether.add(together);
      closedWhileLoading = closed.get() > 0;
      return loaded;
    }

    private @Nullable String value(String key) {
      if (failure != null) {
        throw failure;
      }
      if (error != null) {
        throw error;
      }
      if (slow) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
      return key.equals("nothing") ? null : "loaded " + key;
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  /** A writer that writes down what it is told. */
  private static final class Sink implements CacheWriter<String, String>, AutoCloseable {

    final List<String> told = new CopyOnWriteArrayList<>();
    final Map<String, String> behind = new ConcurrentHashMap<>();
    final AtomicInteger calls = new AtomicInteger();
    Runnable whileWriting = () -> {};
    Consumer<Cache.Entry<? extends String, ? extends String>> afterWriting = entry -> {};
    @Nullable RuntimeException failure;
    String failsFor = "";
    final AtomicInteger closed = new AtomicInteger();

    @Override
    public void write(Cache.Entry<? extends String, ? extends String> entry) {
      calls.incrementAndGet();
      whileWriting.run();
      failIfTold(entry.getKey());
      told.add("write " + entry.getKey() + "=" + entry.getValue());
      behind.put(entry.getKey(), entry.getValue());
      afterWriting.accept(entry);
    }

    @Override
    public void writeAll(Collection<Cache.Entry<? extends String, ? extends String>> entries) {
      calls.incrementAndGet();
      Set<String> failed = new HashSet<>();
      for (Iterator<Cache.Entry<? extends String, ? extends String>> each = entries.iterator();
          each.hasNext(); ) {
        Cache.Entry<? extends String, ? extends String> entry = each.next();
        try {
          write(entry);
          each.remove();
        } catch (IllegalStateException notThisOne) {
          failed.add(entry.getKey());
        }
      }
      failIfAny(failed);
    }

    @Override
    public void delete(Object key) {
      calls.incrementAndGet();
      failIfTold(key);
      told.add("delete " + key);
    }

    @Override
    public void deleteAll(Collection<?> keys) {
      calls.incrementAndGet();
      Set<String> failed = new HashSet<>();
      for (Iterator<?> each = keys.iterator(); each.hasNext(); ) {
        Object key = each.next();
        try {
          delete(key);
          each.remove();
        } catch (IllegalStateException notThisOne) {
          failed.add(key.toString());
        }
      }
      failIfAny(failed);
    }

    private void failIfTold(Object key) {
      if (failure != null) {
        throw failure;
      }
      if (key.equals(failsFor)) {
        throw new IllegalStateException("not this one");
      }
    }

    private static void failIfAny(Set<String> failed) {
      if (!failed.isEmpty()) {
        throw new CacheWriterException("failed for " + failed);
      }
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }
}
