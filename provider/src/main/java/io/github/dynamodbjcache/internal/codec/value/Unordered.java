package io.github.dynamodbjcache.internal.codec.value;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Compares sets and maps by content: what the one finds in the other is paired at once; the rest,
 * objects that compare by identity, each with one that has the same content.
 */
final class Unordered {

  /** So many pairs are tried: of objects that look alike down to a few levels, some hundreds. */
  private static final int MOST_TRIES = 1 << 16;

  private final ContentEquality comparison;
  private int tries;

  Unordered(ContentEquality comparison) {
    this.comparison = comparison;
  }

  boolean sameSets(Set<?> a, Set<?> b) {
    return a.size() == b.size()
        && samePairing(without(a, element -> finds(b, element)), without(b, e -> finds(a, e)));
  }

  boolean sameMaps(Map<?, ?> a, Map<?, ?> b) {
    if (a.size() != b.size()) {
      return false;
    }
    List<Object> restOfA = new ArrayList<>();
    for (Map.Entry<?, ?> entry : a.entrySet()) {
      if (!finds(b.keySet(), entry.getKey())) {
        restOfA.add(pair(entry));
      } else if (!comparison.same(entry.getValue(), b.get(entry.getKey()))) {
        return false;
      }
    }
    List<Object> restOfB = new ArrayList<>();
    for (Map.Entry<?, ?> entry : b.entrySet()) {
      if (!finds(a.keySet(), entry.getKey())) {
        restOfB.add(pair(entry));
      }
    }
    return samePairing(restOfA, restOfB);
  }

  /** As an entry's {@code hashCode} is that of its key. */
  private static Object pair(Map.Entry<?, ?> entry) {
    return new AbstractMap.SimpleImmutableEntry<>(entry.getKey(), entry.getValue());
  }

  private boolean samePairing(List<Object> a, List<Object> b) {
    if (a.size() != b.size()) {
      return false;
    }
    Map<Object, List<Object>> byLooks = new HashMap<>();
    b.forEach(each -> byLooks.computeIfAbsent(Looks.of(each), key -> new ArrayList<>()).add(each));
    return a.stream()
        .allMatch(each -> pairs(each, byLooks.getOrDefault(Looks.of(each), List.of())));
  }

  /** Takes the one out that has the same content. */
  private boolean pairs(Object some, List<Object> others) {
    for (Iterator<Object> each = others.iterator(); each.hasNext() && tries++ < MOST_TRIES; ) {
      ContentEquality trial = new ContentEquality(comparison);
      if (trial.same(some, each.next())) {
        comparison.adopt(trial);
        each.remove();
        return true;
      }
    }
    return false;
  }

  private static List<Object> without(Collection<?> elements, Predicate<Object> found) {
    List<Object> rest = new ArrayList<>();
    for (Object element : elements) {
      if (!found.test(element)) {
        rest.add(element);
      }
    }
    return rest;
  }

  /** A sorted set may not know how to compare what is none of its own. */
  private static boolean finds(Set<?> set, @Nullable Object element) {
    try {
      return set.contains(element);
    } catch (ClassCastException | NullPointerException foreign) {
      return false;
    }
  }
}
