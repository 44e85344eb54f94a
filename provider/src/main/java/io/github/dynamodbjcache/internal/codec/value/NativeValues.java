package io.github.dynamodbjcache.internal.codec.value;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.codec.item.ItemAttributes;
import io.github.dynamodbjcache.internal.codec.item.KeyEscapes;
import io.github.dynamodbjcache.internal.codec.item.KeyTags;
import io.github.dynamodbjcache.internal.codec.java.AllowedClasses;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Values that DynamoDB has a type for, exact in both directions: numbers are N where DynamoDB holds
 * them exactly (38 digits, 1E-130 to below 1E126), else S; texts are S, or B in UTF-16 if they are
 * not well-formed; {@code byte[]} is B.
 */
public final class NativeValues {

  private static final int MAX_DIGITS = 38;
  private static final int MIN_EXPONENT = -130;
  private static final int MAX_EXPONENT = 125;

  /** As DynamoDB writes its numbers, without an exponent at the worst. */
  private static final int MAX_NUMBER_LENGTH = 256;

  private static final String BYTES = "bytes";
  private static final String BOOLEAN = "boolean";

  private final AllowedClasses classes;

  public NativeValues(AllowedClasses classes) {
    this.classes = classes;
  }

  /** A value and what {@link ItemAttributes#TYPE} says of it. */
  public record Tagged(String tag, AttributeValue value) {}

  public static boolean isTag(String tag) {
    return Scalars.tags().contains(tag) || tag.equals(KeyTags.ENUM) || tag.equals(KeyTags.CLASS);
  }

  /** The native form of a value; null if its class (exactly) has none. */
  public @Nullable Tagged encode(Object value) {
    if (value instanceof Enum<?> constant) {
      return new Tagged(KeyTags.ENUM, text(classes.enumText(constant)));
    }
    if (value instanceof Class<?> type) {
      return new Tagged(KeyTags.CLASS, text(classes.className(type)));
    }
    Scalar<?> scalar = Scalars.of(value.getClass());
    // A number of very many digits is left to the serializer, which reads its bits.
    return scalar == null || !BigNumbers.isShort(value)
        ? null
        : new Tagged(scalar.tag(), encode(value, scalar));
  }

  private static AttributeValue encode(Object value, Scalar<?> scalar) {
    if (value instanceof byte[] bytes) {
      return AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
    }
    if (value instanceof Boolean bool) {
      return AttributeValue.fromBool(bool);
    }
    BigDecimal number = value instanceof Number n ? exactNumber(n) : null;
    return number == null ? text(scalar.text(value)) : AttributeValue.fromN(number.toString());
  }

  private static AttributeValue text(String text) {
    return KeyEscapes.isWellFormed(text)
        ? AttributeValue.fromS(text)
        : AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(utf16(text)));
  }

  /** By hand, as the JDK's encoders replace lone surrogates. */
  private static byte[] utf16(String text) {
    byte[] bytes = new byte[2 * text.length()];
    for (int i = 0; i < text.length(); i++) {
      bytes[2 * i] = (byte) (text.charAt(i) >> Byte.SIZE);
      bytes[2 * i + 1] = (byte) text.charAt(i);
    }
    return bytes;
  }

  private static String utf16(byte[] bytes) {
    char[] chars = new char[bytes.length / 2];
    for (int i = 0; i < chars.length; i++) {
      chars[i] = (char) ((bytes[2 * i] << Byte.SIZE) | (bytes[2 * i + 1] & 0xff));
    }
    return new String(chars);
  }

  /** The number, if what DynamoDB makes of it can be turned back into exactly the same. */
  private static @Nullable BigDecimal exactNumber(Number number) {
    BigDecimal exact = asDecimal(number);
    if (exact == null || exact.signum() == 0) {
      return exact;
    }
    BigDecimal stripped = exact.stripTrailingZeros();
    int exponent = stripped.precision() - stripped.scale() - 1;
    boolean fits =
        stripped.precision() <= MAX_DIGITS && exponent >= MIN_EXPONENT && exponent <= MAX_EXPONENT;
    return fits ? exact : null;
  }

  private static @Nullable BigDecimal asDecimal(Number number) {
    if (number instanceof BigDecimal decimal) {
      // DynamoDB drops trailing zeros, and with them the scale.
      return decimal.scale() == Math.max(0, decimal.stripTrailingZeros().scale()) ? decimal : null;
    }
    if (number instanceof BigInteger integer) {
      return new BigDecimal(integer);
    }
    if (number instanceof Double || number instanceof Float) {
      double value = number.doubleValue();
      boolean negativeZero = value == 0 && Double.doubleToRawLongBits(value) != 0;
      return Double.isFinite(value) && !negativeZero ? new BigDecimal(number.toString()) : null;
    }
    return BigDecimal.valueOf(number.longValue());
  }

  private static BigDecimal withoutTrailingZeros(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** The value that was written with that tag; any RuntimeException if it was not. */
  public Object decode(String tag, AttributeValue value) {
    return switch (value.type()) {
      case N -> number(tag, value.n());
      case S -> text(tag, value.s());
      case B -> tag.equals(BYTES) ? value.b().asByteArray() : text(tag, oddText(value.b()));
      case BOOL -> bool(tag, value.bool());
      default -> throw unexpected(tag, value.type().name());
    };
  }

  private static Object bool(String tag, boolean value) {
    if (!tag.equals(BOOLEAN)) {
      throw unexpected(tag, "BOOL");
    }
    return value;
  }

  private static String oddText(SdkBytes bytes) {
    byte[] utf16 = bytes.asByteArrayUnsafe();
    if (utf16.length % 2 != 0) {
      throw new IllegalArgumentException("half a character");
    }
    return utf16(utf16);
  }

  private Object text(String tag, String text) {
    if (tag.equals(KeyTags.ENUM)) {
      return classes.enumConstant(text);
    }
    if (tag.equals(KeyTags.CLASS)) {
      return classes.load(text);
    }
    Scalar<?> scalar = Scalars.tagged(tag);
    if (scalar == null || tag.equals(BYTES) || tag.equals(BOOLEAN)) {
      throw unexpected(tag, "S");
    }
    return scalar.read().apply(text);
  }

  private static Object number(String tag, String number) {
    return switch (tag) {
      case "byte" -> decimal(number).byteValueExact();
      case "short" -> decimal(number).shortValueExact();
      case "int" -> decimal(number).intValueExact();
      case "long" -> decimal(number).longValueExact();
      case "float" -> Float.valueOf(number);
      case "double" -> Double.valueOf(number);
      case "bigint" -> decimal(number).toBigIntegerExact();
      case "decimal" -> withoutTrailingZeros(decimal(number));
      default -> throw unexpected(tag, "N");
    };
  }

  /**
   * A number in DynamoDB's range: no exponent of another's could take all memory.
   *
   * @throws IllegalArgumentException if DynamoDB would never hold it
   */
  public static BigDecimal decimal(String number) {
    if (number.length() > MAX_NUMBER_LENGTH) {
      throw new IllegalArgumentException("longer than any number of DynamoDB's");
    }
    BigDecimal decimal = new BigDecimal(number);
    if (Math.abs((long) decimal.scale()) > MAX_NUMBER_LENGTH) {
      throw new IllegalArgumentException("an exponent beyond DynamoDB's");
    }
    return decimal;
  }

  private static CodecException unexpected(String tag, String found) {
    return new CodecException(
        "A value of the type \""
            + tag
            + "\" is not stored as "
            + found
            + ": another application has changed the item.");
  }
}
