package io.github.dynamodbjcache.internal.codec.item;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The size of an item as DynamoDB counts it for its 400 KB limit and for capacity: the UTF-8 bytes
 * of the names plus the size of the values.
 *
 * <p>Strings count their UTF-8 bytes, binaries their bytes, booleans and nulls one, lists and maps
 * three plus one per element, sets the sum of their elements. A number counts about a byte per two
 * significant digits plus one; one more is added here for the sign, so the result is never too
 * small. (Source: Amazon DynamoDB Developer Guide, "DynamoDB item sizes and formats",
 * CapacityUnitCalculations.html.)
 */
public final class ItemSize {

  /** The largest item that DynamoDB takes: 400 KB, 409,600 bytes. */
  public static final int MAX_ITEM_BYTES = 400 * 1024;

  /** The longest partition key that DynamoDB takes, in bytes of its UTF-8 text. */
  public static final int MAX_PARTITION_KEY_BYTES = 2048;

  private static final int CONTAINER_BYTES = 3;
  private static final int MAX_NUMBER_BYTES = 21;

  private ItemSize() {}

  /** The bytes of one item whose attributes are these together. */
  @SafeVarargs
  public static long bytes(Map<String, AttributeValue>... attributes) {
    long sum = 0;
    for (Map<String, AttributeValue> part : attributes) {
      for (Map.Entry<String, AttributeValue> attribute : part.entrySet()) {
        sum += utf8Bytes(attribute.getKey()) + bytes(attribute.getValue());
      }
    }
    return sum;
  }

  /** The length of a well-formed text in UTF-8, without making its bytes. */
  public static int utf8Bytes(String text) {
    int bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // Both halves of a pair make four bytes together.
      bytes += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
    }
    return bytes;
  }

  /** The bytes of one attribute's value. */
  public static long bytes(AttributeValue value) {
    return switch (value.type()) {
      case S -> utf8Bytes(value.s());
      case N -> numberBytes(value.n());
      case B -> value.b().asByteArrayUnsafe().length;
      case BOOL, NUL -> 1;
      case SS -> value.ss().stream().mapToLong(ItemSize::utf8Bytes).sum();
      case NS -> value.ns().stream().mapToLong(ItemSize::numberBytes).sum();
      case BS -> value.bs().stream().mapToLong(b -> b.asByteArrayUnsafe().length).sum();
      case L -> CONTAINER_BYTES + value.l().size() + elements(value.l());
      case M -> CONTAINER_BYTES + value.m().size() + bytes(value.m());
      default -> 0;
    };
  }

  private static long elements(List<AttributeValue> list) {
    long sum = 0;
    for (AttributeValue element : list) {
      sum += bytes(element);
    }
    return sum;
  }

  private static int numberBytes(String number) {
    long digits = 0;
    for (int i = 0; i < number.length(); i++) {
      digits += Character.isDigit(number.charAt(i)) ? 1 : 0;
    }
    return (int) Math.min((digits + 1) / 2 + 2, MAX_NUMBER_BYTES);
  }
}
