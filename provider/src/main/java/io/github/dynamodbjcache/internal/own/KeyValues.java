package io.github.dynamodbjcache.internal.own;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.expression.AttributePath;
import io.github.dynamodbjcache.internal.mapping.ItemMapping;
import io.github.dynamodbjcache.internal.mapping.ItemMapping.KeyPart;
import io.github.dynamodbjcache.table.InvalidItemException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Values of key attributes, checked for what the service would refuse. */
final class KeyValues {

  private KeyValues() {}

  /**
   * A value as its key attribute has it.
   *
   * @throws IllegalArgumentException if it is of another type, or no key can be that
   */
  static AttributeValue of(ItemMapping<?, ?> mapping, KeyPart part, @Nullable Object value) {
    try {
      AttributeValue attribute = mapping.attribute(AttributePath.of(part.name()), value);
      if (value == null || attribute == null) {
        throw new IllegalArgumentException("key attribute " + part.name() + " cannot be null");
      }
      return checked(part, attribute);
    } catch (InvalidItemException | CodecException unfit) {
      throw new IllegalArgumentException("key attribute " + unfit.getMessage(), unfit);
    }
  }

  /** That value, if the key attribute can have it. */
  static AttributeValue checked(KeyPart part, AttributeValue value) {
    String type = value.type().toString();
    if (!type.equals(part.type().name())) {
      throw new IllegalArgumentException(
          "key attribute " + part.name() + " is of type " + part.type() + ", not " + type);
    }
    boolean isEmpty =
        value.s() != null
            ? value.s().isEmpty()
            : value.b() != null && value.b().asByteArrayUnsafe().length == 0;
    if (isEmpty) {
      throw new IllegalArgumentException("key attribute " + part.name() + " cannot be empty");
    }
    return value;
  }
}
