package io.github.dynamodbjcache.internal.map;

import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A live view of the map, scanned lazily. Overrides whatever the JDK's skeletons would do by asking
 * for the size first, which is a scan of its own.
 *
 * @param <T> what the view shows of an entry
 */
abstract class View<K, V, T> extends AbstractCollection<T> {

  private final MapView<K, V> map;

  View(MapView<K, V> map) {
    this.map = map;
  }

  MapView<K, V> map() {
    return map;
  }

  @Override
  public abstract Iterator<T> iterator();

  /** Splits into the segments of a parallel scan. */
  @Override
  public abstract Spliterator<T> spliterator();

  /** What was shown and still fits the filter goes, one atomic step for each. */
  @Override
  public abstract boolean removeIf(Predicate<? super T> filter);

  @Override
  public int size() {
    return map.size();
  }

  @Override
  public boolean isEmpty() {
    return map.isEmpty();
  }

  @Override
  public void clear() {
    map.clear();
  }

  @Override
  public boolean removeAll(Collection<?> unwanted) {
    Objects.requireNonNull(unwanted, "collection");
    boolean changed = false;
    for (Object element : unwanted) {
      changed |= remove(element);
    }
    return changed;
  }

  @Override
  public boolean retainAll(Collection<?> wanted) {
    Objects.requireNonNull(wanted, "collection");
    return removeIf(element -> !wanted.contains(element));
  }

  @Override
  public Object[] toArray() {
    return toList().toArray();
  }

  @Override
  public <A> A[] toArray(A[] array) {
    return toList().toArray(array);
  }

  private List<T> toList() {
    List<T> elements = new ArrayList<>();
    forEach(elements::add);
    return elements;
  }

  /** As {@link java.util.Set} has it, in one scan. */
  boolean isSameSetAs(@Nullable Object other) {
    if (other == this) {
      return true;
    }
    if (!(other instanceof java.util.Set<?> set)) {
      return false;
    }
    long count = 0;
    try {
      for (T element : this) {
        if (!set.contains(element)) {
          return false;
        }
        count++;
      }
    } catch (ClassCastException | NullPointerException itHoldsNoSuchElements) {
      return false;
    }
    return count == set.size();
  }

  /** As {@link java.util.Set} has it. */
  int hashCodeOfSet() {
    int sum = 0;
    for (T element : this) {
      sum += element.hashCode();
    }
    return sum;
  }

  /** Reads nothing. */
  @Override
  public String toString() {
    return getClass().getSimpleName() + " of " + map;
  }
}
