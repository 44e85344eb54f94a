package io.github.dynamodbjcache.configuration;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
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
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
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

  /** How many keys lead to the block of a cache: the root, "caches" and its name. */
  private static final int CACHE_DEPTH = 3;

  private static final Pattern SECRET =
      Pattern.compile("secret|password|token|access-?key|credential", Pattern.CASE_INSENSITIVE);

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

  boolean flag(String key) {
    return required(key, Conversions::toTruth, truth -> true, "needs true or false", false);
  }

  /** The whole number at a key, within bounds. */
  int number(String key, int least, int most) {
    return required(
            key,
            Conversions::toWholeNumber,
            number -> number >= least && number <= most,
            "needs a whole number from " + least + " to " + most,
            (long) least)
        .intValue();
  }

  /** The size at a key, in bytes. */
  long bytes(String key) {
    return required(key, Conversions::toBytes, size -> true, "needs a size such as 1KiB", 0L);
  }

  /** The size at a key, in bytes, within bounds of whole KiB. */
  long bytes(String key, long least, long most) {
    return required(
        key,
        Conversions::toBytes,
        size -> size >= least && size <= most,
        "needs a size from " + least / 1024 + "KiB to " + most / 1024 + "KiB",
        least);
  }

  /** The duration at a key, within bounds. */
  Duration duration(String key, Duration least, Duration most) {
    return required(
        key,
        Conversions::toDuration,
        duration -> duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0,
        "needs a duration with its unit, such as 500ms, 5s, 2m, 1h or 7d, from "
            + shown(least)
            + " to "
            + shown(most),
        least);
  }

  /** The class that the text at a key names. */
  Class<?> type(String key, ClassLoader loader) {
    return required(
        key,
        value -> Conversions.toType(value, loader),
        type -> true,
        "needs the full name of a class that the cache manager's class loader finds, such as"
            + " java.lang.String",
        Object.class);
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
    return Lifetimes.of(
        required(
            key,
            Conversions::toDuration,
            duration -> !duration.isNegative(),
            "needs eternal or a duration with its unit, such as 500ms, 5s, 2m, 1h or 7d, not"
                + " negative",
            Duration.ZERO));
  }

  /** The constant that the word at a key names, in lower case with {@code -}. */
  <E extends Enum<E>> E word(String key, Class<E> type) {
    return constant(key, text(key), type);
  }

  /** The constants that the words of the list at a key name, each once. */
  <E extends Enum<E>> List<E> words(String key, Class<E> type) {
    return texts(key).stream().map(text -> constant(key, text, type)).distinct().toList();
  }

  private <E extends Enum<E>> E constant(String key, @Nullable String text, Class<E> type) {
    E[] constants = type.getEnumConstants();
    for (E constant : constants) {
      if (word(constant).equals(text)) {
        return constant;
      }
    }
    refuseWord(key, text, Stream.of(constants).map(Block::word).toList());
    return constants[0];
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
    if (path.size() < CACHE_DEPTH && SECRET.matcher(key).find()) {
      return "; credentials never stand in a configuration, they come from the SDK's default"
          + " provider chain";
    }
    String nearest =
        NearestWord.to(key, known).map(word -> "; did you mean " + word + "?").orElse("");
    String quotes =
        path.size() == CACHE_DEPTH && object.get(key) instanceof ConfigObject
            ? "; a cache's name with dots needs quotes: \""
                + path.get(CACHE_DEPTH - 1)
                + "."
                + key
                + "\" { ... }"
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
    String text = Conversions.toText(value);
    if (text == null) {
      refuse(key, "needs a text");
      return "";
    }
    return text;
  }

  /** The value at a key, or the spare one to go on with after the refusal. */
  private <T> T required(
      String key,
      Function<ConfigValue, @Nullable T> conversion,
      Predicate<T> valid,
      String need,
      T spare) {
    ConfigValue value = find(key);
    T converted = value == null ? null : conversion.apply(value);
    if (converted != null && valid.test(converted)) {
      return converted;
    }
    refuse(key, need);
    return spare;
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
}
