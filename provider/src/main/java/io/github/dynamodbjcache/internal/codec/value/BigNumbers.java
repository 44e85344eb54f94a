package io.github.dynamodbjcache.internal.codec.value;

import io.github.dynamodbjcache.codec.CodecException;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Numbers without a limit of their own, as texts of a limited length: the JDK's time for reading
 * decimal digits grows with the square of their number.
 */
final class BigNumbers {

  /** Reading as many takes about a millisecond. */
  static final int MAX_DIGITS = 10_000;

  /** Digits, sign, point and exponent. */
  private static final int MAX_TEXT = MAX_DIGITS + 20;

  private static final double BITS_PER_DIGIT = 3.33;

  private BigNumbers() {}

  /** True for a number of so few digits that its text is read in no time, and for other classes. */
  static boolean isShort(Object value) {
    if (value instanceof BigDecimal decimal) {
      return isShort(decimal.unscaledValue());
    }
    return !(value instanceof BigInteger integer)
        || integer.bitLength() < MAX_DIGITS * BITS_PER_DIGIT - BITS_PER_DIGIT;
  }

  static String text(BigInteger integer) {
    requireShort(integer);
    return integer.toString();
  }

  static String text(BigDecimal decimal) {
    requireShort(decimal);
    return decimal.toString();
  }

  static BigInteger readInteger(String text) {
    return new BigInteger(requireShort(text));
  }

  static BigDecimal readDecimal(String text) {
    return new BigDecimal(requireShort(text));
  }

  private static void requireShort(Number number) {
    if (!isShort(number)) {
      throw tooLong();
    }
  }

  private static String requireShort(String text) {
    if (text.length() > MAX_TEXT) {
      throw tooLong();
    }
    return text;
  }

  private static CodecException tooLong() {
    return new CodecException("A number has more than " + MAX_DIGITS + " digits.");
  }
}
