package io.github.dynamodbjcache.behaviour;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.dynamodbjcache.testing.CacheFixture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryListener;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.processor.MutableEntry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listeners hear of what this JVM's cache did: exactly once, after the commit, in order. */
@Timeout(60)
class ListenersTest {

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
  void aSynchronousListenerHasRunWhenTheCallReturns_onceForEachMutation() {
    Cache<String, String> cache = fixture.cache();
    Recorder heard = new Recorder();
    register(cache, heard, null, true, true);

    cache.put("k", "1");
    cache.put("k", "2");
    cache.putIfAbsent("k", "no");
    cache.replace("k", "3");
    cache.replace("k", "3", "4");
    cache.replace("k", "other", "no");
    cache.getAndPut("k", "5");
    cache.getAndReplace("k", "6");
    cache.invoke("k", (entry, arguments) -> set(entry, "7"));
    cache.invoke("k", (entry, arguments) -> entry.getValue());
    cache.remove("k", "other");
    cache.remove("k", "7");
    cache.remove("k");
    cache.getAndRemove("k");
    cache.putIfAbsent("k", "8");
    cache.getAndRemove("k");

    assertThat(heard.events)
        .containsExactly(
            "CREATED k null->1",
            "UPDATED k 1->2",
            "UPDATED k 2->3",
            "UPDATED k 3->4",
            "UPDATED k 4->5",
            "UPDATED k 5->6",
            "UPDATED k 6->7",
            "REMOVED k 7->7",
            "CREATED k null->8",
            "REMOVED k 8->8");
  }

  @Test
  void bulkOperationsTellOfEachEntryExactlyOnce() {
    Cache<String, String> cache = fixture.cache();
    cache.put("k0", "old");
    Recorder heard = new Recorder();
    register(cache, heard, null, true, true);
    Map<String, String> entries = new HashMap<>();
    for (int i = 0; i < 60; i++) {
      entries.put("k" + i, "v");
    }

    cache.putAll(entries);
    assertThat(heard.events).hasSize(60).doesNotHaveDuplicates().contains("UPDATED k0 old->v");

    heard.events.clear();
    cache.removeAll(Set.of("k0", "k1", "absent"));
    assertThat(heard.events).containsExactlyInAnyOrder("REMOVED k0 v->v", "REMOVED k1 v->v");

    heard.events.clear();
    cache.removeAll();
    assertThat(heard.events).hasSize(58).doesNotHaveDuplicates();
  }

  @Test
  void clearIsSilent() {
    Cache<String, String> cache = fixture.cache();
    cache.put("k", "v");
    Recorder heard = new Recorder();
    register(cache, heard, null, true, true);

    cache.clear();

    assertThat(heard.events).isEmpty();
    assertThat(cache.containsKey("k")).isFalse();
  }

  /** "isOldValueRequired: false: the old value is not provided" (JSR-107 1.1.1). */
  @Test
  void oldValuesAreThereIfAndOnlyIfAskedFor() {
    Cache<String, String> cache = fixture.cache();
    Recorder with = new Recorder();
    Recorder without = new Recorder();
    register(cache, with, null, true, true);
    register(cache, without, null, false, true);

    cache.put("k", "1");
    cache.put("k", "2");
    cache.remove("k");

    assertThat(with.events)
        .containsExactly("CREATED k null->1", "UPDATED k 1->2", "REMOVED k 2->2");
    assertThat(without.events)
        .containsExactly("CREATED k null->1", "UPDATED k null->2", "REMOVED k null->null");
  }

  @Test
  void aFilterDecidesWhatItsListenerHears() {
    Cache<String, String> cache = fixture.cache();
    Recorder heard = new Recorder();
    register(cache, heard, event -> event.getKey().startsWith("yes"), false, true);

    cache.putAll(Map.of("yes1", "v", "no", "v"));
    cache.put("yes2", "v");

    assertThat(heard.events).containsExactly("CREATED yes1 null->v", "CREATED yes2 null->v");
  }

  @Test
  void aWriteOverAnExpiredItemTellsFirstThatItExpiredAndThenThatOneWasCreated() {
    Cache<String, String> cache = fixture.cache(expiring());
    Recorder heard = new Recorder();
    register(cache, heard, null, true, true);
    List<String> inOrder =
        List.of(
            "CREATED a null->old",
            "CREATED b null->old",
            "EXPIRED a old->old",
            "CREATED a null->new",
            "EXPIRED b old->old",
            "CREATED b null->new");

    cache.put("a", "old");
    cache.put("b", "old");
    fixture.clock().advance(java.time.Duration.ofMinutes(1));
    cache.put("a", "new");
    cache.getAndPut("b", "new");

    assertThat(heard.events).containsExactlyElementsOf(inOrder);
  }

