package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.internal.codec.item.ItemSize;
import io.github.dynamodbjcache.table.AttributeType;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a key attribute is for, in a table or an index, and how many bytes it may have.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">
 *     Quotas and limitations</a>
 */
public enum KeyRole {
  /** It tells the partition. */
  PARTITION("partition key", ItemSize.MAX_PARTITION_KEY_BYTES),
  /** It orders the items of a partition. */
  SORT("sort key", 1024);

  private final String shown;
  private final int mostBytes;

  KeyRole(String shown, int mostBytes) {
    this.shown = shown;
    this.mostBytes = mostBytes;
  }

  /** As messages call an attribute of that role. */
  String shown(String attribute) {
    return "the " + shown + " \"" + attribute + "\"";
  }

  /**
   * The value of a key attribute.
   *
   * @param type of the attribute: S, N or B
   * @throws Misfit if the service takes no such value there
   */
  AttributeValue required(AttributeType type, @Nullable AttributeValue value) {
    if (value == null || Boolean.TRUE.equals(value.nul())) {
      throw new Misfit("is null or empty");
    }
    if (!value.type().name().equals(type.name())) {
      throw Misfit.type(type.name(), value);
    }
    int bytes =
        switch (type) {
          case S -> ItemSize.utf8Bytes(value.s());
          case B -> value.b().asByteArrayUnsafe().length;
          default -> 1;
        };
    if (bytes == 0) {
      throw new Misfit("is empty, which no key can be");
    }
    if (bytes > mostBytes) {
      throw new Misfit("takes " + bytes + " bytes, and DynamoDB's limit for one is " + mostBytes);
    }
    return value;
  }
}
