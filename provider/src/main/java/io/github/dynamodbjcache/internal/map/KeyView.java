package io.github.dynamodbjcache.internal.map;

import java.util.Iterator;
import java.util.Objects;
import java.util.Set;
import java.util.Spliterator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code keySet()}: scans keys only. */
final class KeyView<K, V> extends View<K, V, K> implements Set<K> {

  KeyView(MapView<K, V> map) {
    super(map);
  }

  @Override
  public Iterator<K> iterator() {
    return map().cache().keys().iterator();
  }

  @Override
  public Spliterator<K> spliterator() {
    return map().cache().keys().spliterator();
  }

  @Override
  public boolean contains(Object key) {
    return map().containsKey(key);
  }

  @Override
  public boolean remove(Object key) {
    K checked = map().asKey(key);
    return checked != null && map().cache().remove(checked);
  }

  @Override
  public boolean removeIf(Predicate<? super K> filter) {
    Objects.requireNonNull(filter, "filter");
    boolean changed = false;
    for (K key : this) {
      changed |= filter.test(key) && map().cache().remove(key);
    }
    return changed;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return isSameSetAs(other);
  }

  @Override
  public int hashCode() {
    return hashCodeOfSet();
  }
}
