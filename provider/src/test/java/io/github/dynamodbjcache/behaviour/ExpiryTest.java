package io.github.dynamodbjcache.behaviour;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.testing.CacheFixture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CompletionListenerFuture;
import javax.cache.processor.MutableEntry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Entries live as long as their policy says, by the injected clock: an expired item is absent,
 * whether the service has deleted it or not.
 */
@Timeout(60)
class ExpiryTest {

  private static final Duration MINUTE = new Duration(SECONDS, 60);

  private static CacheFixture fixture;

  private final Counting policy = new Counting();

  @BeforeAll
  static void open() {
    fixture = CacheFixture.open();
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  /**
   * A standard policy of one minute.
   *
   * @param afterUpdate seconds that an entry lives after an update 40 seconds after its creation
   * @param afterAccess the same of a read; -1 stands for ever
   */
  record Standard(Factory<ExpiryPolicy> factory, int untouched, int afterUpdate, int afterAccess) {
    @Override
    public String toString() {
      return factory.create().getClass().getSimpleName();
    }
  }

  static Stream<Standard> standardPolicies() {
    return Stream.of(
        new Standard(CreatedExpiryPolicy.factoryOf(MINUTE), 60, 60, 60),
        new Standard(ModifiedExpiryPolicy.factoryOf(MINUTE), 60, 100, 60),
        new Standard(AccessedExpiryPolicy.factoryOf(MINUTE), 60, 60, 100),
        new Standard(TouchedExpiryPolicy.factoryOf(MINUTE), 60, 100, 100),
        new Standard(EternalExpiryPolicy.factoryOf(), -1, -1, -1));
  }

  @ParameterizedTest
  @MethodSource("standardPolicies")
  void standardPoliciesMeanWhatTheirNamesSay(Standard standard) {
    Map<String, Consumer<Cache<String, String>>> updates = new LinkedHashMap<>();
    updates.put("put", cache -> cache.put("k", "w"));
    updates.put("putAll", cache -> cache.putAll(Map.of("k", "w")));
    updates.put("getAndPut", cache -> cache.getAndPut("k", "w"));
    updates.put("replace", cache -> cache.replace("k", "w"));
    updates.put("replace old", cache -> cache.replace("k", "v", "w"));
    updates.put("getAndReplace", cache -> cache.getAndReplace("k", "w"));
    updates.put("invoke", cache -> cache.invoke("k", (entry, arguments) -> set(entry, "w")));
    Map<String, Consumer<Cache<String, String>>> accesses = new LinkedHashMap<>();
    accesses.put("get", cache -> cache.get("k"));
    accesses.put("getAll", cache -> cache.getAll(Set.of("k")));
    accesses.put("replace other", cache -> cache.replace("k", "other", "w"));
    accesses.put("remove other", cache -> cache.remove("k", "other"));
    accesses.put("invoke", cache -> cache.invoke("k", (entry, arguments) -> entry.getValue()));
    accesses.put("iterator", cache -> cache.iterator().next());
    Map<String, Consumer<Cache<String, String>>> nothing = new LinkedHashMap<>();
    nothing.put("containsKey", cache -> cache.containsKey("k"));
    nothing.put("putIfAbsent", cache -> cache.putIfAbsent("k", "w"));
    nothing.put("invoke", cache -> cache.invoke("k", (entry, arguments) -> entry.exists()));

    livesAfter(standard, updates, standard.afterUpdate());
    livesAfter(standard, accesses, standard.afterAccess());
    livesAfter(standard, nothing, standard.untouched());
  }

  private static void livesAfter(
      Standard standard, Map<String, Consumer<Cache<String, String>>> calls, int seconds) {
    calls.forEach(
        (name, call) -> {
          Cache<String, String> cache = cache(standard.factory());
          cache.put("k", "v");
          fixture.clock().advance(java.time.Duration.ofSeconds(40));
          call.accept(cache);
          if (seconds < 0) {
            fixture.clock().advance(java.time.Duration.ofDays(10_000));
            assertThat(cache.containsKey("k")).as(name).isTrue();
            return;
          }
          fixture.clock().advance(java.time.Duration.ofMillis((seconds - 40) * 1_000L - 1));
          assertThat(cache.containsKey("k")).as(name + ", a millisecond before").isTrue();
          fixture.clock().advance(java.time.Duration.ofMillis(1));
          assertThat(cache.containsKey("k")).as(name + ", at the deadline").isFalse();
        });
  }

  @Test
  void toEveryOperationAnExpiredItemIsAbsent() throws Exception {
    Cache<String, String> cache =
        fixture.cache(
            configuration(CreatedExpiryPolicy.factoryOf(MINUTE))
                .setCacheLoaderFactory(() -> new Loader()));
    for (String key : List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "load")) {
      cache.put(key, "old");
    }
    fixture.clock().advance(java.time.Duration.ofMinutes(1));

    assertThat(cache.get("a")).isNull();
    assertThat(cache.getAll(Set.of("a", "b"))).isEmpty();
    assertThat(cache.containsKey("a")).isFalse();
    assertThat(cache.iterator().hasNext()).isFalse();
    assertThat(cache.replace("b", "v")).isFalse();
    assertThat(cache.replace("c", "old", "v")).isFalse();
    assertThat(cache.getAndReplace("d", "v")).isNull();
    assertThat(cache.remove("e")).isFalse();
    assertThat(cache.remove("f", "old")).isFalse();
    assertThat(cache.getAndRemove("g")).isNull();
    assertThat(cache.<Boolean>invoke("h", (entry, arguments) -> entry.exists())).isFalse();
    assertThat(cache.containsKey("b")).isFalse();
    assertThat(cache.getAndPut("i", "new")).isNull();
    assertThat(cache.putIfAbsent("j", "new")).isTrue();
    assertThat(cache.<String>invoke("k", (entry, arguments) -> set(entry, "new"))).isEqualTo("new");
    cache.put("l", "new");
    CompletionListenerFuture loaded = new CompletionListenerFuture();
    cache.loadAll(Set.of("load"), false, loaded);
    loaded.get(20, SECONDS);

    assertThat(cache.getAll(Set.of("i", "j", "k", "l", "load")))
        .isEqualTo(Map.of("i", "new", "j", "new", "k", "new", "l", "new", "load", "loaded"));
    fixture.clock().advance(java.time.Duration.ofSeconds(59));
    assertThat(cache.getAll(Set.of("i", "j", "k", "l", "load"))).as("a life of its own").hasSize(5);
  }

