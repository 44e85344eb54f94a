package io.github.dynamodbjcache.internal.expression;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Attribute values as plain Java objects that are equal where the service holds them equal. */
final class Values {

  private Values() {}

  /** A number as it is worth. */
  record Number(BigDecimal value) {}

  /** DynamoDB's NULL. */
  private enum Null {
    NULL
  }

  static Map<String, Object> canonical(Map<String, AttributeValue> item) {
    Map<String, Object> canonical = new HashMap<>();
    item.forEach((name, value) -> canonical.put(name, canonical(value)));
    return canonical;
  }

  static Object canonical(AttributeValue value) {
    return switch (value.type()) {
      case S -> value.s();
      case N -> number(value.n());
      case B -> value.b();
      case BOOL -> value.bool();
      case NUL -> Null.NULL;
      case SS -> Set.copyOf(value.ss());
      case NS -> new HashSet<>(value.ns().stream().map(Values::number).toList());
      case BS -> Set.copyOf(value.bs());
      case L -> value.l().stream().map(Values::canonical).toList();
      case M -> canonical(value.m());
      default -> throw new IllegalArgumentException(value.toString());
    };
  }

  private static Number number(String number) {
    BigDecimal value = new BigDecimal(number);
    return new Number(value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros());
  }

  /** The order of two values of one type that has one; null where there is none. */
  static @Nullable Integer order(Object one, Object other) {
    if (one instanceof String a && other instanceof String b) {
      return Arrays.compareUnsigned(utf8(a), utf8(b));
    }
    if (one instanceof Number a && other instanceof Number b) {
      return a.value().compareTo(b.value());
    }
    if (one instanceof SdkBytes a && other instanceof SdkBytes b) {
      return Arrays.compareUnsigned(a.asByteArray(), b.asByteArray());
    }
    return null;
  }

  /** What {@code size} makes of a value; null where it makes nothing. */
  static @Nullable Object size(Object value) {
    if (value instanceof String text) {
      return number(String.valueOf(text.length()));
    }
    if (value instanceof SdkBytes bytes) {
      return number(String.valueOf(bytes.asByteArray().length));
    }
    if (value instanceof Set<?> set) {
      return number(String.valueOf(set.size()));
    }
    if (value instanceof List<?> list) {
      return number(String.valueOf(list.size()));
    }
    return value instanceof Map<?, ?> map ? number(String.valueOf(map.size())) : null;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
