package io.github.dynamodbjcache.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.codec.AllowList;
import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.codec.RandomKeys;
import io.github.dynamodbjcache.internal.codec.CacheCodec;
import io.github.dynamodbjcache.testing.Companion;
import io.github.dynamodbjcache.testing.Place;
import io.github.dynamodbjcache.testing.PlantedDefect;
import io.github.dynamodbjcache.testing.Scale;
import io.github.dynamodbjcache.testing.Seed;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * "Keys that are not equals stay apart: 1, 1L, "1", 1.0 and 1.00 are five keys", and each comes
 * back as it was: over a million random pairs, each of a key and one that looks like it, and over a
 * list of odd ones.
 */
@Timeout(600)
class KeyEncodingGuaranteeTest {

  private static final int PAIRS = Scale.of(1_000_000);

  /** Reading a key takes several times as long as writing one. */
  private static final int READ_EVERY = 20;

  private static final ClassLoader LOADER = KeyEncodingGuaranteeTest.class.getClassLoader();

  private final CacheCodec<Object, Object> codec =
      CacheCodec.builder(
              Object.class, Object.class, AllowList.of("c", List.of(RandomKeys.allowed())), LOADER)
          .build();

  @Test
  @Tag("large")
  void pairsOfKeysShareATextExactlyIfTheyAreEqual() throws InterruptedException {
    Seed seed = Seed.of(KeyEncodingGuaranteeTest.class);
    int threads = Runtime.getRuntime().availableProcessors();
    List<Throwable> failures = new ArrayList<>();
    List<Thread> running = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      Random random = seed.random(t);
      Thread thread = new Thread(() -> compare(random, PAIRS / threads + 1, seed));
      thread.setUncaughtExceptionHandler(
          (dead, failure) -> {
            synchronized (failures) {
              failures.add(failure);
            }
          });
      thread.start();
      running.add(thread);
    }
    for (Thread thread : running) {
      thread.join();
    }
    assertThat(failures).isEmpty();
  }

  private void compare(Random random, int pairs, Seed seed) {
    RandomKeys keys = new RandomKeys(random);
    for (int i = 0; i < pairs; i++) {
      Object one = keys.next();
      String text = text(one);
      Object other = keys.like(one, text);
      requireApartUnlessEqual(one, text, other, seed);
      if (i % READ_EVERY == 0) {
        requireItComesBack(one, seed);
        requireItComesBack(other, seed);
      }
    }
  }

  @Test
  void theOddOnesAreAllApartAndComeBack() {
    requireAllApart(odd());
  }

  /** The companion: with punctuation not escaped, two of the odd ones become one. */
  @Companion
  void withoutEscapesTheCheckFails() {
    try (PlantedDefect unescaped = PlantedDefect.in(Place.PUNCTUATION_OF_A_KEY).answers(false)) {
      assertThat(unescaped).isNotNull();
      assertThatThrownBy(() -> requireAllApart(odd())).isInstanceOf(AssertionError.class);
    }
    requireAllApart(odd());
  }

  private void requireAllApart(List<Object> keys) {
    for (Object one : keys) {
      for (Object other : keys) {
        requireApartUnlessEqual(one, text(one), other, "the odd ones");
      }
      requireItComesBack(one, "the odd ones");
    }
  }

  private void requireApartUnlessEqual(Object one, String text, Object other, Object where) {
    boolean sameText = text.equals(text(other));
    if (sameText != one.equals(other)) {
      throw new AssertionError(
          where
              + ": "
              + describe(one)
              + " and "
              + describe(other)
              + ": "
              + text
              + ", "
              + text(other));
    }
  }

  private void requireItComesBack(Object key, Object where) {
    Object back;
    try {
      back = codec.key(codec.keyAttributes(key), codec.dataAttributes(key, true));
    } catch (CodecException e) {
      throw new AssertionError(where + ": " + describe(key) + " does not come back", e);
    }
    if (!back.equals(key)) {
      throw new AssertionError(where + ": " + describe(key) + " comes back as " + describe(back));
    }
  }

  private String text(Object key) {
    AttributeValue text = codec.keyAttributes(key).get("k");
    return text.s();
  }

  private static String describe(Object key) {
    return key.getClass().getName() + " " + key;
  }

  private static List<Object> odd() {
    List<Object> odd = new ArrayList<>(RandomKeys.scalars());
    List<Object> parts = List.of("", "a", "a,b", "a|b", ",", "(", ")", "\\", ":", "~", "1");
    for (Object left : parts) {
      for (Object right : parts) {
        odd.add(List.of(left, right));
        odd.add(new RandomKeys.Node(left, right));
      }
      odd.add(left + "|" + left);
      odd.add("~string:" + left);
      odd.add("~list(string:" + left + ")");
      odd.add(List.of(left));
      odd.add(Set.of(left));
      odd.add(Optional.of(left));
      odd.add(Map.of(left, left));
      odd.add(List.of(List.of(left)));
    }
    odd.addAll(
        List.of(
            List.of("a,string:b"),
            List.of("a", "b", "c"),
            List.of(List.of("a", "b"), "c"),
            List.of("a", List.of("b", "c")),
            List.of(1),
            List.of(1L),
            List.of("1"),
            List.of((short) 1),
            List.of(1.0),
            List.of(1.0f),
            List.of(BigInteger.ONE),
            List.of(BigDecimal.ONE),
            List.of(new BigDecimal("1.0")),
            List.of('1'),
            List.of(true),
            List.of("true"),
            List.of(0.0),
            List.of(-0.0),
            List.of(Double.NaN),
            List.of(Float.NaN),
            List.of("NaN"),
            List.of("\ud800"),
            List.of("\udc00"),
            List.of("\ud800\udc00"),
            List.of("\ud800", "\udc00"),
            List.of("\udc00\ud800"),
            List.of("\\ud800"),
            Arrays.asList("a", null),
            Arrays.asList((Object) null),
            List.of("null"),
            List.of(),
            Set.of(),
            Map.of(),
            Optional.empty(),
            new RandomKeys.Node(null, null),
            "~null:",
            "~list()",
            "~set()",
            "~hash:" + "A".repeat(43),
            "x".repeat(3000),
            "x".repeat(3001),
            "~" + "x".repeat(3000)));
    return odd.stream().distinct().toList();
  }
}
