package io.github.dynamodbjcache.internal.codec.java;

import io.github.dynamodbjcache.codec.AllowList;
import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is written in place of collections that cannot be in a stream themselves: of the JDK's
 * concurrent ones a {@link StandIn}, of which the same is read again; of views ({@code subList},
 * {@code keySet}, {@code partitioningBy}, reversed ones) an equal plain collection.
 *
 * <p>A view is a collection or entry of the JDK, or of Kotlin's or Guava's collections, whose class
 * is not public: callers know it by its interface only, and the interface says what equal is.
 */
final class Substitutes {

  private static final List<String> LIBRARIES =
      List.of("kotlin.collections.", "com.google.common.collect.");

  /** Its views compare by identity, which no copy can. */
  private static final String BY_IDENTITY = "java.util.IdentityHashMap$";

  /** Has the entries that the JDK's sequenced maps give away. */
  private static final String INTERNAL = "jdk.internal.util.";

  private static final UnaryOperator<Object> ITSELF = object -> object;

  private static final ClassValue<UnaryOperator<Object>> BY_TYPE =
      new ClassValue<>() {
        @Override
        protected UnaryOperator<Object> computeValue(Class<?> type) {
          return substituteFor(type);
        }
      };

  private Substitutes() {}

  /** What is written for the object: mostly itself. */
  static Object of(Object object) {
    return BY_TYPE.get(object.getClass()).apply(object);
  }

  /** True if what is written is of another class, and of that class when it is read. */
  static boolean isView(Object original, Object written) {
    return original != written && !OwnForms.isOne(written);
  }

  private static UnaryOperator<Object> substituteFor(Class<?> type) {
    if (type == ConcurrentHashMap.class) {
      return as(ConcurrentHashMap.class, map -> new StandIn(StandIn.HASH_MAP, new HashMap<>(map)));
    }
    if (type == ConcurrentHashMap.KeySetView.class) {
      return as(Set.class, set -> new StandIn(StandIn.HASH_SET, new HashSet<>(set)));
    }
    if (type == ConcurrentSkipListSet.class) {
      return as(SortedSet.class, set -> new StandIn(StandIn.SORTED_SET, new TreeSet<>(set)));
    }
    if (type == ConcurrentLinkedQueue.class) {
      return as(Collection.class, queue -> new StandIn(StandIn.QUEUE, new ArrayList<>(queue)));
    }
    if (type == ConcurrentLinkedDeque.class) {
      return as(Collection.class, queue -> new StandIn(StandIn.DEQUE, new ArrayList<>(queue)));
    }
    if (isOfTheJdk(type) && ConcurrentNavigableMap.class.isAssignableFrom(type)) {
      return as(SortedMap.class, map -> new StandIn(StandIn.SORTED_MAP, new TreeMap<>(map)));
    }
    if (type.getName().equals(StoredUnpaged.TYPE)) {
      return StoredUnpaged::of;
    }
    UnaryOperator<Object> optional = optional(type);
    if (optional != null) {
      return optional;
    }
    return isView(type) ? plain(type) : ITSELF;
  }

  private static @Nullable UnaryOperator<Object> optional(Class<?> type) {
    if (type == Optional.class) {
      return as(Optional.class, StoredOptional::of);
    }
    if (type == OptionalInt.class) {
      return as(OptionalInt.class, StoredOptional::of);
    }
    if (type == OptionalLong.class) {
      return as(OptionalLong.class, StoredOptional::of);
    }
    return type == OptionalDouble.class ? as(OptionalDouble.class, StoredOptional::of) : null;
  }

  private static boolean isView(Class<?> type) {
    boolean isNamed =
        Modifier.isPublic(type.getModifiers())
            && !type.isAnonymousClass()
            && !type.getName().startsWith(INTERNAL);
    if (isNamed || type.getName().startsWith(BY_IDENTITY)) {
      return false;
    }
    return isOfTheJdk(type)
        ? !AllowList.isAlwaysPermitted(type)
        : LIBRARIES.stream().anyMatch(type.getName()::startsWith)
            && !Serializable.class.isAssignableFrom(type);
  }

  private static boolean isOfTheJdk(Class<?> type) {
    return type.getName().startsWith("java.") || type.getName().startsWith(INTERNAL);
  }

  /** The plain collection that is equal to one of that class by the interface's contract. */
  private static UnaryOperator<Object> plain(Class<?> type) {
    if (Deque.class.isAssignableFrom(type)) {
      // Reversed ones may be lists, too, and hold nulls.
      return as(Deque.class, LinkedList::new);
    }
    if (List.class.isAssignableFrom(type)) {
      return as(List.class, ArrayList::new);
    }
    if (SortedSet.class.isAssignableFrom(type)) {
      return as(SortedSet.class, set -> new TreeSet<>(set));
    }
    if (Set.class.isAssignableFrom(type)) {
      return as(Set.class, LinkedHashSet::new);
    }
    if (SortedMap.class.isAssignableFrom(type)) {
      return as(SortedMap.class, map -> new TreeMap<>(map));
    }
    if (Map.class.isAssignableFrom(type)) {
      return as(Map.class, LinkedHashMap::new);
    }
    if (Map.Entry.class.isAssignableFrom(type)) {
      return as(Map.Entry.class, AbstractMap.SimpleEntry::new);
    }
    // Of collections that are neither, only those of the JDK are known to have no more to them.
    return isOfTheJdk(type) && Collection.class.isAssignableFrom(type)
        ? as(Collection.class, ArrayList::new)
        : ITSELF;
  }

  private static <T> UnaryOperator<Object> as(Class<T> type, Function<T, Object> substitute) {
    return object -> substitute.apply(type.cast(object));
  }
}
