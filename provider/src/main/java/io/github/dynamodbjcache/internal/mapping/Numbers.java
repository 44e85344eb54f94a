package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.internal.codec.value.NativeValues;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers as DynamoDB holds them: 38 significant digits, from 1E-130 to below 1E126. What it cannot
 * hold exactly is refused, never rounded.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">
 *     Quotas and limitations</a>
 */
final class Numbers {

  private static final int MOST_DIGITS = 38;
  private static final int LOWEST_EXPONENT = -130;
  private static final int HIGHEST_EXPONENT = 125;

  /** More bits have only numbers out of range, or those that are zeros for the most part. */
  private static final int MOST_BITS = 4096;

  private Numbers() {}

  /** The one text of a number, however it is written: keys, and elements of sets. */
  static String text(Number number) {
    if (isIntegral(number)) {
      return Long.toString(number.longValue());
    }
    if (number instanceof Double || number instanceof Float) {
      String shortest = number.toString();
      if (isPlain(shortest)) {
        return shortest;
      }
    }
    return normal(number).toString();
  }

  /** True for a fraction without exponent or needless zeros, as most of the JDK's texts are. */
  private static boolean isPlain(String shortest) {
    char last = shortest.charAt(shortest.length() - 1);
    return last > '0' && last <= '9' && shortest.indexOf('E') < 0;
  }

  static boolean isIntegral(Number number) {
    return number instanceof Integer
        || number instanceof Long
        || number instanceof Short
        || number instanceof Byte
        || number instanceof AtomicInteger
        || number instanceof AtomicLong;
  }

  /**
   * The number without trailing zeros behind its point, so that those that are numerically equal
   * are equal.
   *
   * @throws Misfit if DynamoDB cannot hold it
   */
  static BigDecimal normal(Number number) {
    BigDecimal exact = exact(number);
    if (exact.signum() == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal stripped = exact.stripTrailingZeros();
    long exponent = (long) stripped.precision() - stripped.scale() - 1;
    if (stripped.precision() > MOST_DIGITS) {
      throw new Misfit("is a number of more than " + MOST_DIGITS + " digits, DynamoDB's limit");
    }
    if (exponent < LOWEST_EXPONENT || exponent > HIGHEST_EXPONENT) {
      throw new Misfit("is a number beyond DynamoDB's, which go from 1E-130 to below 1E126");
    }
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  private static BigDecimal exact(Number number) {
    if (isIntegral(number)) {
      return BigDecimal.valueOf(number.longValue());
    }
    if (number instanceof BigDecimal decimal) {
      if (decimal.precision() > MOST_DIGITS) {
        requireShort(decimal.unscaledValue());
      }
      return decimal;
    }
    if (number instanceof BigInteger integer) {
      requireShort(integer);
      return new BigDecimal(integer);
    }
    if (number instanceof Double || number instanceof Float) {
      if (!Double.isFinite(number.doubleValue())) {
        throw new Misfit("is not a number, or infinite, which DynamoDB cannot hold");
      }
      return new BigDecimal(number.toString());
    }
    throw Misfit.given("a number of the JDK's", number);
  }

  private static void requireShort(BigInteger digits) {
    if (digits.bitLength() > MOST_BITS) {
      throw new Misfit("is a number of more than " + MOST_DIGITS + " digits, DynamoDB's limit");
    }
  }

  /** A stored number. */
  static BigDecimal read(String stored) {
    try {
      return normal(NativeValues.decimal(stored));
    } catch (IllegalArgumentException notDynamoDbs) {
      throw new Misfit("is no number of DynamoDB's");
    }
  }
}
