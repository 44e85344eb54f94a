package io.github.dynamodbjcache.internal.settings.reading;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
public final class Block {

  /** How many keys lead to the block of a cache: the root, "caches" and its name. */
  private static final int CACHE_DEPTH = 3;

  private static final Pattern SECRET =
      Pattern.compile("secret|password|token|access-?key|credential", Pattern.CASE_INSENSITIVE);

  private final List<String> path;
  private final ConfigObject object;
  private final ClassLoader loader;
  private final Problems problems;
  private final Map<String, Block> inner = new HashMap<>();
  private final Set<String> known = new LinkedHashSet<>();
  private final Set<String> renamed = new HashSet<>();

  Block(List<String> path, ConfigObject object, ClassLoader loader, Problems problems) {
    this.path = List.copyOf(path);
    this.object = object;
    this.loader = loader;
    this.problems = problems;
  }

  /** The block at a key, always the same one; an empty one if there is none. */
  public Block block(String key) {
    Block before = inner.get(key);
    if (before != null) {
      return before;
    }
    ConfigValue value = find(key); // A block, if anything: see Shape.
    ConfigObject there = value instanceof ConfigObject block ? block : ConfigFactory.empty().root();
    Block made = new Block(pathTo(key), there, loader, problems);
    inner.put(key, made);
    return made;
  }

  /** The block of that path within this one; itself for none. */
  public Block block(List<String> keys) {
    Block block = this;
    for (String key : keys) {
      block = block.block(key);
    }
    return block;
  }

  /** What the block holds, as it was read. */
  ConfigObject object() {
    return object;
  }

  /** Other content under the path of a cache, what is wrong with it told to those problems. */
  Block ofCache(String name, ConfigObject content, Problems told) {
    return new Block(List.of(Sources.ROOT, Sources.CACHES, name), content, loader, told);
  }

  /** The same content, what is wrong with it told here. */
  Block ofCache(String name, ConfigObject content) {
    return ofCache(name, content, problems);
  }

  /** The loader that finds the classes which the block names. */
  public ClassLoader loader() {
    return loader;
  }

  /** True if there is a value at the key. */
  public boolean has(String key) {
    return find(key) != null;
  }

  /** True if that word stands at the key. */
  public boolean has(String key, String word) {
    ConfigValue value = find(key);
    return value != null && word.equals(value.unwrapped());
  }

  /** The text at a key, or null if there is none, or something else. */
  public @Nullable String text(String key) {
    ConfigValue value = find(key);
    return value == null ? null : Conversion.toText(value);
  }

  /** The text at a key, or null if there is none or if it is not valid. */
  public @Nullable String text(String key, Predicate<String> valid, String need) {
    ConfigValue value = find(key);
    if (value == null) {
      return null;
    }
    String text = Conversion.toText(value);
    if (text != null && valid.test(text)) {
      return text;
    }
    refuseValue(value, key, need);
    return null;
  }

  /**
   * The value at a key, which has to be there.
   *
   * @param spare what to go on with if it is refused
   */
  public <T> T value(
      String key, Conversion<T> conversion, Predicate<? super T> valid, String need, T spare) {
    ConfigValue value = find(key);
    T converted = value == null ? null : conversion.of(value, loader);
    if (converted != null && valid.test(converted)) {
      return converted;
    }
    refuseValue(object.get(key), key, need);
    return spare;
  }

  /** The constant that the word at a key names, in lower case with {@code -}. */
  public <E extends Enum<E>> E word(String key, Class<E> type) {
    ConfigValue value = find(key);
    return constant(key, value, value == null ? null : Conversion.toText(value), type);
  }

  /** The constants that the words of the list at a key name, each once. */
  public <E extends Enum<E>> List<E> words(String key, Class<E> type) {
    return elements(key).stream()
        .map(element -> constant(key, element, Conversion.toText(element), type))
        .distinct()
        .toList();
  }

