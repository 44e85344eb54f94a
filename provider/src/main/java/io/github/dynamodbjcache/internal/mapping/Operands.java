package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.internal.expression.AttributePath;
import io.github.dynamodbjcache.table.AttributeType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The values of conditions and updates, each as its place stores it. */
final class Operands {

  private static final AttributeValue NULL = AttributeValue.fromNul(true);
  private static final int MOST_DIGITS = 38;
  private static final int LEAST_EXPONENT = -130;
  private static final int MOST_EXPONENT = 125;

  private final ItemMapping<?, ?> mapping;

  Operands(ItemMapping<?, ?> mapping) {
    this.mapping = mapping;
  }

  /** True for what is stored as no attribute at all, since DynamoDB has no empty sets. */
  static boolean isStoredAsNothing(@Nullable Object value) {
    return value instanceof Set<?> set && set.isEmpty();
  }

  /** As the place stores it; null is NULL. */
  AttributeValue at(AttributePath path, @Nullable Object value) {
    return value == null ? NULL : mapping.attribute(path, value);
  }

  /** As an element of what the place stores; null is NULL. */
  AttributeValue element(AttributePath path, @Nullable Object value) {
    if (isStoredAsNothing(value)) {
      throw new IllegalArgumentException(
          "An element of " + path + " cannot be an empty set: DynamoDB has none");
    }
    return value == null ? NULL : mapping.element(path, value);
  }

  /** Text and bytes as they are, whatever the place makes of them: part of a value is none. */
  AttributeValue prefix(AttributePath path, Object prefix) {
    if (prefix instanceof CharSequence text) {
      return AttributeValue.fromS(text.toString());
    }
    if (prefix instanceof byte[] bytes) {
      return AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
    }
    return prefix instanceof SdkBytes bytes
        ? AttributeValue.fromB(bytes)
        : mapping.attribute(path, prefix);
  }

  /**
   * A number, whatever is stored there.
   *
   * @throws IllegalArgumentException if it is none that DynamoDB holds exactly
   */
  static AttributeValue number(AttributePath path, @Nullable Object value) {
    if (!(value instanceof Number number)) {
      throw new IllegalArgumentException(
          path + ": takes a number, not " + (value == null ? "null" : value.getClass().getName()));
    }
    BigDecimal exact;
    try {
      exact = new BigDecimal(number.toString());
    } catch (NumberFormatException notFinite) {
      throw new IllegalArgumentException(path + ": takes a finite number", notFinite);
    }
    BigDecimal stripped = exact.stripTrailingZeros();
    long exponent = (long) stripped.precision() - stripped.scale() - 1;
    boolean fits =
        stripped.precision() <= MOST_DIGITS
            && exponent >= LEAST_EXPONENT
            && exponent <= MOST_EXPONENT;
    if (stripped.signum() != 0 && !fits) {
      throw new IllegalArgumentException(
          path + ": takes a number of up to 38 digits, from 1E-130 to below 1E126");
    }
    return AttributeValue.fromN(stripped.signum() == 0 ? "0" : stripped.toString());
  }

  /**
   * Refuses what the type of the attribute, where it is known, cannot take.
   *
   * @param what what is done with it
   */
  void requireType(AttributePath path, String what, List<AttributeType> types) {
    AttributeType known = path.elements().size() == 1 ? mapping.typeOf(path.attribute()) : null;
    if (known != null && !types.contains(known)) {
      throw new IllegalArgumentException(
          path + " is of type " + known + ", and " + what + " is for " + types);
    }
  }
}
