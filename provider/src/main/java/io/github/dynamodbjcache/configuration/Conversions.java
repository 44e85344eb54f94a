package io.github.dynamodbjcache.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values of the file as those of Java; null for what is no such value. */
final class Conversions {

  private static final String PATH = "value";
  private static final Pattern WITHOUT_UNIT = Pattern.compile("[0-9.]+");
  private static final Pattern ZERO = Pattern.compile("[0.]+");

  private Conversions() {}

  static @Nullable String toText(ConfigValue value) {
    return switch (value.valueType()) {
      case STRING, NUMBER, BOOLEAN -> String.valueOf(value.unwrapped());
      case LIST, OBJECT, NULL -> null;
    };
  }

  /** Words such as {@code yes} and {@code off} as well, as HOCON has it. */
  static @Nullable Boolean toTruth(ConfigValue value) {
    return read(value, Config::getBoolean);
  }

  static @Nullable Long toWholeNumber(ConfigValue value) {
    try {
      String text = toText(value);
      return text == null ? null : new BigDecimal(text.trim()).longValueExact();
    } catch (ArithmeticException | NumberFormatException notWhole) {
      return null;
    }
  }

  static @Nullable Long toBytes(ConfigValue value) {
    return read(value, Config::getBytes);
  }

  /** A number without a unit is no duration, since few would expect it to be milliseconds. */
  static @Nullable Duration toDuration(ConfigValue value) {
    String text = toText(value);
    return text == null || isWithoutUnit(text.trim()) ? null : read(value, Config::getDuration);
  }

  static @Nullable Class<?> toType(ConfigValue value, ClassLoader loader) {
    try {
      String name = toText(value);
      return name == null ? null : Class.forName(name, false, loader);
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
