package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.internal.codec.item.ItemSize;
import io.github.dynamodbjcache.internal.codec.item.KeyEscapes;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What DynamoDB takes of names and of whole items.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">
 *     Quotas and limitations</a>
 */
final class Limits {

  /** Of attributes that are no keys, and of names within maps. */
  private static final int MOST_NAME_BYTES = 65_535;

  /** More than any key takes, with its names. */
  private static final int KEY_BYTES = 4096;

  private static final long MOST_BYTES_OF_CHAR = 3;
  private static final long MOST_NUMBER_BYTES = 21;

  private Limits() {}

  /** Refuses a name that the service refuses, or that would arrive as another one. */
  static String name(@Nullable String name) {
    if (name == null) {
      throw new Misfit("has null for a name within it, which DynamoDB does not have");
    }
    if (name.isEmpty()) {
      throw new Misfit("has an empty name within it, which DynamoDB does not take");
    }
    if (!KeyEscapes.isWellFormed(name)) {
      throw new Misfit("has a name with half a character in it, which DynamoDB cannot hold");
    }
    if (name.length() > MOST_NAME_BYTES / 3 && ItemSize.utf8Bytes(name) > MOST_NAME_BYTES) {
      throw new Misfit("has a name of more than " + MOST_NAME_BYTES + " bytes, DynamoDB's limit");
    }
    return name;
  }

  /**
   * Refuses an item that is too large.
   *
   * @param added the bytes that the store adds to it
   */
  static void requireSize(
      Map<String, AttributeValue> key, Map<String, AttributeValue> data, int added) {
    if (certainlyFits(data, ItemSize.MAX_ITEM_BYTES - KEY_BYTES - added)) {
      return;
    }
    long size = ItemSize.bytes(key, data) + added;
    if (size <= ItemSize.MAX_ITEM_BYTES) {
      return;
    }
    Map.Entry<String, AttributeValue> largest =
        data.entrySet().stream()
            .max(Map.Entry.comparingByValue(java.util.Comparator.comparing(ItemSize::bytes)))
            .orElseThrow();
    throw new Misfit(
            "takes "
                + ItemSize.bytes(largest.getValue())
                + " bytes of an item of "
                + size
                + ", and DynamoDB's limit is "
                + ItemSize.MAX_ITEM_BYTES)
        .in(largest.getKey());
  }

  /** By the lengths of texts alone, without a look at what is in them: most items are small. */
  private static boolean certainlyFits(Map<String, AttributeValue> data, long most) {
    long size = 0;
    for (Map.Entry<String, AttributeValue> each : data.entrySet()) {
      AttributeValue value = each.getValue();
      size += MOST_BYTES_OF_CHAR * each.getKey().length();
      size +=
          switch (value.type()) {
            case S -> MOST_BYTES_OF_CHAR * value.s().length();
            case N -> MOST_NUMBER_BYTES;
            default -> ItemSize.bytes(value);
          };
    }
    return size <= most;
  }
}
