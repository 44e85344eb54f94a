package io.github.dynamodbjcache.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Over many random keys: equal partition keys exactly for equal keys, and each comes back. */
class KeyInjectivityTest {

  private static final int KEYS = 20_000;
  private static final int DEPTH = 3;
  private static final String ALPHABET = "~:,()\\ua1-/\ud800\udc00\u0000é";

  private final long seed = Long.getLong("codec.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final CacheCodec<Object, Object> codec = Codecs.open();

  record Node(@Nullable Object left, @Nullable Object right) {}

  @Test
  void partitionKeysAreEqualExactlyForEqualKeys() {
    Map<String, Object> keyByText = new HashMap<>();
    Map<Object, String> textByKey = new HashMap<>();
    for (int i = 0; i < KEYS; i++) {
      Object key = key(DEPTH);
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
      Object key = key(DEPTH);
      assertThat(Codecs.keyFoundIn(codec, key)).as("seed %s", seed).isEqualTo(key);
    }
  }

  @SuppressWarnings("JdkObsolete") // keys of that class are what is tested
  private Object key(int depth) {
    int kinds = depth == 0 ? 3 : 10;
    return switch (random.nextInt(kinds)) {
      case 0 -> string();
      case 1 -> number();
      case 2 -> Samples.scalars().get(random.nextInt(Samples.scalars().size()));
      case 3 -> list(depth);
      case 4 -> new LinkedList<>(list(depth));
      case 5 -> new HashSet<>(list(depth));
      case 6 -> map(depth);
      case 7 -> new Node(key(depth - 1), random.nextBoolean() ? null : key(depth - 1));
      case 8 -> Optional.of(key(depth - 1));
      default -> random.nextBoolean() ? Set.of(key(depth - 1)) : List.of(key(depth - 1));
    };
  }

  private List<Object> list(int depth) {
    List<Object> list = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      list.add(key(depth - 1));
    }
    return list;
  }

  private Map<Object, Object> map(int depth) {
    Map<Object, Object> map = new HashMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      map.put(key(depth - 1), key(depth - 1));
    }
    return map;
  }

  private String string() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  private Object number() {
    int n = random.nextInt(3);
    return switch (random.nextInt(5)) {
      case 0 -> n;
      case 1 -> (long) n;
      case 2 -> (double) n;
      case 3 -> (char) ('0' + n);
      default -> Integer.toString(n);
    };
  }
}
