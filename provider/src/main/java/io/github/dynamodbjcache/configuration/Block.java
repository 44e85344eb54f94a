package io.github.dynamodbjcache.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One block of the configuration, read key by key. The keys that were asked for are the valid ones;
 * {@link #refuseUnknownKeys} tells of the others.
 *
 * <p>A value that is refused goes to the {@link Problems}; the reader gets some valid one instead
 * and goes on, so that all problems show at once. Null in the file is the same as no value.
 */
final class Block {

  private final List<String> path;
  private final ConfigObject object;
  private final Problems problems;
  private final Set<String> known = new LinkedHashSet<>();

  Block(List<String> path, ConfigObject object, Problems problems) {
    this.path = List.copyOf(path);
    this.object = object;
    this.problems = problems;
  }

  /** The block at a key; an empty one if there is none. */
  Block block(String key) {
    ConfigValue value = find(key);
    List<String> inner = new ArrayList<>(path);
    inner.add(key);
    if (value instanceof ConfigObject there) {
      return new Block(inner, there, problems);
    }
    if (value != null) {
      refuse(key, "needs a block: " + key + " { ... }");
    }
    return new Block(inner, ConfigFactory.empty().root(), problems);
  }

  /** What the block holds, as it was read. */
  ConfigObject object() {
    return object;
  }

  /** The keys that the block has, asked for or not. */
  Set<String> keys() {
    return object.keySet();
  }

  boolean has(String key) {
    return find(key) != null;
  }

  /** The text at a key, or null if there is none. */
  @Nullable String text(String key) {
    ConfigValue value = find(key);
    return value == null ? null : text(key, value);
  }

  /** The text at a key, or null if there is none or if it is not valid. */
  @Nullable String text(String key, Predicate<String> valid, String need) {
    String text = text(key);
    if (text == null || valid.test(text)) {
      return text;
    }
    refuse(key, need);
    return null;
  }

  /** The truth at a key; words such as {@code yes} and {@code off} as well, as HOCON has it. */
  boolean flag(String key) {
    return Boolean.TRUE.equals(read(key, Config::getBoolean, "needs true or false"));
  }

  /** The whole number at a key, within bounds. */
  int number(String key, int least, int most) {
    ConfigValue value = find(key);
    if (value != null) {
      try {
        long number = new BigDecimal(String.valueOf(value.unwrapped()).trim()).longValueExact();
        if (number >= least && number <= most) {
          return (int) number;
        }
      } catch (ArithmeticException | NumberFormatException notWhole) {
        // refused below, as a number out of bounds is
      }
    }
    refuse(key, "needs a whole number from " + least + " to " + most);
    return least;
  }

  /** The size at a key, in bytes. */
  long bytes(String key) {
    Long bytes = read(key, Config::getBytes, "needs a size such as 1KiB");
    return bytes == null ? 0 : bytes;
  }

  /** The duration at a key, within bounds. */
  Duration duration(String key, Duration least, Duration most) {
    ConfigValue value = find(key);
    Duration duration = value == null ? null : duration(value);
    if (duration == null) {
      refuse(key, "needs a duration with its unit, such as 500ms, 5s, 2m, 1h or 7d");
      return least;
    }
    if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
      refuse(key, "needs a duration from " + shown(least) + " to " + shown(most));
      return least;
    }
    return duration;
  }

  /** The lifetime at a key: a duration or {@code eternal}; null if there is none. */
  javax.cache.expiry.@Nullable Duration lifetime(String key) {
    ConfigValue value = find(key);
    if (value == null) {
      return null;
    }
    if ("eternal".equals(value.unwrapped())) {
      return javax.cache.expiry.Duration.ETERNAL;
    }
    Duration duration = duration(value);
    if (duration == null || duration.isNegative()) {
      refuse(
          key,
          "needs eternal or a duration with its unit, such as 500ms, 5s, 2m, 1h or 7d, not"
              + " negative");
      return javax.cache.expiry.Duration.ETERNAL;
    }
    return Lifetimes.of(duration);
  }

  /** The constant that the word at a key names, in lower case with {@code -}. */
  <E extends Enum<E>> E word(String key, Class<E> type) {
    E[] constants = type.getEnumConstants();
    String text = text(key);
    for (E constant : constants) {
      if (word(constant).equals(text)) {
        return constant;
      }
    }
    refuseWord(key, text, Stream.of(constants).map(Block::word).toList());
    return constants[0];
  }

  /** The class that the text at a key names; {@code Object} if there is no such class. */
  Class<?> type(String key, ClassLoader loader) {
    String name = text(key);
    if (name != null) {
      try {
        return Class.forName(name, false, loader);
      } catch (ClassNotFoundException | LinkageError notLoaded) {
        // refused below, as a missing name is
      }
    }
    refuse(
        key,
        "needs the full name of a class that the cache manager's class loader finds, such as"
            + " java.lang.String");
    return Object.class;
  }

  /** The texts of the list at a key; a single text, as properties hold it, is split at commas. */
  List<String> texts(String key) {
    ConfigValue value = find(key);
    if (value instanceof ConfigList list) {
      return list.stream().map(element -> text(key, element)).toList();
    }
    if (value != null && value.valueType() == ConfigValueType.STRING) {
      return Arrays.stream(text(key, value).split(",", -1))
          .map(String::trim)
          .filter(text -> !text.isEmpty())
          .toList();
    }
    if (value != null) {
      refuse(key, "needs a list: [a, b]");
    }
    return List.of();
  }

  /** The keys and texts of the block at a key. */
  Map<String, String> pairs(String key) {
    Block pairs = block(key);
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : new TreeSet<>(pairs.keys())) {
      String text = pairs.text(name);
      if (text != null) {
        texts.put(name, text);
      }
    }
    return texts;
  }

  /** Tells that what stands at a key is refused, and what would be valid. */
  void refuse(String key, String need) {
    ConfigValue value = object.get(key);
    problems.add(value == null ? object.origin() : value.origin(), key, shown(key) + " " + need);
  }

  /** Tells that the word at a key is none of the valid ones. */
  void refuseWord(String key, @Nullable String given, List<String> words) {
    String nearest =
        given == null
            ? ""
            : NearestWord.to(given, words).map(word -> "; did you mean " + word + "?").orElse("");
    refuse(key, "needs one of " + String.join(", ", words) + nearest);
  }

  /** Tells of every key that has not been asked for. */
  void refuseUnknownKeys() {
    for (String key : new TreeSet<>(object.keySet())) {
      if (!known.contains(key)) {
        refuse(key, "is not a key" + hint(key));
      }
    }
  }

  private String hint(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    if (Stream.of("secret", "password", "token", "access-key", "credential")
        .anyMatch(lower::contains)) {
      return "; credentials never stand in a configuration, they come from the SDK's default"
          + " provider chain";
    }
    String nearest =
        NearestWord.to(key, known).map(word -> "; did you mean " + word + "?").orElse("");
    String quotes =
        path.size() == 3 && object.get(key) instanceof ConfigObject
            ? "; a cache's name with dots needs quotes: \"" + path.get(2) + "." + key + "\" { ... }"
            : "";
    return nearest
        + quotes
        + " (valid here: "
        + known.stream().sorted().collect(Collectors.joining(", "))
        + ")";
  }

  private @Nullable ConfigValue find(String key) {
    known.add(key);
    ConfigValue value = object.get(key);
    return value == null || value.valueType() == ConfigValueType.NULL ? null : value;
  }

  private String text(String key, ConfigValue value) {
    return switch (value.valueType()) {
      case STRING, NUMBER, BOOLEAN -> String.valueOf(value.unwrapped());
      case LIST, OBJECT, NULL -> {
        refuse(key, "needs a text");
        yield "";
      }
    };
  }

  /** Null if it is no duration; a number without a unit is none, since few expect milliseconds. */
  private static @Nullable Duration duration(ConfigValue value) {
    String text = String.valueOf(value.unwrapped()).trim();
    if (value.valueType() == ConfigValueType.LIST
        || value.valueType() == ConfigValueType.OBJECT
        || (text.matches("[0-9.]+") && !text.matches("[0.]+"))) {
      return null;
    }
    try {
      return value.atKey("value").getDuration("value");
    } catch (ConfigException | ArithmeticException notDuration) {
      return null;
    }
  }

  private <T> @Nullable T read(String key, Reading<T> reading, String need) {
    ConfigValue value = find(key);
    if (value != null) {
      try {
        return reading.read(value.atKey("value"), "value");
      } catch (ConfigException notSuch) {
        // refused below, as a missing one is
      }
    }
    refuse(key, need);
    return null;
  }

  private String shown(String key) {
    List<String> whole = new ArrayList<>(path);
    whole.add(key);
    return ConfigUtil.joinPath(whole);
  }

  private static String shown(Duration duration) {
    return duration.toDays() > 0 ? duration.toDays() + "d" : duration.toMillis() + "ms";
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** One of {@link Config}'s getters. */
  private interface Reading<T> {
    T read(Config config, String path);
  }
}
