package io.github.dynamodbjcache.internal.mapping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The JDK's lists, sets and maps that can be declared, and what is made where they are read. */
final class Containers {

  private static final Map<Class<?>, IntFunction<Collection<@Nullable Object>>> LISTS =
      Map.of(
          Collection.class, ArrayList::new,
          List.class, ArrayList::new,
          ArrayList.class, ArrayList::new,
          LinkedList.class, size -> new LinkedList<>());

  private static final Map<Class<?>, IntFunction<Collection<@Nullable Object>>> SETS =
      Map.of(
          Set.class,
          Containers::newSet,
          HashSet.class,
          Containers::newSet,
          LinkedHashSet.class,
          Containers::newSet,
          SortedSet.class,
          size -> new TreeSet<>(),
          NavigableSet.class,
          size -> new TreeSet<>(),
          TreeSet.class,
          size -> new TreeSet<>());

  private static final Map<Class<?>, IntFunction<Map<Object, @Nullable Object>>> MAPS =
      Map.of(
          Map.class,
          LinkedHashMap::new,
          HashMap.class,
          LinkedHashMap::new,
          LinkedHashMap.class,
          LinkedHashMap::new,
          SortedMap.class,
          size -> new TreeMap<>(),
          NavigableMap.class,
          size -> new TreeMap<>(),
          TreeMap.class,
          size -> new TreeMap<>());

  private Containers() {}

  private static Collection<@Nullable Object> newSet(int size) {
    return new LinkedHashSet<>(MapShape.capacity(size));
  }

  /** The shape of such a type; null for others. */
  static @Nullable Shape of(Declared type, Shapes shapes) {
    IntFunction<Collection<@Nullable Object>> list = LISTS.get(type.raw());
    if (list != null) {
      return new ListShape(shapes.of(type.argument(0)), list);
    }
    IntFunction<Collection<@Nullable Object>> set = SETS.get(type.raw());
    if (set != null) {
      return new SetShape(setElement(shapes.of(type.argument(0))), set);
    }
    IntFunction<Map<Object, @Nullable Object>> map = MAPS.get(type.raw());
    if (map != null) {
      return new MapShape(names(type.argument(0)), shapes.of(type.argument(1)), map);
    }
    return null;
  }

  private static Shape setElement(Shape element) {
    boolean fits =
        element instanceof NumberShape
            || element instanceof TextShape<?>
            || element instanceof BinaryShape
            || element instanceof DocumentShape;
    if (!fits) {
      throw new Misfit(
          "is a set of "
              + element.shown()
              + ", and DynamoDB's sets are of texts, numbers or bytes: declare a List, or give it a"
              + " converter");
    }
    return element;
  }

  private static TextShape<?> names(Declared key) {
    TextShape<?> names = Texts.of(key.raw());
    if (names == null) {
      throw new Misfit(
          "is a map by "
              + key.raw().getTypeName()
              + ", and the names in DynamoDB's maps are texts: declare a Map by String, or give it a"
              + " converter");
    }
    return names;
  }
}
