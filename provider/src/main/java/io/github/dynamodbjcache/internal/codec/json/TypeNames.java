package io.github.dynamodbjcache.internal.codec.json;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.codec.java.AllowedClasses;
import io.github.dynamodbjcache.internal.codec.value.Scalar;
import io.github.dynamodbjcache.internal.codec.value.Scalars;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What names a class in JSON where the declaration leaves it open: the tag of a scalar ({@code
 * long}), the kind of a collection ({@code list}, {@code map(long)}), else the name of an allowed
 * class.
 *
 * <p>Collections of any element type come back as equal ones of the JDK, and not as the classes
 * that they were; in parentheses stands the class of a map's keys, which are texts in JSON, and of
 * an enum set's constants.
 */
public final class TypeNames {

  /** The property of an object that has the name; always its first. */
  public static final String PROPERTY = "@class";

  private static final String LIST = "list";
  private static final String QUEUE = "queue";
  private static final String SET = "set";
  private static final String ENUM_SET = "enum-set";
  private static final String SORTED_SET = "sorted-set";
  private static final String MAP = "map";
  private static final String SORTED_MAP = "sorted-map";

  private static final Map<String, Class<?>> KINDS =
      Map.of(
          LIST,
          ArrayList.class,
          QUEUE,
          ArrayDeque.class,
          SET,
          LinkedHashSet.class,
          ENUM_SET,
          EnumSet.class,
          SORTED_SET,
          TreeSet.class,
          MAP,
          LinkedHashMap.class,
          SORTED_MAP,
          TreeMap.class,
          "optional",
          Optional.class);

  private final AllowedClasses classes;

  public TypeNames(AllowedClasses classes) {
    this.classes = classes;
  }

  /**
   * A class and what is in it.
   *
   * @param of the class of a map's keys or a set's elements, if the name says it
   */
  public record Named(Class<?> type, @Nullable Class<?> of) {}

  static boolean isScalar(Class<?> type) {
    return Scalars.of(type) != null;
  }

  /**
   * The name of a value's class.
   *
   * @param declared what is assumed where there is no name
   * @return null if no name is needed
   * @throws CodecException if the class is not allowed, or a map has keys of several classes, or of
   *     one that JSON has no text for
   */
  public @Nullable String of(Object value, Class<?> declared) {
    Class<?> type = declarable(value);
    return type == declared ? null : of(value, kind(value), type);
  }

  private String of(Object value, @Nullable String kind, Class<?> type) {
    if (kind == null || saysWhatIsInIt(type)) {
      return of(type);
    }
    if (value instanceof Map<?, ?> map) {
      return kind + ofKeys(map.keySet());
    }
    return kind.equals(ENUM_SET)
        ? kind + inParentheses(((EnumSet<?>) value).iterator().next().getDeclaringClass())
        : kind;
  }

  /** A class such as {@code Ids extends ArrayList<Long>}, which has to be made itself. */
  private static boolean saysWhatIsInIt(Class<?> type) {
    boolean view = type.getName().startsWith("java.") && !Modifier.isPublic(type.getModifiers());
    return type.getTypeParameters().length == 0 && !view;
  }

  /** The name of a class that is none of the kinds. */
  public String of(Class<?> type) {
    NetworkTypes.requireHarmless(type);
    Scalar<?> scalar = Scalars.of(type);
    return scalar != null ? scalar.tag() : classes.className(type);
  }

  /** The class that a declaration would name: some of the JDK's have subclasses that it hides. */
  private static Class<?> declarable(Object value) {
    return value instanceof Enum<?> constant
        ? constant.getDeclaringClass()
        : value instanceof TimeZone ? TimeZone.class : value.getClass();
  }

  private static @Nullable String kind(Object value) {
    if (value instanceof Map) {
      return value instanceof SortedMap ? SORTED_MAP : MAP;
    }
    if (value instanceof EnumSet<?> constants && !constants.isEmpty()) {
      return ENUM_SET;
    }
    if (value instanceof Set) {
      return value instanceof SortedSet ? SORTED_SET : SET;
    }
    if (value instanceof Collection) {
      return value instanceof Queue && !(value instanceof List) ? QUEUE : LIST;
    }
    return value instanceof Optional ? "optional" : null;
  }

  private String ofKeys(Set<?> keys) {
    Set<Class<?>> types = keys.stream().map(TypeNames::keyClass).collect(Collectors.toSet());
    if (types.isEmpty() || types.equals(Set.of(String.class))) {
      return "";
    }
    Class<?> type = types.iterator().next();
    if (types.size() > 1 || !(type.isEnum() || isScalar(type))) {
      throw new CodecException(
          "a map with keys of "
              + (types.size() > 1 ? "several classes" : "the class " + type.getName())
              + " is none in JSON. Use keys of one class that has a text: String, numbers, UUID,"
              + " dates, enums; or serialization.format = java.");
    }
    return inParentheses(type);
  }

  private static Class<?> keyClass(@Nullable Object key) {
    return key == null ? Void.class : declarable(key);
  }

  private String inParentheses(Class<?> type) {
    return "(" + of(type) + ")";
  }

  /**
   * What a name stands for.
   *
   * @throws CodecException if it is the name of a class that is not allowed, or not there
   */
  public Named named(String name) {
    int open = name.indexOf('(');
    if (open < 0 || !name.endsWith(")")) {
      Class<?> kind = KINDS.get(name);
      return new Named(kind != null ? kind : scalarOrClass(name), null);
    }
    Class<?> kind = KINDS.get(name.substring(0, open));
    if (kind == null) {
      throw new CodecException("the name of a class in it is garbled.");
    }
    return new Named(kind, scalarOrClass(name.substring(open + 1, name.length() - 1)));
  }

  private Class<?> scalarOrClass(String name) {
    Scalar<?> scalar = Scalars.tagged(name);
    Class<?> type = scalar != null ? scalar.type() : classes.load(name);
    NetworkTypes.requireHarmless(type);
    return type;
  }
}
