package io.github.dynamodbjcache.internal.store;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One way to write each value, so that two which the service holds equal are equal here as well: it
 * compares numbers by what they are worth, and sets without order.
 */
public final class Canonical {

  private static final Comparator<SdkBytes> BY_BYTES =
      (one, other) -> Arrays.compareUnsigned(one.asByteArrayUnsafe(), other.asByteArrayUnsafe());

  private Canonical() {}

  /** The value, written in that way. */
  public static AttributeValue of(AttributeValue value) {
    return switch (value.type()) {
      case N -> isWritten(value.n()) ? value : AttributeValue.fromN(number(value.n()));
      case SS -> AttributeValue.fromSs(value.ss().stream().sorted().toList());
      case NS ->
          AttributeValue.fromNs(value.ns().stream().map(Canonical::number).sorted().toList());
      case BS -> AttributeValue.fromBs(value.bs().stream().sorted(BY_BYTES).toList());
      case L -> AttributeValue.fromL(value.l().stream().map(Canonical::of).toList());
      case M -> AttributeValue.fromM(of(value.m()));
      default -> value;
    };
  }

  /** The values, each written in that way. */
  public static Map<String, AttributeValue> of(Map<String, AttributeValue> values) {
    Map<String, AttributeValue> canonical = new LinkedHashMap<>(values);
    canonical.replaceAll((name, value) -> of(value));
    return canonical;
  }

  /** True if the service holds them equal. */
  public static boolean areEqual(AttributeValue one, AttributeValue other) {
    return one.equals(other) || of(one).equals(of(other));
  }

  /** True of plain whole numbers, as most are: they need not be made again. */
  private static boolean isWritten(String number) {
    int start = number.startsWith("-") ? 1 : 0;
    if (number.length() == start || number.charAt(start) == '0') {
      return number.equals("0");
    }
    for (int i = start; i < number.length(); i++) {
      if (number.charAt(i) < '0' || number.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static String number(String number) {
    BigDecimal value = new BigDecimal(number);
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
