package io.github.dynamodbjcache.internal.codec.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares JSON by what it says: the order of properties, and of elements of sets, is not part. */
final class JsonTrees {

  private JsonTrees() {}

  /**
   * Where two trees differ first.
   *
   * @param path the names of properties that lead there, the outermost first
   */
  record Difference(List<String> path) {
    private Difference within(String name) {
      List<String> longer = new ArrayList<>(List.of(name));
      longer.addAll(path);
      return new Difference(longer);
    }
  }

  /** The first difference; null if there is none. */
  static @Nullable Difference difference(@Nullable Object a, @Nullable Object b) {
    return unordered(a).equals(unordered(b)) ? null : first(a, b);
  }

  /** Arrays as how often they have what: a set is read in another order than it was written. */
  private static Object unordered(@Nullable Object tree) {
    if (tree instanceof Map<?, ?> object) {
      Map<Object, Object> properties = new HashMap<>();
      object.forEach((name, value) -> properties.put(name, unordered(value)));
      return properties;
    }
    if (tree instanceof List<?> array) {
      Map<Object, Integer> counts = new HashMap<>();
      array.forEach(element -> counts.merge(unordered(element), 1, Integer::sum));
      return counts;
    }
    return Optional.ofNullable(tree);
  }

  private static Difference first(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Map<?, ?> object && b instanceof Map<?, ?> other) {
      for (Map.Entry<?, ?> property : object.entrySet()) {
        Object value = property.getValue();
        Object others = other.get(property.getKey());
        if (!other.containsKey(property.getKey()) || !Objects.equals(value, others)) {
          return first(value, others).within(String.valueOf(property.getKey()));
        }
      }
    }
    if (a instanceof List<?> array && b instanceof List<?> other && array.size() == other.size()) {
      for (int i = 0; i < array.size(); i++) {
        if (!Objects.equals(array.get(i), other.get(i))) {
          return first(array.get(i), other.get(i));
        }
      }
    }
    return new Difference(List.of());
  }
}