  /** JSR-107's table: which of its methods each operation asks, and how often. */
  @Test
  void aPolicyOfOnesOwnIsAskedAsOftenAsTheSpecificationSays() {
    Cache<String, String> cache = cache(() -> policy);

    asks("C", () -> cache.put("k", "v"));
    asks("U", () -> cache.put("k", "v"));
    asks("A", () -> cache.get("k"));
    asks("", () -> cache.get("absent"));
    asks("", () -> cache.containsKey("k"));
    asks("", () -> cache.putIfAbsent("k", "v"));
    asks("C", () -> cache.putIfAbsent("l", "v"));
    asks("AA", () -> cache.getAll(Set.of("k", "l", "absent")));
    asks("CU", () -> cache.putAll(Map.of("k", "v", "m", "v")));
    asks("U", () -> cache.getAndPut("k", "v"));
    asks("C", () -> cache.getAndPut("n", "v"));
    asks("U", () -> cache.replace("k", "v"));
    asks("", () -> cache.replace("absent", "v"));
    asks("U", () -> cache.replace("k", "v", "v"));
    asks("A", () -> cache.replace("k", "other", "v"));
    asks("U", () -> cache.getAndReplace("k", "v"));
    asks("", () -> cache.getAndReplace("absent", "v"));
    asks("A", () -> cache.remove("k", "other"));
    asks("A", () -> cache.invoke("k", (entry, arguments) -> entry.getValue()));
    asks("", () -> cache.invoke("k", (entry, arguments) -> entry.exists()));
    asks("U", () -> cache.invoke("k", (entry, arguments) -> set(entry, "v")));
    asks("C", () -> cache.invoke("o", (entry, arguments) -> set(entry, "v")));
    asks("AAAAA", () -> cache.iterator().forEachRemaining(entry -> {}));
    asks("", () -> cache.remove("k", "v"));
    asks("", () -> cache.remove("l"));
    asks("", () -> cache.getAndRemove("m"));
    asks("", () -> cache.removeAll(Set.of("n")));
    asks("", cache::removeAll);
    asks("", cache::clear);
  }

  @Test
  void whatHasNoLifetimeAtItsCreationIsNotStored() {
    Cache<String, String> cache = cache(() -> policy);
    policy.creation = Duration.ZERO;

    cache.put("a", "v");
    cache.putAll(Map.of("b", "v", "c", "v"));
    assertThat(cache.putIfAbsent("d", "v")).as("putIfAbsent").isFalse();
    assertThat(cache.getAndPut("e", "v")).isNull();
    cache.invoke("f", (entry, arguments) -> set(entry, "v"));

    assertThat(cache.iterator().hasNext()).isFalse();
    assertThat(cache.getAll(Set.of("a", "b", "c", "d", "e", "f"))).isEmpty();
  }

  @Test
  void anUpdateWithoutLifetimeEndsTheEntry() {
    Cache<String, String> cache = cache(() -> policy);
    for (Consumer<Cache<String, String>> update :
        List.<Consumer<Cache<String, String>>>of(
            each -> each.put("k", "w"),
            each -> each.putAll(Map.of("k", "w")),
            each -> assertThat(each.getAndPut("k", "w")).isEqualTo("v"),
            each -> assertThat(each.replace("k", "w")).isTrue(),
            each -> assertThat(each.replace("k", "v", "w")).isTrue(),
            each -> assertThat(each.getAndReplace("k", "w")).isEqualTo("v"),
            each -> each.invoke("k", (entry, arguments) -> set(entry, "w")))) {
      policy.update = null;
      cache.put("k", "v");
      policy.update = Duration.ZERO;
      update.accept(cache);
      assertThat(cache.containsKey("k")).isFalse();
    }
  }

