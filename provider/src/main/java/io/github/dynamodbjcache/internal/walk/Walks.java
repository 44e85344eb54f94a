package io.github.dynamodbjcache.internal.walk;

import io.github.dynamodbjcache.internal.runner.ScanRunner;
import io.github.dynamodbjcache.internal.store.Segment;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.cache.Cache;

/** The walks through one cache, over the whole table or segments of it. */
public final class Walks<K, V> {

  private final Calls calls;
  private final ScanRunner<K, V> scans;
  private final Consumer<K> removal;

  /**
   * Of that cache.
   *
   * @param calls how each step is made
   * @param scans what walks the table
   * @param removal what an iterator does to the entry that it is told to remove
   */
  public Walks(Calls calls, ScanRunner<K, V> scans, Consumer<K> removal) {
    this.calls = calls;
    this.scans = scans;
    this.removal = removal;
  }

  /** The entries of a segment, one after the other. */
  public Iterator<Cache.Entry<K, V>> entries(Segment segment) {
    calls.checkOpen();
    return new Walk<>(calls, scans.iterate(segment), Cache.Entry::getKey, removal);
  }

  /** The entries of the whole table, to be split into segments. */
  public Spliterator<Cache.Entry<K, V>> entries() {
    calls.checkOpen();
    return SegmentedWalk.ofDistinct(this::entries);
  }

  /** The keys of the whole table. */
  public Iterable<K> keys() {
    return new Iterable<>() {
      @Override
      public Iterator<K> iterator() {
        return keys(Segment.WHOLE_TABLE);
      }

      @Override
      public Spliterator<K> spliterator() {
        calls.checkOpen();
        return SegmentedWalk.ofDistinct(Walks.this::keys);
      }
    };
  }

  private Iterator<K> keys(Segment segment) {
    calls.checkOpen();
    return new Walk<>(calls, scans.iterateKeys(segment), Function.identity(), removal);
  }
}
