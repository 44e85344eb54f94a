package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.internal.codec.item.ItemSize;
import io.github.dynamodbjcache.table.AttributeType;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One part of a key as an attribute.
 *
 * @param role of the attribute
 * @param name of the attribute
 * @param type of the attribute: S, N or B
 * @param shape how the part is that attribute
 */
record KeyAttribute(KeyRole role, String name, AttributeType type, Shape shape) {

  private static final int MOST_NAME_BYTES = 255;

  /** Refuses a name that no key attribute has. */
  KeyAttribute {
    if (name.isEmpty() || ItemSize.utf8Bytes(name) > MOST_NAME_BYTES) {
      throw new Misfit("is no name of a key attribute: 1 to 255 bytes");
    }
  }

  /**
   * The attribute of a part.
   *
   * @throws IllegalArgumentException if it is none
   */
  AttributeValue write(@Nullable Object part) {
    try {
      return role.required(type, part == null ? null : shape.write(part, /* level= */ 1));
    } catch (Misfit e) {
      throw new IllegalArgumentException(this + " " + e.getMessage(), e.getCause());
    }
  }

  /** The same of a part that was read of that attribute, which may have to be written anew. */
  AttributeValue write(Object part, @Nullable AttributeValue read) {
    if (!shape.keepsNotation()) {
      return write(part);
    }
    try {
      return role.required(type, read);
    } catch (Misfit e) {
      throw new IllegalArgumentException(this + " " + e.getMessage(), e.getCause());
    }
  }

  private void requireType(AttributeValue value) {
    if (!value.type().name().equals(type.name())) {
      throw Misfit.type(type.name(), value);
    }
  }

  /** The part that an attribute holds. */
  Object read(@Nullable AttributeValue stored) {
    try {
      if (stored == null) {
        throw new Misfit("is missing, which is part of the key");
      }
      requireType(stored);
      return shape.read(stored);
    } catch (Misfit e) {
      throw e.in(name);
    }
  }

  /** Refuses what this mapping would write otherwise: by such a part nothing could be found. */
  void requireWritten(AttributeValue stored, Object part) {
    if (!shape.keepsNotation() && !same(stored, write(part))) {
      throw new Misfit(
              "is not written as this mapping writes its key, so that nothing could be found by"
                  + " it: declare the key as a String")
          .in(name);
    }
  }

  /** True if both are the same key; numbers by their value. */
  boolean same(AttributeValue one, @Nullable AttributeValue key) {
    return one.equals(key)
        || (key != null
            && key.n() != null
            && one.n() != null
            && Numbers.read(one.n()).equals(Numbers.read(key.n())));
  }

  /** Its role and name. */
  @Override
  public String toString() {
    return role.shown(name);
  }
}
