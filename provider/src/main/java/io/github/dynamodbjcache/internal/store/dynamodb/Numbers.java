package io.github.dynamodbjcache.internal.store.dynamodb;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Whole numbers as attributes. */
final class Numbers {

  private Numbers() {}

  static AttributeValue of(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  /** The number; null if there is none, or one that is not whole or beyond a long. */
  static @Nullable Long whole(@Nullable AttributeValue attribute) {
    if (attribute == null || attribute.n() == null) {
      return null;
    }
    try {
      return new BigDecimal(attribute.n()).longValueExact();
    } catch (ArithmeticException notWhole) {
      return null;
    }
  }
}
