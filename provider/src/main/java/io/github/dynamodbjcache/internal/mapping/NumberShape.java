package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.table.AttributeType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Numbers of one Java type as N, exact in both directions. */
final class NumberShape implements Shape {

  /** A {@code double} keeps any decimal number of 15 digits, a {@code float} of 6. */
  private static final int SAFE_DOUBLE_DIGITS = 15;

  private static final int SAFE_FLOAT_DIGITS = 6;

  /** So many fit into a {@code long}, whatever they are. */
  private static final int LONG_SAFE_CHARACTERS = 18;

  private static final Map<Class<?>, NumberShape> ALL =
      Stream.of(
              new NumberShape(
                  Byte.class, "byte", text -> (byte) integer(text, Byte.MIN_VALUE, Byte.MAX_VALUE)),
              new NumberShape(
                  Short.class,
                  "short",
                  text -> (short) integer(text, Short.MIN_VALUE, Short.MAX_VALUE)),
              new NumberShape(
                  Integer.class,
                  "int",
                  text -> (int) integer(text, Integer.MIN_VALUE, Integer.MAX_VALUE)),
              new NumberShape(
                  Long.class, "long", text -> integer(text, Long.MIN_VALUE, Long.MAX_VALUE)),
              new NumberShape(Float.class, "float", NumberShape::exactFloat),
              new NumberShape(Double.class, "double", NumberShape::exactDouble),
              new NumberShape(
                  BigInteger.class, "BigInteger", text -> Numbers.read(text).toBigIntegerExact()),
              new NumberShape(BigDecimal.class, "BigDecimal", Numbers::read),
              new NumberShape(Number.class, "Number", Numbers::read))
          .collect(Collectors.toUnmodifiableMap(shape -> shape.boxed, shape -> shape));

  private final Class<?> boxed;
  private final String javaType;
  private final Function<String, Number> reading;

  private NumberShape(Class<?> boxed, String javaType, Function<String, Number> reading) {
    this.boxed = boxed;
    this.javaType = javaType;
    this.reading = reading;
  }

  /** The shape of a type of numbers, boxed; null for other types. */
  static @Nullable NumberShape of(Class<?> type) {
    return ALL.get(type);
  }

  /** Numbers of another type as well, if this one holds them exactly. */
  @Override
  public AttributeValue write(Object value, int level) {
    if (!(value instanceof Number number)) {
      throw Misfit.given(shown(), value);
    }
    String text = Numbers.text(number);
    if (number.getClass() != boxed) {
      narrowed(text);
    }
    return AttributeValue.fromN(text);
  }

  @Override
  public Object read(AttributeValue value) {
    String stored = value.n();
    if (stored == null) {
      throw Misfit.type(shown(), value);
    }
    return narrowed(stored);
  }

  private Number narrowed(String text) {
    try {
      return reading.apply(text);
    } catch (ArithmeticException | NumberFormatException tooLargeOrNotWhole) {
      throw new Misfit("is a number that " + javaType + " cannot hold exactly");
    }
  }

  private static long integer(String text, long least, long most) {
    long value = whole(text);
    if (value < least || value > most) {
      throw new ArithmeticException();
    }
    return value;
  }

  private static long whole(String text) {
    int length = text.length();
    boolean isNegative = length > 1 && text.charAt(0) == '-';
    if (length == 0 || length > LONG_SAFE_CHARACTERS) {
      return Numbers.read(text).longValueExact();
    }
    long value = 0;
    for (int i = isNegative ? 1 : 0; i < length; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return Numbers.read(text).longValueExact();
      }
      value = 10 * value + digit;
    }
    return isNegative ? -value : value;
  }

  private static Number exactDouble(String text) {
    double value = Double.parseDouble(text);
    if (text.length() > SAFE_DOUBLE_DIGITS || text.indexOf('E') >= 0) {
      requireSame(text, Double.isFinite(value), value);
    }
    return value;
  }

  private static Number exactFloat(String text) {
    float value = Float.parseFloat(text);
    if (text.length() > SAFE_FLOAT_DIGITS || text.indexOf('E') >= 0) {
      requireSame(text, Float.isFinite(value), value);
    }
    return value;
  }

  private static void requireSame(String text, boolean finite, Number value) {
    if (!finite || new BigDecimal(value.toString()).compareTo(Numbers.read(text)) != 0) {
      throw new ArithmeticException();
    }
  }

  @Override
  public AttributeValue operand(Object value) {
    if (!(value instanceof Number number)) {
      throw Misfit.given(shown(), value);
    }
    return AttributeValue.fromN(Numbers.text(number));
  }

  @Override
  public AttributeType type() {
    return AttributeType.N;
  }

  @Override
  public String shown() {
    return "N (" + javaType + ")";
  }

  @Override
  public boolean keepsNotation() {
    return true;
  }
}
