package io.github.dynamodbjcache.internal.codec.value;

import io.github.dynamodbjcache.internal.codec.java.AllowedClasses;
import java.io.Serializable;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When two values count as the same in {@code replace(key, old, new)} and {@code remove(key, old)}.
 *
 * <p>Values are copies of what is in the table, so identity means nothing. What {@code equals} says
 * is equal, is the same; where it says no, the content decides, however deeply it lies: of arrays
 * and of the JDK's, Kotlin's and Guava's lists, sets, maps, entries and optionals their elements,
 * of records their components, of other objects of one class what they serialize to. A class of the
 * JDK with an {@code equals} of its own is only compared by that. A {@code URL} is compared by its
 * text, without asking for the address of its host.
 *
 * <p>Of objects that lie in circles, what is being compared already counts as the same. Confined to
 * one thread.
 */
public final class ContentEquality {

  private final @Nullable ContentEquality outer;
  private boolean metUnseen;
  private final Map<Object, Set<Object>> compared = new IdentityHashMap<>();

  /** A comparison within another, which learns of its pairs only if {@link #adopt} is called. */
  ContentEquality(@Nullable ContentEquality outer) {
    this.outer = outer;
  }

  /** What a comparison ends with. */
  public enum Verdict {
    SAME,
    DIFFERENT,

    /** Different, as far as can be seen: an object is not Serializable and has no components. */
    UNSEEN
  }

  /** Compares two values as said above; null is the same as null. */
  public static Verdict compare(@Nullable Object a, @Nullable Object b) {
    ContentEquality comparison = new ContentEquality(null);
    if (comparison.same(a, b)) {
      return Verdict.SAME;
    }
    return comparison.metUnseen ? Verdict.UNSEEN : Verdict.DIFFERENT;
  }

  /** True as far as nothing that has been compared before turns out different. */
  boolean same(@Nullable Object a, @Nullable Object b) {
    if (a == b) {
      return true;
    }
    if (a == null || b == null) {
      return false;
    }
    if (a instanceof URL some && b instanceof URL other) {
      return some.toExternalForm().equals(other.toExternalForm());
    }
    if (Leaves.isLeaf(a)) {
      return a.equals(b);
    }
    return !begin(a, b) || sameInside(a, b);
  }

  private boolean sameInside(Object a, Object b) {
    if (a.getClass().isArray()) {
      return b.getClass().isArray() && sameArrays(a, b);
    }
    if (Plain.is(a) && Plain.is(b)) {
      if (a instanceof List<?> some && b instanceof List<?> other) {
        return sameSequence(some.iterator(), other.iterator());
      }
      if (a instanceof Set<?> some && b instanceof Set<?> other) {
        return new Unordered(this).sameSets(some, other);
      }
      if (a instanceof Map<?, ?> some && b instanceof Map<?, ?> other) {
        return new Unordered(this).sameMaps(some, other);
      }
      if (a instanceof Map.Entry<?, ?> some && b instanceof Map.Entry<?, ?> other) {
        return same(some.getKey(), other.getKey()) && same(some.getValue(), other.getValue());
      }
      if (a instanceof Optional<?> some && b instanceof Optional<?> other) {
        return same(some.orElse(null), other.orElse(null));
      }
      if (areSequences(a, b)) {
        return sameSequence(((Collection<?>) a).iterator(), ((Collection<?>) b).iterator());
      }
    }
    return sameObjects(a, b);
  }

  /** Queues and the values of maps, which have no {@code equals}. */
  private static boolean areSequences(Object a, Object b) {
    return Stream.of(a, b)
        .allMatch(
            each ->
                each instanceof Collection
                    && !(each instanceof Set)
                    && each.getClass().getName().startsWith("java."));
  }

  private boolean sameObjects(Object a, Object b) {
    if (a.getClass().isRecord() && a.getClass() == b.getClass()) {
      return (hasWrittenEquals(a.getClass()) && a.equals(b)) || sameComponents(a, b);
    }
    boolean ownEquals = declaresEquals(a.getClass());
    if (ownEquals && a.equals(b)) {
      return true;
    }
    if (a.getClass() != b.getClass()) {
      return false;
    }
    if (!(a instanceof Serializable)) {
      meetUnseen();
      return false;
    }
    return !(ownEquals && a.getClass().getName().startsWith("java.")) && sameForms(a, b);
  }

  private void meetUnseen() {
    for (ContentEquality each = this; each != null; each = each.outer) {
      each.metUnseen = true;
    }
  }

  private boolean sameComponents(Object a, Object b) {
    return a instanceof Serializable
        ? sameForms(a, b)
        : sameSequence(
            Arrays.asList(AllowedClasses.components(a)).iterator(),
            Arrays.asList(AllowedClasses.components(b)).iterator());
  }

  private boolean sameForms(Object a, Object b) {
    ShallowForm some = ShallowForm.of(a);
    ShallowForm other = ShallowForm.of(b);
    return some != null
        && other != null
        && Arrays.equals(some.bytes(), other.bytes())
        && sameSequence(some.inside().iterator(), other.inside().iterator());
  }

  private boolean sameArrays(Object a, Object b) {
    if (!(a instanceof Object[] some) || !(b instanceof Object[] other)) {
      return samePrimitives(a, b);
    }
    return sameSequence(Arrays.asList(some).iterator(), Arrays.asList(other).iterator());
  }

  private static boolean samePrimitives(Object a, Object b) {
    if (a.getClass() != b.getClass() || Array.getLength(a) != Array.getLength(b)) {
      return false;
    }
    return Arrays.deepEquals(new Object[] {a}, new Object[] {b});
  }

  boolean sameSequence(Iterator<?> a, Iterator<?> b) {
    while (a.hasNext() && b.hasNext()) {
      if (!same(a.next(), b.next())) {
        return false;
      }
    }
    return a.hasNext() == b.hasNext();
  }

  /** False if the two are or were compared already, here or further out. */
  private boolean begin(Object a, Object b) {
    for (ContentEquality each = this; each != null; each = each.outer) {
      Set<Object> others = each.compared.get(a);
      if (others != null && others.contains(b)) {
        return false;
      }
    }
    return compared.computeIfAbsent(a, key -> newIdentitySet()).add(b);
  }

  /** What was found to be the same holds on. */
  void adopt(ContentEquality inner) {
    inner.compared.forEach(
        (a, others) -> compared.computeIfAbsent(a, key -> newIdentitySet()).addAll(others));
  }

  private static Set<Object> newIdentitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  /** The compiler's is final. */
  static boolean hasWrittenEquals(Class<?> type) {
    return !Modifier.isFinal(equalsOf(type).getModifiers());
  }

  static boolean declaresEquals(Class<?> type) {
    return equalsOf(type).getDeclaringClass() != Object.class;
  }

  private static Method equalsOf(Class<?> type) {
    try {
      return type.getMethod("equals", Object.class);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }
}
