package io.github.dynamodbjcache.internal.cache;

import io.github.dynamodbjcache.internal.store.Segment;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.cache.Cache;

/** The walks through one cache, over the whole table or segments of it. */
final class Walks<K, V> {

  private final OpenCache<K, V> open;
  private final Consumer<K> removal;

  /**
   * Of that cache.
   *
   * @param removal what an iterator does to the entry that it is told to remove
   */
  Walks(OpenCache<K, V> open, Consumer<K> removal) {
    this.open = open;
    this.removal = removal;
  }

  Iterator<Cache.Entry<K, V>> entries(Segment segment) {
    open.checkOpen();
    return new Walk<>(
        open, open.scans().iterate(segment, CacheEntry::new), Cache.Entry::getKey, removal);
  }

  Spliterator<Cache.Entry<K, V>> entries() {
    open.checkOpen();
    return new SegmentedWalk<>(this::entries);
  }

  Iterable<K> keys() {
    return new Iterable<>() {
      @Override
      public Iterator<K> iterator() {
        return keys(Segment.WHOLE_TABLE);
      }

      @Override
      public Spliterator<K> spliterator() {
        open.checkOpen();
        return new SegmentedWalk<>(Walks.this::keys);
      }
    };
  }

  private Iterator<K> keys(Segment segment) {
    open.checkOpen();
    return new Walk<>(open, open.scans().iterateKeys(segment), Function.identity(), removal);
  }
}
