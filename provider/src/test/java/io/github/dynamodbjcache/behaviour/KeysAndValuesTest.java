package io.github.dynamodbjcache.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.testing.CacheFixture;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The cache is by value, and a key is what its equals says. */
@Timeout(60)
class KeysAndValuesTest {

  private static CacheFixture fixture;

  @BeforeAll
  static void open() {
    fixture = CacheFixture.open();
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  record Place(String country, int number) implements Serializable {}

  @Test
  void whatIsDoneToKeyOrValueAfterwardsDoesNotReachTheCache() {
    Cache<Object, Object> cache = untyped();
    List<String> key = new ArrayList<>(List.of("a"));
    List<Integer> value = new ArrayList<>(List.of(1));

    cache.put(key, value);
    key.add("b");
    value.add(2);

    assertThat(cache.get(List.of("a"))).isEqualTo(List.of(1));
    assertThat(cache.containsKey(key)).isFalse();
    ((List<?>) cache.get(List.of("a"))).clear();
    cache.iterator().forEachRemaining(entry -> ((List<?>) entry.getValue()).clear());
    cache.invoke(
        List.of("a"),
        (entry, arguments) -> {
          ((List<?>) entry.getValue()).clear();
          return "";
        });
    assertThat(cache.get(List.of("a"))).isEqualTo(List.of(1));
  }

  @Test
  void equalKeysAreOneKeyHoweverTheyWereMade() {
    Cache<Object, Object> cache = untyped();
    String text = String.valueOf(new char[] {'x'});
    Map<Object, Object> equals = new HashMap<>();
    equals.put(List.of("x", "x"), new ArrayList<>(List.of(text, text.concat(""))));
    equals.put(Set.of("a", "b", "c"), new LinkedHashSet<>(List.of("c", "b", "a")));
    equals.put(new HashSet<>(List.of(1, 2)), new TreeSet<>(List.of(2, 1)));
    equals.put(Map.of("a", 1, "b", 2), new HashMap<>(Map.of("b", 2, "a", 1)));
    equals.put(new Place("ch", 1), new Place("c".concat("h"), 1));

    equals.forEach(
        (key, equal) -> {
          assertThat(equal).isEqualTo(key);
          cache.put(key, "first");
          cache.put(equal, "second");
          assertThat(cache.get(key)).as("%s", key).isEqualTo("second");
          assertThat(cache.remove(key)).isTrue();
          assertThat(cache.containsKey(equal)).isFalse();
        });
  }

  @Test
  void keysOfEveryKindAreDifferentKeysAndComeBackAsTheyWere() {
    Cache<Object, Object> cache = untyped();
    List<Object> keys =
        List.of(
            1,
            1L,
            (short) 1,
            (byte) 1,
            1.0,
            1.0f,
            '1',
            "1",
            "~int:1",
            "",
            " ",
            "\ud800",
            "ключ",
            true,
            "true",
            new BigDecimal("1.0"),
            new BigDecimal("1.00"),
            0.0,
            -0.0,
            Double.NaN,
            new UUID(1, 2),
            DayOfWeek.MONDAY,
            Instant.EPOCH,
            List.of(1),
            List.of(1L),
            List.of(),
            Set.of(1),
            Map.of(1, "a"),
            new Place("ch", 1),
            "x".repeat(3_000));
    Map<Object, Object> expected = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      cache.put(keys.get(i), i);
      expected.put(keys.get(i), i);
    }

    assertThat(cache.getAll(new HashSet<>(keys))).isEqualTo(expected);
    Map<Object, Object> iterated = new HashMap<>();
    cache.forEach(entry -> iterated.put(entry.getKey(), entry.getValue()));
    assertThat(iterated).isEqualTo(expected);
  }

  @Test
  void arraysAreComparedByContent() {
    Cache<String, byte[]> cache =
        fixture.cache(
            new MutableConfiguration<String, byte[]>().setTypes(String.class, byte[].class));
    cache.put("k", new byte[] {1, 2});

    assertThat(cache.replace("k", new byte[] {1}, new byte[] {9})).isFalse();
    assertThat(cache.replace("k", new byte[] {1, 2}, new byte[] {3})).isTrue();
    assertThat(cache.remove("k", new byte[] {1, 2})).isFalse();
    assertThat(cache.remove("k", new byte[] {3})).isTrue();
  }

  /** Without an equals of its own, as Camel's holder of an exchange. */
  static final class Parcel implements Serializable {
    private static final long serialVersionUID = 1L;
    private final Map<String, Object> contents;

    Parcel(Map<String, Object> contents) {
      this.contents = contents;
    }
  }

  @Test
  void objectsThatHaveNoEqualsAreComparedByContent() {
    Cache<String, Parcel> cache =
        fixture.cache(
            new MutableConfiguration<String, Parcel>().setTypes(String.class, Parcel.class));
    Map<String, Object> shared = new HashMap<>(Map.of("x", "y", "z", "y"));
    Map<String, Object> copied = new HashMap<>(64);
    shared.forEach((key, value) -> copied.put(new String(key), new String((String) value)));
    cache.put("k", new Parcel(shared));

    assertThat(cache.replace("k", new Parcel(new HashMap<>()), new Parcel(copied))).isFalse();
    assertThat(cache.replace("k", new Parcel(copied), new Parcel(new HashMap<>()))).isTrue();
    assertThat(cache.remove("k", new Parcel(copied))).isFalse();
    assertThat(cache.remove("k", new Parcel(new HashMap<>()))).isTrue();
  }

  /** Arrays are one key by content: equal ones in a bulk call are one entry. */
  @Test
  void keysThatLieInOnePlaceAreOneInBulkOperations() {
    Cache<Object, Object> cache = untyped();
    byte[] one = {1};
    byte[] same = {1};

    cache.putAll(Map.of(one, "v", same, "v"));
    assertThat(cache.getAll(Set.of(one, same)).values()).containsOnly("v");
    assertThat(cache.iterator()).toIterable().hasSize(1);
    cache.removeAll(Set.of(one, same));

    assertThat(cache.containsKey(one)).isFalse();
  }

  /** Pitfall of clients 11: {@code Set.of(..).contains(null)} throws. */
  @Test
  void immutableCollectionsAreFineAsArguments() throws Exception {
    Cache<String, String> cache = fixture.cache();

    cache.putAll(Map.of("a", "v", "b", "v"));
    assertThat(cache.getAll(Set.of("a"))).isEqualTo(Map.of("a", "v"));
    cache.invokeAll(Set.of("a"), (entry, arguments) -> entry.getValue());
    cache.loadAll(Set.of("a"), false, null);
    cache.removeAll(Set.of("a", "b"));
    cache.putAll(Map.of());
    cache.removeAll(Set.of());

    assertThat(cache.getAll(Set.of())).isEmpty();
    assertThat(cache.iterator().hasNext()).isFalse();
  }

  private static Cache<Object, Object> untyped() {
    var properties = fixture.properties();
    properties.setProperty(
        "dynamodb-jcache.caches.default.serialization.allow", Place.class.getName());
    return fixture
        .newManager(properties)
        .createCache(fixture.newName(), new MutableConfiguration<>());
  }
}
