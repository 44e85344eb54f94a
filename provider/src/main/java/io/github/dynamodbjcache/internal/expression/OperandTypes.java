package io.github.dynamodbjcache.internal.expression;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue.Type;

/**
 * What the service refuses of values for what they are, whatever is in the item: seen on DynamoDB
 * Local 3.3.1. Messages name the place, never a value.
 */
final class OperandTypes {

  private static final Set<Type> ORDERED = Set.of(Type.S, Type.N, Type.B);

  private OperandTypes() {}

  static void requireOrder(AttributePath path, String operator, AttributeValue value) {
    if (!ORDERED.contains(value.type())) {
      throw new IllegalArgumentException(
          path + " " + operator + " takes text, a number or bytes, not " + letters(value));
    }
  }

  static void requireTextOrBytes(AttributePath path, AttributeValue prefix) {
    if (prefix.type() != Type.S && prefix.type() != Type.B) {
      throw new IllegalArgumentException(
          path + " begins_with takes text or bytes, not " + letters(prefix));
    }
  }

  static void requireRange(AttributePath path, AttributeValue low, AttributeValue high) {
    requireOrder(path, "BETWEEN", low);
    requireOrder(path, "BETWEEN", high);
    if (low.type() != high.type()) {
      throw new IllegalArgumentException(
          path + " BETWEEN takes two of one type, not " + low.type() + " and " + high.type());
    }
    if (compare(low, high) > 0) {
      throw new IllegalArgumentException(
          path
              + " BETWEEN takes the lower bound first, and its first one is greater than its second");
    }
  }

  /** As DynamoDB's pages call its types. */
  private static String letters(AttributeValue value) {
    return value.type() == Type.NUL ? "NULL" : value.type().name();
  }

  /** In the order of sort keys: numbers by value, texts by their UTF-8, bytes unsigned. */
  private static int compare(AttributeValue low, AttributeValue high) {
    return switch (low.type()) {
      case N -> new BigDecimal(low.n()).compareTo(new BigDecimal(high.n()));
      case S -> Arrays.compareUnsigned(utf8(low), utf8(high));
      default -> Arrays.compareUnsigned(low.b().asByteArrayUnsafe(), high.b().asByteArrayUnsafe());
    };
  }

  private static byte[] utf8(AttributeValue text) {
    return text.s().getBytes(StandardCharsets.UTF_8);
  }
}
