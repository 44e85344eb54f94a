package io.github.dynamodbjcache.internal.mapping;

import static java.util.Objects.requireNonNull;

import io.github.dynamodbjcache.internal.expression.AttributePath;
import io.github.dynamodbjcache.table.AttributeType;
import io.github.dynamodbjcache.table.InvalidItemException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The values of conditions and updates, each as its place stores it. */
final class Operands {

  private final ItemMapping<?, ?> mapping;

  Operands(ItemMapping<?, ?> mapping) {
    this.mapping = mapping;
  }

  /** True for what is stored as no attribute at all, since DynamoDB has no empty sets. */
  static boolean isStoredAsNothing(@Nullable Object value) {
    return (value instanceof Set<?> set && set.isEmpty())
        || (value instanceof Optional<?> optional && optional.isEmpty());
  }

  /** As the place stores it; null is NULL. */
  AttributeValue stored(AttributePath path, @Nullable Object value) {
    AttributeValue stored = mapping.attribute(path, value);
    if (isDeadline(path) && stored.n() == null && stored.nul() == null) {
      throw InvalidItemException.of(
          path.toString(),
          "is of type "
              + stored.type()
              + ", and the time to live, a number of seconds since the epoch: nothing else expires");
    }
    return stored;
  }

  private boolean isDeadline(AttributePath path) {
    return path.elements().size() == 1
        && path.attribute().equals(mapping.definition().timeToLive());
  }

  /** That place, if nothing may be there. */
  AttributePath removable(AttributePath path) {
    mapping.requireRemovable(path);
    return path;
  }

  /** As an element of what the place stores; null is NULL. */
  AttributeValue element(AttributePath path, @Nullable Object value) {
    return mapping.element(path, value);
  }

  /** As what the place stores is compared with it; null is NULL. */
  AttributeValue compared(AttributePath path, @Nullable Object value) {
    return mapping.operand(path, value);
  }

  /** As what the place stores may contain it; null is NULL. */
  AttributeValue contained(AttributePath path, @Nullable Object value) {
    return mapping.elementOperand(path, value);
  }

  /**
   * Text and bytes as they are, whatever the place makes of them: part of a value is none.
   *
   * @throws IllegalArgumentException for a text that DynamoDB cannot hold
   */
  AttributeValue prefix(AttributePath path, Object prefix) {
    if (prefix instanceof CharSequence text) {
      return at(path, () -> TextShape.wellFormed(text.toString()));
    }
    SdkBytes bytes = BinaryShape.bytes(prefix);
    return bytes == null ? mapping.operand(path, prefix) : AttributeValue.fromB(bytes);
  }

  /**
   * Elements as a set, each once.
   *
   * @param elements one or more
   * @throws IllegalArgumentException if they are not all texts, all numbers or all bytes
   */
  AttributeValue set(AttributePath path, List<AttributeValue> elements) {
    return at(path, () -> requireNonNull(SetShape.of(elements)));
  }

  /**
   * A number, whatever is stored there.
   *
   * @throws IllegalArgumentException if it is none that DynamoDB holds exactly
   */
  static AttributeValue number(AttributePath path, @Nullable Object value) {
    if (!(value instanceof Number number)) {
      throw new IllegalArgumentException(
          path
              + " takes a number, not "
              + (value == null ? "null" : "a " + value.getClass().getName()));
    }
    return at(path, () -> AttributeValue.fromN(Numbers.text(number)));
  }

  private static AttributeValue at(AttributePath path, Supplier<AttributeValue> value) {
    try {
      return value.get();
    } catch (Misfit e) {
      throw new IllegalArgumentException(
          e.at(path).sentence() + "; nothing was sent", e.getCause());
    }
  }

  /**
   * Refuses what the type of the attribute, where it is known, cannot take.
   *
   * @param what what is done with it
   */
  void requireType(AttributePath path, String what, List<AttributeType> types) {
    AttributeType known = path.elements().size() == 1 ? mapping.typeOf(path.attribute()) : null;
    if (known == null && isDeadline(path)) {
      known = AttributeType.N;
    }
    if (known != null && !types.contains(known)) {
      throw new IllegalArgumentException(
          path + " is of type " + known + ", and " + what + " is for " + types);
    }
  }
}