  @Test
  void anAccessWithoutLifetimeEndsTheEntryAfterItWasRead() {
    Cache<String, String> cache = cache(() -> policy);
    for (Consumer<Cache<String, String>> access :
        List.<Consumer<Cache<String, String>>>of(
            each -> assertThat(each.get("k")).isEqualTo("v"),
            each -> assertThat(each.getAll(Set.of("k"))).isEqualTo(Map.of("k", "v")),
            each -> assertThat(each.iterator().next().getValue()).isEqualTo("v"),
            each -> assertThat(each.replace("k", "other", "w")).isFalse(),
            each -> assertThat(each.remove("k", "other")).isFalse(),
            each -> each.invoke("k", (entry, arguments) -> entry.getValue()))) {
      policy.access = null;
      cache.put("k", "v");
      policy.access = Duration.ZERO;
      access.accept(cache);
      assertThat(cache.containsKey("k")).isFalse();
    }
  }

  /** The touch-interval: "A read moves the deadline only if that moves it by more than this." */
  @Test
  void theTouchIntervalSavesTheWritesOfReadsThatMoveADeadlineByLess() {
    Properties properties = fixture.properties();
    properties.setProperty("dynamodb-jcache.caches.default.expiry.touch-interval", "10s");
    Cache<String, String> cache =
        fixture
            .newManager(properties)
            .createCache(fixture.newName(), configuration(AccessedExpiryPolicy.factoryOf(MINUTE)));
    cache.put("k", "v");
    fixture.requests().reset();

    fixture.clock().advance(java.time.Duration.ofSeconds(9));
    cache.get("k");
    assertThat(fixture.requests().counts()).isEqualTo(Map.of("GetItem", 1));
    fixture.clock().advance(java.time.Duration.ofSeconds(2));
    cache.get("k");
    assertThat(fixture.requests().counts()).isEqualTo(Map.of("GetItem", 2, "UpdateItem", 1));
  }

  /** "Should an exception occur ... an implementation specific default Duration will be used." */
  @Test
  void aPolicyThatThrowsIsSurvived() {
    Cache<String, String> cache = cache(() -> policy);
    policy.failure = new IllegalArgumentException("policy's own");

    cache.put("k", "v");
    cache.put("k", "w");
    assertThat(cache.get("k")).isEqualTo("w");
    assertThat(cache.getAll(Set.of("k"))).isEqualTo(Map.of("k", "w"));
    cache.putAll(Map.of("k", "x", "l", "y"));

    fixture.clock().advance(java.time.Duration.ofDays(10_000));
    assertThat(cache.get("k")).isEqualTo("x");
  }

  @Test
  void hugeLifetimesAreForEver() {
    Cache<String, String> cache =
        cache(CreatedExpiryPolicy.factoryOf(new Duration(TimeUnit.DAYS, Long.MAX_VALUE)));

    cache.put("k", "v");

    assertThat(cache.get("k")).isEqualTo("v");
  }

  private void asks(String expected, Runnable call) {
    policy.asked.clear();
    call.run();
    List<String> asked = new ArrayList<>(policy.asked);
    asked.sort(null);
    assertThat(String.join("", asked)).isEqualTo(expected);
  }

  private static Cache<String, String> cache(Factory<ExpiryPolicy> policy) {
    return fixture.cache(configuration(policy));
  }

  private static MutableConfiguration<String, String> configuration(Factory<ExpiryPolicy> policy) {
    return new MutableConfiguration<String, String>()
        .setTypes(String.class, String.class)
        .setExpiryPolicyFactory(policy);
  }

  private static String set(MutableEntry<String, String> entry, String value) {
    entry.setValue(value);
    return value;
  }

  /** Writes down what it is asked: C, U or A. */
  private static final class Counting implements ExpiryPolicy {

    final List<String> asked = new CopyOnWriteArrayList<>();
    Duration creation = Duration.ETERNAL;
    @Nullable Duration update;
    @Nullable Duration access;
    @Nullable RuntimeException failure;

    @Override
    public Duration getExpiryForCreation() {
      note("C");
      return creation;
    }

    @Override
    @SuppressWarnings("NullAway") // null is javax.cache's word for "no change"
    public Duration getExpiryForAccess() {
      note("A");
      return access;
    }

    @Override
    @SuppressWarnings("NullAway") // as above
    public Duration getExpiryForUpdate() {
      note("U");
      return update;
    }

    private void note(String what) {
      asked.add(what);
      if (failure != null) {
        throw failure;
      }
    }
  }

  private static final class Loader implements CacheLoader<String, String> {

    @Override
    public String load(String key) {
      return "loaded";
    }

    @Override
    public Map<String, String> loadAll(Iterable<? extends String> keys) {
      Map<String, String> loaded = new LinkedHashMap<>();
      keys.forEach(key -> loaded.put(key, "loaded"));
      return loaded;
    }
  }
}
