package io.github.dynamodbjcache.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.testing.CacheFixture;
import java.io.Serializable;
import java.net.URI;
import java.net.URL;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code replace(key, old, new)}: "Atomically replaces the entry for a key only if currently mapped
 * to a given value", and values are copies: what was just read is the value, whatever it holds.
 */
class ComparisonsTest {

  private static CacheFixture fixture;
  private static Cache<String, Object> cache;

  /** Has an array inside, which the compiler's {@code equals} compares by identity. */
  record Picture(String name, byte[] pixels) implements Serializable {}

  /** Has no {@code equals}. */
  static final class Plain implements Serializable {
    private static final long serialVersionUID = 1L;
    private final String name;
    private final AtomicInteger count;
    private @Nullable Plain itself;

    Plain(String name, int count) {
      this.name = name;
      this.count = new AtomicInteger(count);
    }

    Plain knowingItself() {
      itself = this;
      return this;
    }

    @Override
    public String toString() {
      return name + count + (itself == null);
    }
  }

  /** Has an {@code equals} of its own, which compares an array by identity. */
  static final class Signed implements Serializable {
    private static final long serialVersionUID = 1L;
    private final String text;
    private final byte[] signature;

    Signed(String text, int signature) {
      this.text = text;
      this.signature = new byte[] {(byte) signature};
    }

    @Override
    @SuppressWarnings({"ArrayEquals", "EqualsUsingHashCode"}) // as people write it
    public boolean equals(@Nullable Object other) {
      return other instanceof Signed that
          && text.equals(that.text)
          && signature.equals(that.signature);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }
  }

  /** Is equal by its number alone. */
  static final class Entity implements Serializable {
    private static final long serialVersionUID = 1L;
    private final int number;
    private final String text;

    Entity(int number, String text) {
      this.number = number;
      this.text = text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Entity that && number == that.number;
    }

    @Override
    public int hashCode() {
      return Objects.hash(number);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  @BeforeAll
  static void open() {
    fixture = CacheFixture.open();
    cache =
        fixture.cache(
            new DynamoDbConfiguration<String, Object>()
                .setTypes(String.class, Object.class)
                .addAllowedClasses("io.github.dynamodbjcache.behaviour.*"));
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  /** Pairs of values that differ somewhere deep inside. */
  static Stream<List<Object>> values() {
    return Stream.of(1, 2)
        .map(ComparisonsTest::valuesWith)
        .reduce(ComparisonsTest::paired)
        .orElseThrow()
        .stream()
        .map(pair -> (List<Object>) pair);
  }

  @SuppressWarnings("unchecked")
  private static List<Object> paired(List<Object> some, List<Object> others) {
    List<Object> pairs = new ArrayList<>();
    for (int i = 0; i < some.size(); i++) {
      pairs.add(List.of(some.get(i), others.get(i)));
    }
    return pairs;
  }

  private static List<Object> valuesWith(int n) {
    byte[] bytes = {1, (byte) n};
    Map<Object, Object> identities = new HashMap<>();
    Set<Object> pictures = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      identities.put(new Plain("p" + i, i * n), new int[] {i});
      pictures.add(new Picture("p" + i, new byte[] {(byte) (i * n)}));
    }
    return List.of(
        bytes,
        new int[][] {{1}, {n}},
        new Object[] {"a", bytes},
        new Picture("a", bytes),
        List.of(new Picture("a", bytes)),
        new ArrayList<>(List.of(bytes)),
        new ArrayDeque<>(List.of(bytes)),
        new HashMap<>(Map.of("a", bytes)),
        new ConcurrentHashMap<>(Map.of("a", List.of(bytes))),
        Map.of("a", Map.of("b", new int[] {n})),
        Set.of(new Picture("a", bytes)),
        pictures,
        identities,
        Optional.of(bytes),
        Optional.of(n),
        new AtomicInteger(n),
        new AtomicReference<>(bytes),
        List.of(new AtomicInteger(n)),
        new Plain("a", n),
        new Plain("a", n).knowingItself(),
        List.of(new Plain("a", n), "b"),
        new Signed("a", n),
        List.of(Map.of("a", new Signed("a", n))),
        new RuntimeException("a" + n),
        List.of(url("http://no-such-host.invalid/" + n)),
        Map.entry("a", bytes),
        new LinkedHashMap<>(Map.of(1, List.of(new double[] {n}))));
  }

  private static URL url(String text) {
    try {
      return URI.create(text).toURL();
    } catch (java.net.MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("values")
  void whatWasJustReadIsTheValueAndAnotherContentIsNot(List<Object> pair) {
    Object one = pair.get(0);
    Object other = pair.get(1);
    cache.put("k", one);
    assertThat(cache.replace("k", other, "new")).as("another content").isFalse();
    assertThat(cache.remove("k", other)).as("another content").isFalse();
    assertThat(cache.replace("k", cache.get("k"), one)).as("a copy").isTrue();
    assertThat(cache.replace("k", one, one)).as("the original").isTrue();
    assertThat(cache.remove("k", cache.get("k"))).as("a copy").isTrue();
  }

  /** What a class calls equal, is: its content is its own affair. */
  @Test
  void whatIsEqualMatchesWhateverItHolds() {
    cache.put("k", new Entity(1, "old"));
    assertThat(cache.replace("k", new Entity(1, "other"), "new")).isTrue();
  }

  /** Comparing takes as many steps as there are objects, not as there are ways to them. */
  @Test
  void sharedPartsAreComparedOnce() {
    List<Object> value = List.of(new byte[] {1});
    for (int i = 0; i < 60; i++) {
      value = List.of(value, value);
    }
    cache.put("k", value);
    assertThat(cache.remove("k", cache.get("k"))).isTrue();
  }

  /** Compares by identity, and holds what does. */
  static final class Labelled implements Serializable {
    private static final long serialVersionUID = 1L;
    private final List<Object> label;

    Labelled(int number) {
      label = List.of(new byte[] {(byte) number}, number);
    }

    List<Object> label() {
      return label;
    }
  }

  /** Of objects that differ deep inside, each finds its own without trying all others. */
  @Test
  void manyObjectsThatLookAlikeAreCompared() {
    Set<Object> value = new HashSet<>();
    for (int i = 0; i < 3_000; i++) {
      value.add(new Labelled(i));
    }
    cache.put("k", value);
    assertThat(cache.replace("k", cache.get("k"), value)).isTrue();
    value.remove(value.iterator().next());
    value.add(new Labelled(-1));
    assertThat(cache.replace("k", value, "new")).isFalse();
  }
}
