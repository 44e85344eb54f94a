package io.github.dynamodbjcache.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.internal.codec.CacheCodec;
import io.github.dynamodbjcache.testing.Companion;
import io.github.dynamodbjcache.testing.Place;
import io.github.dynamodbjcache.testing.PlantedDefect;
import java.time.DayOfWeek;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Over many random keys: equal partition keys exactly for equal keys, and each comes back. */
class KeyInjectivityTest {

  private static final int KEYS = 20_000;

  private final long seed = Long.getLong("codec.seed", System.nanoTime());
  private final RandomKeys keys = new RandomKeys(new Random(seed));
  private final CacheCodec<Object, Object> codec = Codecs.open();

  @Test
  void partitionKeysAreEqualExactlyForEqualKeys() {
    Map<String, Object> keyByText = new HashMap<>();
    Map<Object, String> textByKey = new HashMap<>();
    for (int i = 0; i < KEYS; i++) {
      Object key = keys.next();
      String text = Codecs.k(codec, key);
      Object sameText = keyByText.putIfAbsent(text, key);
      String sameKey = textByKey.putIfAbsent(key, text);
      assertThat(sameText == null ? key : sameText).as("seed %s, %s", seed, text).isEqualTo(key);
      assertThat(sameKey == null ? text : sameKey).as("seed %s", seed).isEqualTo(text);
    }
  }

  @Test
  void randomKeysComeBack() {
    for (int i = 0; i < KEYS / 10; i++) {
      Object key = keys.next();
      assertThat(Codecs.keyFoundIn(codec, key)).as("seed %s", seed).isEqualTo(key);
    }
  }

  /** Keys that keep their hash, and keys that a number is, of the same few parts. */
  @Test
  void keysWithCachedHashesShareATextExactlyIfTheyAreEqual() {
    Map<String, Object> keyByText = new HashMap<>();
    Map<Object, String> textByKey = new HashMap<>();
    Random random = new Random(seed);
    for (int i = 0; i < KEYS / 4; i++) {
      Object key = hashed(random, 2);
      String text = Codecs.k(codec, key);
      Object sameText = keyByText.putIfAbsent(text, key);
      String sameKey = textByKey.putIfAbsent(key, text);
      assertThat(sameText == null ? key : sameText).as("seed %s, %s", seed, text).isEqualTo(key);
      assertThat(sameKey == null ? text : sameKey).as("seed %s", seed).isEqualTo(text);
    }
  }

  private static Object hashed(Random random, int depth) {
    DayOfWeek day = DayOfWeek.of(1 + random.nextInt(2));
    Object part = depth == 0 || random.nextBoolean() ? day : hashed(random, depth - 1);
    int number = random.nextInt(4) - 1;
    return switch (random.nextInt(9)) {
      case 0 -> new ApplicationKeys.Eager(part, number);
      case 1 -> new ApplicationKeys.Comparing(new Object[] {part, number});
      case 2 -> new ApplicationKeys.Lazy("x", List.of(part, number));
      case 3 -> new ApplicationKeys.LazyComparing(day, number);
      case 4 -> new ApplicationKeys.EagerDerived("n" + number, part);
      case 5 -> new NumberedKeys.Id(number, day);
      case 6 -> new NumberedKeys.Range(number, random.nextInt(2), day);
      case 7 -> new NumberedKeys.Wide(number, part);
      default -> List.of(part, number);
    };
  }

  /** What equals the hash of a key is left out only if it is one. */
  @Test
  void aNumberThatIsTheKeyIsNeverTakenForAHash() {
    List<Object> numbered = NumberedKeys.all();
    requireApartUnlessEqual(numbered);
    for (Object key : numbered) {
      assertThat(Codecs.keyFoundIn(codec, key)).isEqualTo(key).hasSameHashCodeAs(key);
    }
  }

  /** The companion: without proof, every key that its number is would be one. */
  @Companion
  void withNumbersTakenForHashesTheCheckFails() {
    List<Object> numbered = NumberedKeys.all();
    try (PlantedDefect credulous = PlantedDefect.in(Place.CACHED_HASH_IS_PROVEN).answers(true)) {
      assertThat(credulous).isNotNull();
      assertThatThrownBy(() -> requireApartUnlessEqual(numbered))
          .isInstanceOf(AssertionError.class);
    }
  }

  private void requireApartUnlessEqual(List<Object> all) {
    for (Object one : all) {
      for (Object other : all) {
        assertThat(Codecs.k(codec, one).equals(Codecs.k(codec, other)))
            .as("%s %s, %s %s", one, one.hashCode(), other, other.hashCode())
            .isEqualTo(one.equals(other));
      }
    }
  }
}
