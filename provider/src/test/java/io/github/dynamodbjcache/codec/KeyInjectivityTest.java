package io.github.dynamodbjcache.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.internal.codec.CacheCodec;
import java.util.HashMap;
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
}
