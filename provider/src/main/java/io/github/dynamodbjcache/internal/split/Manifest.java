package io.github.dynamodbjcache.internal.split;

import io.github.dynamodbjcache.codec.DeserializationLimits;
import io.github.dynamodbjcache.internal.codec.item.ItemAttributes;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.Deadline;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the item of a split entry holds instead of its value: attribute {@code m}, a map of
 *
 * <ul>
 *   <li>{@code g} (B) the generation, under which the parts lie;
 *   <li>{@code n} (N) how many they are;
 *   <li>{@code l} (N) the length of all together;
 *   <li>{@code s} (S) what they make up, {@code S} or {@code B};
 *   <li>{@code c} (N) the CRC-32C of all together;
 *   <li>{@code x} (N) until when the parts are leased, milliseconds since the epoch.
 * </ul>
 */
record Manifest(
    Generation generation, int count, int length, String type, long checksum, Deadline lease) {

  /** The name of the lease in the manifest. */
  static final String LEASE = "x";

  /** More parts than any entry has, so that a hostile manifest cannot ask for more. */
  private static final int MOST_PARTS = 1024;

  private static final int MOST_BYTES = DeserializationLimits.DEFAULT.maxBytes();

  /** True if the entry's item holds a manifest, be it a garbled one. */
  static boolean isIn(@Nullable StoredEntry entry) {
    return entry != null && entry.data().containsKey(ItemAttributes.MANIFEST);
  }

  /** The manifest of an entry; null if it has none that can be read. */
  static @Nullable Manifest of(StoredEntry entry) {
    AttributeValue attribute = entry.data().get(ItemAttributes.MANIFEST);
    if (attribute == null || !attribute.hasM()) {
      return null;
    }
    Map<String, AttributeValue> map = attribute.m();
    SdkBytes generation = map.containsKey("g") ? map.get("g").b() : null;
    String type = map.containsKey("s") ? map.get("s").s() : null;
    long count = number(map.get("n"));
    long length = number(map.get("l"));
    if (generation == null
        || generation.asByteArrayUnsafe().length != Generation.LENGTH
        || type == null
        || !(type.equals(Content.TEXT) || type.equals(Content.BINARY))
        || count < 0
        || count > MOST_PARTS
        || length < 0
        || length > MOST_BYTES) {
      return null;
    }
    return new Manifest(
        new Generation(generation),
        (int) count,
        (int) length,
        type,
        number(map.get("c")),
        Deadline.at(number(map.get(LEASE))));
  }

  /** The data of the entry's item: all but the value, and this in its place. */
  Map<String, AttributeValue> inPlaceOfValue(Map<String, AttributeValue> data) {
    Map<String, AttributeValue> split = new HashMap<>(data);
    split.remove(ItemAttributes.VALUE);
    split.put(
        ItemAttributes.MANIFEST,
        AttributeValue.fromM(
            Map.of(
                "g",
                AttributeValue.fromB(generation.bytes()),
                "n",
                number(count),
                "l",
                number(length),
                "s",
                AttributeValue.fromS(type),
                "c",
                number(checksum),
                LEASE,
                number(lease.epochMillis()))));
    return split;
  }

  /** The content, if those are its bytes; null if they are not. */
  @Nullable Content content(byte[] bytes) {
    Content content = new Content(bytes, type);
    return bytes.length == length && content.checksum() == checksum ? content : null;
  }

  private static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  /** The number, or -1 if there is none. */
  private static long number(@Nullable AttributeValue attribute) {
    try {
      return attribute == null || attribute.n() == null ? -1 : Long.parseLong(attribute.n());
    } catch (NumberFormatException notWhole) {
      return -1;
    }
  }
}