  private <E extends Enum<E>> E constant(
      String key, @Nullable ConfigValue at, @Nullable String text, Class<E> type) {
    E[] constants = type.getEnumConstants();
    for (E constant : constants) {
      if (word(constant).equals(text)) {
        return constant;
      }
    }
    refuseValue(at, key, needOneOf(text, Stream.of(constants).map(Block::word).toList()));
    return constants[0];
  }

  /** The texts of the list at a key; a single text, as properties hold it, is split at commas. */
  public List<String> texts(String key, Predicate<String> valid, String need) {
    List<String> texts = new ArrayList<>();
    for (ConfigValue element : elements(key)) {
      String text = Conversion.toText(element);
      if (text != null && valid.test(text)) {
        texts.add(text);
      } else {
        refuseValue(element, key, need);
      }
    }
    return List.copyOf(texts);
  }

  private List<ConfigValue> elements(String key) {
    ConfigValue value = find(key);
    if (value instanceof ConfigList list) {
      return List.copyOf(list);
    }
    if (value != null && value.valueType() == ConfigValueType.STRING) {
      return Arrays.stream(String.valueOf(value.unwrapped()).split(",", -1))
          .map(String::trim)
          .filter(text -> !text.isEmpty())
          .map(text -> ConfigValueFactory.fromAnyRef(text).withOrigin(value.origin()))
          .toList();
    }
    if (value != null) {
      refuseValue(value, key, "needs a list: " + key + " = [a, b]");
    }
    return List.of();
  }

  /** The keys and texts of the block at a key. */
  public Map<String, String> pairs(String key) {
    Block pairs = block(key);
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : new TreeSet<>(pairs.object.keySet())) {
      String text = pairs.text(name, any -> true, "needs a text");
      if (text != null) {
        texts.put(name, text);
      }
    }
    return Collections.unmodifiableMap(texts);
  }

  /** Tells that what stands at a key is refused, and what would be valid. */
  public void refuse(String key, String need) {
    refuse(object.get(key), key, need);
  }

  /** The same of a value, which may have another form than is needed. */
  private void refuseValue(@Nullable ConfigValue at, String key, String need) {
    String instead =
        at instanceof ConfigList
            ? ", not a list"
            : at instanceof ConfigObject ? ", not a block" : "";
    refuse(at, key, need + instead);
  }

  /** Tells that the word at a key is none of the valid ones. */
  public void refuseWord(String key, @Nullable String given, List<String> words) {
    refuseValue(object.get(key), key, needOneOf(given, words));
  }

  private void refuse(@Nullable ConfigValue at, String key, String need) {
    problems.add(at == null ? object.origin() : at.origin(), key, shown(List.of(key)) + " " + need);
  }

  private static String needOneOf(@Nullable String given, List<String> words) {
    String nearest =
        given == null
            ? ""
            : NearestWord.to(given, words).map(word -> "; did you mean " + word + "?").orElse("");
    return "needs one of " + String.join(", ", words) + nearest;
  }

  /**
   * Tells, if a key of an earlier release stands here, what it is called now.
   *
   * @param former its path within this block
   */
  public void refuseRenamed(List<String> former, String now) {
    String first = former.get(0);
    Block within = inner.get(first);
    if (within != null && former.size() > 1) {
      within.refuseRenamed(former.subList(1, former.size()), now);
      return;
    }
    ConfigValue value = object;
    for (String key : former) {
      value = value instanceof ConfigObject block ? block.get(key) : null;
    }
    if (value != null) {
      String text = Conversion.toText(value);
      problems.add(
          value.origin(),
          first,
          shown(former) + " is now \"" + now + (text == null ? "" : " = " + text) + "\"");
      renamed.add(first);
    }
  }

  /** Tells of every key that has not been asked for. */
  public void refuseUnknownKeys() {
    for (String key : new TreeSet<>(object.keySet())) {
      if (!known.contains(key) && !renamed.contains(key)) {
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

  private List<String> pathTo(String key) {
    List<String> whole = new ArrayList<>(path);
    whole.add(key);
    return whole;
  }

  private String shown(List<String> keys) {
    List<String> whole = new ArrayList<>(path);
    whole.addAll(keys);
    return ConfigUtil.joinPath(whole);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
