package io.github.dynamodbjcache.internal.codec.json;

import java.lang.reflect.Modifier;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TimeZone;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * Which declarations of a property, an element or a whole value say what its class is, so that JSON
 * need not: final classes, and the collections that every mapper makes alike.
 */
public final class DeclaredTypes {

  private static final Set<Class<?>> COLLECTIONS =
      Set.of(
          List.class,
          Set.class,
          SortedSet.class,
          NavigableSet.class,
          Queue.class,
          Deque.class,
          Map.class,
          SortedMap.class,
          NavigableMap.class,
          ConcurrentMap.class,
          ConcurrentNavigableMap.class);

  /** Types that mappers know in full although they are neither final nor collections. */
  private static final Set<Class<?>> KNOWN = Set.of(ZoneId.class, TimeZone.class, Map.Entry.class);

  private static final List<String> TREES = List.of("com.fasterxml.jackson.", "tools.jackson.");

  private DeclaredTypes() {}

  /**
   * True if an object at a place that is declared so can be of one class only, or of any that comes
   * back as an equal one.
   *
   * @param keys the declared type of the keys of a map; null for what is no map
   */
  public static boolean determine(Class<?> type, @Nullable Class<?> keys) {
    if (keys != null) {
      return isMade(type) && (isFinal(keys) || TypeNames.isScalar(keys));
    }
    if (Iterable.class.isAssignableFrom(type) && isOfCollections(type)) {
      return isMade(type);
    }
    return isFinal(type) || KNOWN.contains(type) || isTree(type);
  }

  /** True for Jackson's own trees, which are what their JSON is. */
  static boolean isTree(Class<?> type) {
    return TREES.stream().anyMatch(type.getName()::startsWith);
  }

  /** The class that is assumed where JSON names none; null if there is no such class. */
  public static @Nullable Class<?> assumed(Class<?> type) {
    return type == Object.class || Modifier.isAbstract(type.getModifiers()) ? null : type;
  }

  private static boolean isOfCollections(Class<?> type) {
    return Collection.class.isAssignableFrom(type) || type == Iterable.class;
  }

  private static boolean isMade(Class<?> type) {
    return COLLECTIONS.contains(type) || !Modifier.isAbstract(type.getModifiers());
  }

  private static boolean isFinal(Class<?> type) {
    return type.isArray() || type.isEnum() || Modifier.isFinal(type.getModifiers());
  }
}
