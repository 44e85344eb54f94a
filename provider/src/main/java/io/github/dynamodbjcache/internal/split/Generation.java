package io.github.dynamodbjcache.internal.split;

import io.github.dynamodbjcache.internal.codec.item.ItemAttributes;
import io.github.dynamodbjcache.internal.store.EntryKey;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The random name under which the parts of one write lie: never used again, so that parts of two
 * writes cannot be mixed.
 *
 * @param bytes sixteen random bytes
 */
record Generation(SdkBytes bytes) {

  static final int LENGTH = 16;

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final HexFormat HEX = HexFormat.of();

  /** A generation that no write has had. */
  static Generation fresh() {
    byte[] bytes = new byte[LENGTH];
    RANDOM.nextBytes(bytes);
    return new Generation(SdkBytes.fromByteBuffer(ByteBuffer.wrap(bytes)));
  }

  /** The generation of a part; null if the key is not that of one. */
  static @Nullable Generation of(EntryKey part, String keyAttribute) {
    AttributeValue key = part.attributes().get(keyAttribute);
    int start = ItemAttributes.PART_KEY_PREFIX.length();
    int end = start + 2 * LENGTH;
    if (key == null || key.s() == null || key.s().length() <= end || key.s().charAt(end) != ':') {
      return null;
    }
    try {
      return new Generation(SdkBytes.fromByteArray(HEX.parseHex(key.s().substring(start, end))));
    } catch (IllegalArgumentException notHex) {
      return null;
    }
  }

  /** Where its parts lie, in their order. */
  List<EntryKey> parts(int count, String keyAttribute) {
    String prefix = ItemAttributes.PART_KEY_PREFIX + HEX.formatHex(bytes.asByteArray()) + ":";
    return IntStream.range(0, count)
        .mapToObj(index -> new EntryKey(Map.of(keyAttribute, AttributeValue.fromS(prefix + index))))
        .toList();
  }
}