  @Test
  void alsoInBulkAnEntryExpiresBeforeItIsCreatedAgain() {
    Cache<String, String> cache = fixture.cache(expiring());
    cache.putAll(Map.of("a", "old", "b", "old", "c", "old"));
    fixture.clock().advance(java.time.Duration.ofMinutes(1));
    Recorder heard = new Recorder();
    register(cache, heard, null, true, true);

    cache.putAll(Map.of("a", "new", "b", "new", "c", "new", "d", "new"));

    assertThat(heard.events).hasSize(7);
    for (String key : List.of("a", "b", "c")) {
      assertThat(heard.events)
          .containsSubsequence("EXPIRED " + key + " old->old", "CREATED " + key + " null->new");
    }
  }

  @Test
  void anAsynchronousListenerHearsInTheOrderOfTheCallsAndOfEachOnce() {
    Cache<String, String> cache = fixture.cache();
    Recorder heard = new Recorder();
    register(cache, heard, null, true, false);

    for (int i = 0; i < 50; i++) {
      cache.put("k", Integer.toString(i));
    }

    await().atMost(10, SECONDS).until(() -> heard.events.size() == 50);
    for (int i = 1; i < 50; i++) {
      assertThat(heard.events.get(i)).isEqualTo("UPDATED k " + (i - 1) + "->" + i);
    }
  }

  /** "A cache is by value, so nobody gets the objects of the caller." */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatTheCallerDoesToItsKeyLaterIsNotHeard(boolean synchronous) {
    Cache<Date, String> cache =
        fixture.cache(new MutableConfiguration<Date, String>().setTypes(Date.class, String.class));
    CountDownLatch changed = new CountDownLatch(1);
    List<Date> heard = new CopyOnWriteArrayList<>();
    CacheEntryCreatedListener<Date, String> created =
        events -> {
          awaitIf(!synchronous, changed);
          events.forEach(event -> heard.add(event.getKey()));
        };
    CacheEntryRemovedListener<Date, String> removed =
        events -> events.forEach(event -> heard.add(event.getKey()));
    for (var listener : List.of(created, removed)) {
      cache.registerCacheEntryListener(
          new MutableCacheEntryListenerConfiguration<>(() -> listener, null, false, synchronous));
    }
    Date key = new Date(1);

    cache.put(key, "v");
    cache.remove(key);
    key.setTime(2);
    changed.countDown();

    await().atMost(10, SECONDS).until(() -> heard.size() == 2);
    assertThat(heard).containsOnly(new Date(1));
  }

