package io.github.dynamodbjcache.internal.map;

import java.util.Iterator;
import java.util.Objects;
import java.util.Spliterator;
import java.util.function.Predicate;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/** {@code values()}. */
final class ValueView<K, V> extends View<K, V, V> {

  ValueView(MapView<K, V> map) {
    super(map);
  }

  @Override
  public Iterator<V> iterator() {
    return new MappedIterator<>(map().cache().iterator(), Cache.Entry::getValue);
  }

  @Override
  public Spliterator<V> spliterator() {
    return MappedSpliterator.manyToOne(map().cache().spliterator(), Cache.Entry::getValue);
  }

  @Override
  public boolean contains(Object value) {
    return map().containsValue(value);
  }

  @Override
  public boolean remove(@Nullable Object value) {
    if (!map().isValue(value)) {
      return false;
    }
    for (Cache.Entry<K, V> entry : map().cache()) {
      if (map().removeEntryIf(entry, (key, found) -> Objects.deepEquals(found, value))) {
        return true;
      }
    }
    return false;
  }

  /** In one scan, unlike one for each element. */
  @Override
  public boolean removeAll(java.util.Collection<?> unwanted) {
    Objects.requireNonNull(unwanted, "collection");
    return removeIf(unwanted::contains);
  }

  @Override
  public boolean removeIf(Predicate<? super V> filter) {
    Objects.requireNonNull(filter, "filter");
    return map().removeEntriesIf((key, value) -> filter.test(value));
  }
}
