package io.github.dynamodbjcache.internal.settings.reading;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a value that stands in a file becomes one of Java; null for what is no such value.
 *
 * @param <T> what it becomes
 */
public final class Conversion<T> {

  private static final String PATH = "value";
  private static final Pattern WITHOUT_UNIT = Pattern.compile("[0-9.]+");
  private static final Pattern ZERO = Pattern.compile("[0.]+");
  private static final Pattern ISO_8601 = Pattern.compile("[-+]?[pP]");

  /** Words such as {@code yes} and {@code off} as well, as HOCON has it. */
  public static final Conversion<Boolean> TRUTH =
      new Conversion<>((value, loader) -> read(value, Config::getBoolean));

  /** A number without a fraction that an int holds. */
  public static final Conversion<Integer> WHOLE_NUMBER =
      new Conversion<>((value, loader) -> toWholeNumber(value));

  /** A number without a fraction that a long holds. */
  public static final Conversion<Long> LONG_NUMBER =
      new Conversion<>((value, loader) -> toLongNumber(value));

  /** A number, perhaps with a fraction. */
  public static final Conversion<Double> NUMBER =
      new Conversion<>((value, loader) -> read(value, Config::getDouble));

  /** A size, in bytes. */
  public static final Conversion<Long> BYTES =
      new Conversion<>((value, loader) -> read(value, Config::getBytes));

  /** A number without a unit is no duration, since few would expect it to be milliseconds. */
  public static final Conversion<Duration> DURATION =
      new Conversion<>((value, loader) -> toDuration(value));

  /** The class of that name; the one of its objects for the name of a primitive type. */
  public static final Conversion<Class<?>> TYPE = new Conversion<>(Conversion::toType);

  private static final Map<String, Class<?>> BOXED =
      Map.of(
          "boolean", Boolean.class,
          "byte", Byte.class,
          "char", Character.class,
          "double", Double.class,
          "float", Float.class,
          "int", Integer.class,
          "long", Long.class,
          "short", Short.class);

  private final BiFunction<ConfigValue, ClassLoader, @Nullable T> function;

  private Conversion(BiFunction<ConfigValue, ClassLoader, @Nullable T> function) {
    this.function = function;
  }

  @Nullable T of(ConfigValue value, ClassLoader loader) {
    return function.apply(value, loader);
  }

  static boolean isDuration(ConfigValue value) {
    return toDuration(value) != null;
  }

  static @Nullable String toText(ConfigValue value) {
    return switch (value.valueType()) {
      case STRING, NUMBER, BOOLEAN -> String.valueOf(value.unwrapped());
      case LIST, OBJECT, NULL -> null;
    };
  }

  private static @Nullable Integer toWholeNumber(ConfigValue value) {
    try {
      String text = toText(value);
      return text == null ? null : new BigDecimal(text.trim()).intValueExact();
    } catch (ArithmeticException | NumberFormatException notWhole) {
      return null;
    }
  }

  private static @Nullable Long toLongNumber(ConfigValue value) {
    try {
      String text = toText(value);
      return text == null ? null : new BigDecimal(text.trim()).longValueExact();
    } catch (ArithmeticException | NumberFormatException notWhole) {
      return null;
    }
  }

  private static @Nullable Duration toDuration(ConfigValue value) {
    String text = toText(value);
    if (text == null || isWithoutUnit(text.trim())) {
      return null;
    }
    return ISO_8601.matcher(text.trim()).lookingAt()
        ? toIsoDuration(text.trim())
        : read(value, Config::getDuration);
  }

  private static @Nullable Duration toIsoDuration(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException notSuch) {
      return null;
    }
  }

  private static @Nullable Class<?> toType(ConfigValue value, ClassLoader loader) {
    try {
      String name = toText(value);
      if (name == null) {
        return null;
      }
      Class<?> boxed = BOXED.get(name);
      return boxed == null ? Class.forName(name, false, loader) : boxed;
    } catch (ClassNotFoundException | LinkageError notLoaded) {
      return null;
    }
  }

  private static boolean isWithoutUnit(String text) {
    return WITHOUT_UNIT.matcher(text).matches() && !ZERO.matcher(text).matches();
  }

  private static <T> @Nullable T read(ConfigValue value, Getter<T> getter) {
    try {
      return getter.get(value.atKey(PATH), PATH);
    } catch (ConfigException notSuch) {
      return null;
    }
  }

  /** One of {@link Config}'s getters. */
  private interface Getter<T> {
    T get(Config config, String path);
  }
}