  private static void awaitIf(boolean needed, CountDownLatch latch) {
    try {
      assertThat(!needed || latch.await(10, SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nor the objects of another listener. */
  @Test
  void whatAListenerDoesToWhatItGotIsNotSeenByTheNextOne() {
    Cache<Date, byte[]> cache =
        fixture.cache(new MutableConfiguration<Date, byte[]>().setTypes(Date.class, byte[].class));
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      CacheEntryUpdatedListener<Date, byte[]> spoiling =
          events ->
              events.forEach(
                  event -> {
                    seen.add(
                        event.getKey().getTime()
                            + Arrays.toString(event.getOldValue())
                            + Arrays.toString(event.getValue()));
                    event.getKey().setTime(9);
                    Arrays.fill(event.getOldValue(), (byte) 9);
                    Arrays.fill(event.getValue(), (byte) 9);
                  });
      cache.registerCacheEntryListener(
          new MutableCacheEntryListenerConfiguration<>(() -> spoiling, null, true, true));
    }

    cache.put(new Date(1), new byte[] {1});
    cache.put(new Date(1), new byte[] {2});

    assertThat(seen).containsExactly("1[1][2]", "1[1][2]");
  }

  @Test
  void closingWaitsUntilAsynchronousListenersHaveHeardEverything() {
    Cache<String, String> cache = fixture.cache();
    Recorder heard = new Recorder();
    register(cache, heard, null, true, false);
    cache.put("k", "v");

    cache.close();

    assertThat(heard.events).containsExactly("CREATED k null->v");
    assertThat(heard.closed).hasValue(1);
  }

  /** A call from inside would otherwise wait for itself until the bulk timeout, a minute. */
  @Test
  @Timeout(20)
  void anAsynchronousListenerMayCloseTheCache() {
    Cache<String, String> cache = fixture.cache();
    CountDownLatch done = new CountDownLatch(1);
    CacheEntryCreatedListener<String, String> listener =
        events -> {
          cache.close();
          done.countDown();
        };
    register(cache, listener, null, false, false);

    cache.put("k", "v");

    await().atMost(10, SECONDS).until(() -> done.getCount() == 0);
    assertThat(cache.isClosed()).isTrue();
  }

  /** "Exceptions thrown by a synchronous listener reach the caller"; the others still run. */
  @Test
  void aFailingListenerReachesTheCallerAsItsExceptionWhileTheWriteStaysAndTheOthersRun() {
    Cache<String, String> cache = fixture.cache();
    CacheEntryCreatedListener<String, String> failing =
        events -> {
          throw new IllegalArgumentException("listener's own");
        };
    Recorder before = new Recorder();
    Recorder after = new Recorder();
    register(cache, before, null, false, true);
    register(cache, failing, null, false, true);
    register(cache, after, null, false, true);

    assertThatThrownBy(() -> cache.put("k", "v"))
        .isInstanceOf(CacheEntryListenerException.class)
        .hasRootCauseMessage("listener's own");
    assertThat(cache.get("k")).isEqualTo("v");
    assertThat(before.events).containsExactly("CREATED k null->v");
    assertThat(after.events).containsExactly("CREATED k null->v");
  }

  @Test
  void aListenerThatFailsForOneKindOfEventStillHearsOfTheOthers() {
    Cache<String, String> cache = fixture.cache();
    cache.put("there", "v");
    FailingOnCreated listener = new FailingOnCreated();
    register(cache, listener, null, false, true);

    assertThatThrownBy(() -> cache.putAll(Map.of("there", "w", "fresh", "w")))
        .isInstanceOf(CacheEntryListenerException.class);

    assertThat(listener.events).containsExactly("UPDATED there null->w");
    assertThat(cache.getAll(Set.of("there", "fresh")))
        .isEqualTo(Map.of("there", "w", "fresh", "w"));
  }

  @Test
  void aFailingAsynchronousListenerHearsTheNextEventAllTheSame() {
    Cache<String, String> cache = fixture.cache();
    List<String> heard = new CopyOnWriteArrayList<>();
    CacheEntryCreatedListener<String, String> failing =
        events -> {
          events.forEach(event -> heard.add(event.getKey()));
          throw new IllegalArgumentException("logged, not thrown");
        };
    register(cache, failing, null, false, false);

    cache.put("a", "v");
    cache.put("b", "v");

    await().atMost(10, SECONDS).untilAsserted(() -> assertThat(heard).containsExactly("a", "b"));
  }

  @Test
  void aDeregisteredListenerHearsNoMoreAndIsClosed() {
    Cache<String, String> cache = fixture.cache();
    Recorder heard = new Recorder();
    MutableCacheEntryListenerConfiguration<String, String> configuration =
        register(cache, heard, null, false, true);
    cache.put("a", "v");

    cache.deregisterCacheEntryListener(configuration);
    cache.deregisterCacheEntryListener(configuration);
    cache.put("b", "v");
    cache.close();

    assertThat(heard.events).containsExactly("CREATED a null->v");
    assertThat(heard.closed).hasValue(1);
  }

  @Test
  void aListenerIsRegisteredOnce() {
    Cache<String, String> cache = fixture.cache();
    MutableCacheEntryListenerConfiguration<String, String> configuration =
        register(cache, new Recorder(), null, false, true);

    assertThatThrownBy(() -> cache.registerCacheEntryListener(configuration))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aListenerThatCouldNotBeMadeIsNotRegistered() {
    Cache<String, String> cache = fixture.cache();
    List<Recorder> made = new CopyOnWriteArrayList<>();
    MutableCacheEntryListenerConfiguration<String, String> configuration =
        new MutableCacheEntryListenerConfiguration<>(
            () -> {
              made.add(new Recorder());
              if (made.size() == 1) {
                throw new IllegalArgumentException("not yet");
              }
              return made.get(1);
            },
            null,
            false,
            true);

    assertThatThrownBy(() -> cache.registerCacheEntryListener(configuration)).hasMessage("not yet");
    cache.registerCacheEntryListener(configuration);
    cache.put("k", "v");

    assertThat(made.get(1).events).hasSize(1);
  }

  @Test
  void aListenerOfTheConfigurationHearsFromTheFirstCall() {
    Recorder heard = new Recorder();
    MutableConfiguration<String, String> configuration =
        new MutableConfiguration<String, String>().setTypes(String.class, String.class);
    configuration.addCacheEntryListenerConfiguration(
        new MutableCacheEntryListenerConfiguration<>(() -> heard, null, false, true));
    Cache<String, String> cache = fixture.cache(configuration);

    cache.put("k", "v");

    assertThat(heard.events).containsExactly("CREATED k null->v");
  }

  @Test
  void whatAListenerDoesToAValueIsSeenByNobodyElse() {
    Cache<String, byte[]> cache =
        fixture.cache(
            new MutableConfiguration<String, byte[]>().setTypes(String.class, byte[].class));
    CacheEntryCreatedListener<String, byte[]> spoiling =
        events -> events.forEach(event -> Arrays.fill(event.getValue(), (byte) 99));
    cache.registerCacheEntryListener(
        new MutableCacheEntryListenerConfiguration<>(() -> spoiling, null, false, true));
    byte[] value = {1};

    cache.put("k", value);

    assertThat(value).containsExactly(1);
    assertThat(cache.get("k")).containsExactly(1);
  }

  private static MutableConfiguration<String, String> expiring() {
    return new MutableConfiguration<String, String>()
        .setTypes(String.class, String.class)
        .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(new Duration(SECONDS, 60)));
  }

  private static String set(MutableEntry<String, String> entry, String value) {
    entry.setValue(value);
    return value;
  }

  private static MutableCacheEntryListenerConfiguration<String, String> register(
      Cache<String, String> cache,
      CacheEntryListener<String, String> listener,
      @Nullable CacheEntryEventFilter<String, String> filter,
      boolean oldValues,
      boolean synchronous) {
    MutableCacheEntryListenerConfiguration<String, String> configuration =
        new MutableCacheEntryListenerConfiguration<>(
            () -> listener, filter == null ? null : () -> filter, oldValues, synchronous);
    cache.registerCacheEntryListener(configuration);
    return configuration;
  }

  private static String shown(CacheEntryEvent<? extends String, ? extends String> event) {
    return "%s %s %s->%s"
        .formatted(event.getEventType(), event.getKey(), event.getOldValue(), event.getValue());
  }

  /** Writes down what it hears. */
  private static final class Recorder
      implements CacheEntryCreatedListener<String, String>,
          CacheEntryUpdatedListener<String, String>,
          CacheEntryRemovedListener<String, String>,
          CacheEntryExpiredListener<String, String>,
          AutoCloseable {

    final List<String> events = new CopyOnWriteArrayList<>();
    final AtomicInteger closed = new AtomicInteger();

    @Override
    public void onCreated(Iterable<CacheEntryEvent<? extends String, ? extends String>> created) {
      created.forEach(event -> events.add(shown(event)));
    }

    @Override
    public void onUpdated(Iterable<CacheEntryEvent<? extends String, ? extends String>> updated) {
      updated.forEach(event -> events.add(shown(event)));
    }

    @Override
    public void onRemoved(Iterable<CacheEntryEvent<? extends String, ? extends String>> removed) {
      removed.forEach(event -> events.add(shown(event)));
    }

    @Override
    public void onExpired(Iterable<CacheEntryEvent<? extends String, ? extends String>> expired) {
      expired.forEach(event -> events.add(shown(event)));
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  /** Fails for what was created and writes down what was updated. */
  private static final class FailingOnCreated
      implements CacheEntryCreatedListener<String, String>,
          CacheEntryUpdatedListener<String, String> {

    final List<String> events = new CopyOnWriteArrayList<>();

    @Override
    public void onCreated(Iterable<CacheEntryEvent<? extends String, ? extends String>> created) {
      throw new IllegalArgumentException("of creations I will not hear");
    }

    @Override
    public void onUpdated(Iterable<CacheEntryEvent<? extends String, ? extends String>> updated) {
      updated.forEach(event -> events.add(shown(event)));
    }
  }
}
