package io.github.dynamodbjcache.internal.expression;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What changes make of an item, by the letter of DynamoDB's guide. All right sides see the item as
 * it was; an {@link IllegalArgumentException} where the service refuses for what is there.
 */
final class ChangeOracle {

  private final Map<String, Object> before;
  private final Map<String, Object> after;

  /** What becomes of lists when all changes are made: places are those that there were before. */
  private final List<Removal> removals = new ArrayList<>();

  private final Map<List<Object>, TreeMap<Integer, Object>> additions = new IdentityHashMap<>();

  private record Removal(List<Object> list, int index) {}

  @SuppressWarnings("unchecked") // A copy of an item is an item.
  private ChangeOracle(Map<String, AttributeValue> item) {
    this.before = Values.canonical(item);
    this.after = (Map<String, Object>) mutable(before);
  }

  static Map<String, Object> after(Map<String, AttributeValue> item, List<Change> changes) {
    ChangeOracle oracle = new ChangeOracle(item);
    changes.forEach(oracle::apply);
    // From the last element on, as removing one moves the next ones.
    oracle.removals.sort(Comparator.comparing(Removal::index).reversed());
    oracle.removals.forEach(removal -> removal.list().remove((int) removal.index()));
    oracle.additions.forEach((list, values) -> list.addAll(values.values()));
    return oracle.after;
  }

  private void apply(Change change) {
    AttributePath path = change.path();
    Object there = at(path);
    if (change instanceof Change.Set set) {
      put(path, Values.canonical(set.value()));
    } else if (change instanceof Change.SetIfAbsent set) {
      put(path, there == null ? Values.canonical(set.value()) : there);
    } else if (change instanceof Change.Copy copy) {
      put(path, required(at(copy.from())));
    } else if (change instanceof Change.Remove) {
      remove(path);
    } else if (change instanceof Change.Add add) {
      put(path, sum(there, Values.canonical(add.number())));
    } else if (change instanceof Change.Append append) {
      put(path, joined(list(there), elements(append.elements())));
    } else if (change instanceof Change.Prepend prepend) {
      put(path, joined(elements(prepend.elements()), list(there)));
    } else if (change instanceof Change.Include include) {
      put(path, union(there, (Set<?>) Values.canonical(include.set())));
    } else {
      exclude(path, there, (Set<?>) Values.canonical(((Change.Exclude) change).set()));
    }
  }

  private static Object sum(@Nullable Object there, Object delta) {
    BigDecimal old = there == null ? BigDecimal.ZERO : number(there);
    return Values.canonical(AttributeValue.fromN(old.add(number(delta)).toString()));
  }

  private static BigDecimal number(Object value) {
    if (value instanceof Values.Number number) {
      return number.value();
    }
    throw new IllegalArgumentException("no number");
  }

  private static List<?> elements(List<AttributeValue> elements) {
    return elements.stream().map(Values::canonical).toList();
  }

  private static List<?> list(@Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException("no list");
  }

  private static List<Object> joined(List<?> first, List<?> second) {
    List<Object> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private static Set<Object> union(@Nullable Object there, Set<?> more) {
    Set<Object> all = new HashSet<>(more);
    if (there != null) {
      all.addAll(alike(there, more));
    }
    return all;
  }

  private void exclude(AttributePath path, @Nullable Object there, Set<?> less) {
    Object last = path.elements().get(path.elements().size() - 1);
    if (last instanceof String ? !(parent(path) instanceof Map) : !(parent(path) instanceof List)) {
      throw new IllegalArgumentException("no such place");
    }
    if (there == null) {
      return;
    }
    Set<Object> rest = new HashSet<>(alike(there, less));
    rest.removeAll(less);
    if (rest.isEmpty()) {
      remove(path);
    } else {
      put(path, rest);
    }
  }

  private static Set<?> alike(Object there, Set<?> other) {
    if (there instanceof Set<?> set
        && set.iterator().next().getClass() == other.iterator().next().getClass()) {
      return set;
    }
    throw new IllegalArgumentException("no such set");
  }

  private static Object required(@Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException("nothing there");
    }
    return value;
  }

  private @Nullable Object at(AttributePath path) {
    return PredicateOracle.at(before, path);
  }

  /** The container in the new item. */
  private Object parent(AttributePath path) {
    List<Object> elements = path.elements();
    if (elements.size() == 1) {
      return after;
    }
    return required(
        PredicateOracle.at(after, new AttributePath(elements.subList(0, elements.size() - 1))));
  }

  @SuppressWarnings("unchecked") // Containers are of objects.
  private void put(AttributePath path, Object value) {
    Object parent = parent(path);
    Object last = path.elements().get(path.elements().size() - 1);
    if (parent instanceof Map<?, ?> map && last instanceof String name) {
      ((Map<String, Object>) map).put(name, value);
    } else if (parent instanceof List<?> list && last instanceof Integer index) {
      if (index < list.size()) {
        ((List<Object>) list).set(index, value);
      } else {
        additions.computeIfAbsent((List<Object>) list, none -> new TreeMap<>()).put(index, value);
      }
    } else {
      throw new IllegalArgumentException("no such place");
    }
  }

  @SuppressWarnings("unchecked") // Containers are of objects.
  private void remove(AttributePath path) {
    Object parent = parent(path);
    Object last = path.elements().get(path.elements().size() - 1);
    if (parent instanceof Map<?, ?> map && last instanceof String) {
      map.remove(last);
    } else if (parent instanceof List<?> list && last instanceof Integer index) {
      if (index < list.size()) {
        removals.add(new Removal((List<Object>) list, index));
      }
    } else {
      throw new IllegalArgumentException("no such place");
    }
  }

  private static Object mutable(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new HashMap<>();
      map.forEach((name, element) -> copy.put(name, mutable(element)));
      return copy;
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(element -> copy.add(mutable(element)));
      return copy;
    }
    return value;
  }
}
