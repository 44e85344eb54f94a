package io.github.dynamodbjcache.codec;

import io.github.dynamodbjcache.internal.codec.item.Reasons;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The classes that a cache may write and read: those that its configuration names, one by one or by
 * {@link SerializationPreset}, its key and value types, and a fixed set of the JDK's values and
 * plain collections.
 *
 * <p>A pattern is the name of a class ({@code com.acme.Order}; nested: {@code
 * com.acme.Order$Line}), of a package ({@code com.acme.*}), or of a package and all below ({@code
 * com.acme.**}). There is no pattern for everything. A key or value type stands for itself, and
 * brings along what it names: a sealed type the classes that it permits, a record the types of its
 * components, their type arguments included, and these likewise. A class that is neither stands for
 * itself only, {@code Object} for nothing beyond the JDK's values. An allowed class brings its
 * superclasses along, as their fields are part of it, and arrays of it.
 *
 * <p>What is not allowed is refused when written already, so that no entry is stored that could not
 * be read. Immutable.
 */
public final class AllowList {

  private static final Pattern PATTERN =
      Pattern.compile(
          "(\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*\\.)*"
              + "(\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*|(?<=\\.)\\*\\*?)");
  private static final int MOST_NAMES = 20;
  private static final Pattern PLAIN_PATH_ELEMENT = Pattern.compile("[A-Za-z0-9_-]+");

  private final String cacheName;
  private final List<String> patterns;
  private final List<SerializationPreset> presets;
  private final Set<String> classes;
  private final List<String> packages;
  private final List<String> packageTrees;

  private AllowList(
      String cacheName,
      Collection<String> patterns,
      Collection<SerializationPreset> presets,
      Set<String> classes) {
    this.cacheName = cacheName;
    this.patterns = List.copyOf(patterns);
    this.presets = List.copyOf(presets);
    this.classes = Set.copyOf(classes);
    this.packages = prefixes(patterns, ".*");
    this.packageTrees = prefixes(patterns, ".**");
  }

  /**
   * The list of a cache.
   *
   * @param cacheName for messages, which name the setting of that cache
   * @param patterns as above
   * @param types the cache's key and value types; {@code Object} adds nothing
   * @throws IllegalArgumentException if a pattern is none of the three kinds
   */
  public static AllowList of(String cacheName, Collection<String> patterns, Class<?>... types) {
    return of(cacheName, patterns, List.of(), types);
  }

  /**
   * The list of a cache.
   *
   * @param cacheName for messages, which name the setting of that cache
   * @param patterns as above
   * @param presets whose classes are allowed as well
   * @param types the cache's key and value types; {@code Object} adds nothing
   * @throws IllegalArgumentException if a pattern is none of the three kinds
   */
  public static AllowList of(
      String cacheName,
      Collection<String> patterns,
      Collection<SerializationPreset> presets,
      Class<?>... types) {
    Set<String> classes = new HashSet<>();
    NamedTypes.of(types).map(Class::getName).forEach(classes::add);
    for (String pattern : patterns) {
      requirePattern(pattern);
      if (!pattern.endsWith("*")) {
        classes.add(pattern);
      }
    }
    presets.stream().flatMap(SerializationPreset::classNames).forEach(classes::add);
    return new AllowList(cacheName, patterns, presets, classes);
  }

  private static List<String> prefixes(Collection<String> patterns, String ending) {
    return patterns.stream()
        .filter(pattern -> pattern.endsWith(ending))
        .map(pattern -> pattern.substring(0, pattern.length() - ending.length() + 1))
        .toList();
  }

  private static void requirePattern(String pattern) {
    if (!PATTERN.matcher(pattern).matches()) {
      throw new IllegalArgumentException(
          "serialization.allow holds \""
              + pattern
              + "\", which is not the name of a class (com.acme.Order), of a package (com.acme.*), or"
              + " of a package and all below it (com.acme.**)");
    }
  }

  /** True if instances of that class may be written and read. */
  public boolean permits(Class<?> type) {
    Class<?> element = elementType(type);
    return isAlwaysPermitted(element) || isListed(element.getName());
  }

  /**
   * True if a stand-in in a stream may become an instance of that class: besides the permitted
   * ones, the JDK's concurrent collections and optionals, which are never in a stream themselves.
   */
  public boolean permitsResult(Class<?> type) {
    return permits(type) || JdkTypes.isMade(type);
  }

  /** True for the classes that every cache may write and read, and how is known for each. */
  public static boolean isAlwaysPermitted(Class<?> type) {
    Class<?> element = elementType(type);
    return element.isPrimitive() || JdkTypes.contains(element);
  }

  /** True if a class of that name may be loaded to see whether it is permitted. */
  public boolean permitsLoading(String className) {
    int start = className.lastIndexOf('[') + 1;
    String name =
        start > 0 && className.endsWith(";")
            ? className.substring(start + 1, className.length() - 1)
            : className.substring(start);
    boolean primitives = start > 0 && name.length() == 1;
    return primitives || JdkTypes.isJdk(name) || isListed(name);
  }

  /** Refuses a class that is not permitted. */
  public void require(Class<?> type) {
    if (!permits(type)) {
      throw new CodecException(refusal(type));
    }
  }

  /** Why instances of the class are neither written nor read, and the setting to make. */
  public String refusal(Class<?> type) {
    Class<?> element = elementType(type);
    if (Proxy.isProxyClass(element)) {
      return "A dynamic proxy is not allowed in cache " + shownCache() + ": store a plain value.";
    }
    if (element.isHidden() || element.getName().equals("java.lang.invoke.SerializedLambda")) {
      return "A lambda is not allowed in cache " + shownCache() + ": store a plain value.";
    }
    return refusal(element.getName());
  }

  /** As {@link #refusal(Class)}, for a class that is known by name only. */
  public String refusal(String className) {
    return refusal(List.of(className));
  }

  /**
   * Why instances of several classes are neither written nor read, and the shortest setting by
   * which all of them are: a preset that has them, a package that several share, or their names;
   * with what is set already, as a list that is set replaces the one in force.
   */
  public String refusal(Collection<String> classNames) {
    List<String> names = classNames.stream().map(Reasons::className).sorted().distinct().toList();
    AllowSetting shortest = AllowSetting.with(patterns, presets, names);
    return (names.size() == 1 ? "The class " : "The classes ")
        + names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
        + (names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : "")
        + (names.size() == 1 ? " is" : " are")
        + " not allowed in cache "
        + shownCache()
        + shortest.reason(names)
        + Stream.of(
                shortest.presets().map(list -> setting("presets") + list),
                shortest.patterns().map(list -> setting("allow") + list))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(" and "));
  }

  /** A setting of the cache's serialization, as it is written in a file: to its {@code = }. */
  public String setting(String key) {
    return "dynamodb-jcache.caches."
        + (PLAIN_PATH_ELEMENT.matcher(cacheName).matches() ? cacheName : '"' + cacheName + '"')
        + ".serialization."
        + key
        + " = ";
  }

  private String shownCache() {
    return '"' + cacheName + '"';
  }

  private boolean isListed(String name) {
    return classes.contains(name)
        || packages.contains(name.substring(0, name.lastIndexOf('.') + 1))
        || packageTrees.stream().anyMatch(name::startsWith);
  }

  /** The class of an array's elements' elements, to the innermost; of other classes, themselves. */
  public static Class<?> elementType(Class<?> type) {
    Class<?> element = type;
    while (element.getComponentType() != null) {
      element = element.getComponentType();
    }
    return element;
  }
}
