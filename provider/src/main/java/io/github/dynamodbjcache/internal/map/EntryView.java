package io.github.dynamodbjcache.internal.map;

import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.Spliterator;
import java.util.function.Predicate;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/** {@code entrySet()}. */
final class EntryView<K, V> extends View<K, V, Map.Entry<K, V>> implements Set<Map.Entry<K, V>> {

  EntryView(MapView<K, V> map) {
    super(map);
  }

  @Override
  public Iterator<Map.Entry<K, V>> iterator() {
    return new MappedIterator<>(map().cache().iterator(), this::shown);
  }

  @Override
  public Spliterator<Map.Entry<K, V>> spliterator() {
    return MappedSpliterator.oneToOne(map().cache().spliterator(), this::shown);
  }

  private Map.Entry<K, V> shown(Cache.Entry<K, V> entry) {
    return new WriteThroughEntry<>(map().cache(), entry.getKey(), entry.getValue());
  }

  @Override
  public boolean contains(@Nullable Object element) {
    return element instanceof Map.Entry<?, ?> entry
        && entry.getKey() != null
        && entry.getValue() != null
        && map().containsEntry(entry.getKey(), entry.getValue());
  }

  @Override
  public boolean remove(@Nullable Object element) {
    return element instanceof Map.Entry<?, ?> entry
        && entry.getKey() != null
        && map().remove(entry.getKey(), entry.getValue());
  }

  @Override
  public boolean removeIf(Predicate<? super Map.Entry<K, V>> filter) {
    Objects.requireNonNull(filter, "filter");
    return map().removeEntriesIf((key, value) -> filter.test(Map.entry(key, value)));
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
