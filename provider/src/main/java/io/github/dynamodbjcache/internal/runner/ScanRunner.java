package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.codec.item.ItemAttributes;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.PartialFailureException;
import io.github.dynamodbjcache.internal.store.Scans;
import io.github.dynamodbjcache.internal.store.Segment;
import io.github.dynamodbjcache.internal.store.Selection;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.Deadline;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import javax.cache.Cache;
import javax.cache.event.CacheEntryListenerException;
import org.jspecify.annotations.Nullable;

/** Runs what is about the whole table: walking it, and emptying it. */
public final class ScanRunner<K, V> {

  private static final int REMOVED_AT_A_TIME = 100;
  private static final int LOOKED_AT_A_TIME = 100;

  private final CacheParts<K, V> parts;
  private final Scans scans;
  private final BulkRunner<K, V> bulk;
  private final Touches touches;
  private final @Nullable SkippedEntries skipped;

  /**
   * For one cache, beside the runner of its bulk operations.
   *
   * @param scans walks over its store
   * @param skipped counts the entries that iterations leave out because they cannot be read; null
   *     if iterations fail at them
   */
  public ScanRunner(
      CacheParts<K, V> parts,
      Scans scans,
      BulkRunner<K, V> bulk,
      @Nullable SkippedEntries skipped) {
    this.parts = parts;
    this.scans = scans;
    this.bulk = bulk;
    this.skipped = skipped;
    this.touches = new Touches(parts.store(), parts.clock());
  }

  /**
   * Walks the live entries of a segment lazily: one page in memory, nothing fetched before the
   * first {@code hasNext}. Each one that is handed out counts as a hit and as an access. One that
   * cannot be read fails once, or is left out; then comes the next.
   */
  public Iterator<Cache.Entry<K, V>> iterate(Segment segment) {
    Selection live = Selection.liveEntries(parts.readConsistency(), parts.clock().millis());
    return new Walk<>(
        scans.iterate(live.in(segment), this::newLimit),
        found -> {
          K key = keyOf(found);
          return new Found<>(found, key, parts.valueOf(key, found));
        },
        this::handOut);
  }

  /** Walks the keys of the live entries likewise: values are not looked at, nothing is counted. */
  public Iterator<K> iterateKeys(Segment segment) {
    return new Walk<>(
        scans.iterate(liveKeys().in(segment), this::newLimit), this::keyOf, key -> key);
  }

  /** True if there is no live entry; looks at a few items at a time until it finds one. */
  public boolean isEmpty() {
    TimeLimit limit = bulk.newLimit();
    return !scans.iterate(liveKeys().paged(LOOKED_AT_A_TIME), () -> limit).hasNext();
  }

  /** How many live entries there are, by a parallel scan of the whole table. */
  public long count() {
    return scans.count(liveKeys(), bulk.newLimit());
  }

  private Selection liveKeys() {
    return Selection.liveKeys(parts.readConsistency(), parts.clock().millis())
        .along(Set.of(ItemAttributes.FULL_KEY));
  }

  /**
   * {@code removeAll()}: every live entry, as {@code removeAll(keys)} would, in the caller's
   * thread. Without anyone to tell, the keys alone are read and deleted in batches, in parallel.
   */
  public void removeAll() {
    TimeLimit limit = bulk.newLimit();
    if (parts.writeThrough() != null || parts.listeners().isAnybodyThere()) {
      removeTelling(limit);
      return;
    }
    long start = System.nanoTime();
    long now = parts.clock().millis();
    LongAdder removed = new LongAdder();
    try {
      scans.deleteAll(
          limit,
          page -> page.stream().filter(e -> e.isLiveAt(now)).forEach(e -> removed.increment()));
    } finally {
      parts.statistics().countRemovals(removed.sum(), System.nanoTime() - start);
    }
  }

  /** {@code clear()}: every item, expired ones too; no events, no statistics. */
  public void clear() {
    scans.deleteAll(bulk.newLimit(), page -> {});
  }

  /** A listener that fails keeps no entry from being removed; its failure is thrown at the end. */
  private void removeTelling(TimeLimit limit) {
    Selection live = Selection.liveEntries(Consistency.STRONG, parts.clock().millis());
    Iterator<StoredEntry> entries = scans.iterate(live, () -> limit);
    CacheEntryListenerException failure = null;
    while (entries.hasNext()) {
      List<K> keys = new ArrayList<>(REMOVED_AT_A_TIME);
      while (keys.size() < REMOVED_AT_A_TIME && entries.hasNext()) {
        keys.add(keyOf(entries.next()));
      }
      try {
        bulk.removeAll(keys, limit);
      } catch (CacheEntryListenerException e) {
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private K keyOf(StoredEntry entry) {
    return parts.codec().key(entry.key().attributes(), entry.data());
  }

  private TimeLimit newLimit() {
    return TimeLimit.after(parts.callTimeout());
  }

  private Cache.Entry<K, V> handOut(Found<K, V> found) {
    long start = System.nanoTime();
    Cache.Entry<K, V> handedOut = new EntrySnapshot<>(found.key(), found.value());
    touch(found.entry());
    parts.statistics().countLookups(1, 0, System.nanoTime() - start);
    return handedOut;
  }

  private void touch(StoredEntry entry) {
    Deadline moved = parts.expiry().onAccess(parts.clock().millis(), entry.deadline());
    if (moved != null) {
      touches.apply(List.of(new Mutation.Touch(entry.key(), moved, entry.basis())), newLimit());
    }
  }

  /**
   * A walk that reads ahead by one, so that {@code hasNext} is right about entries that expire or
   * cannot be read.
   */
  private final class Walk<T, E> implements Iterator<E> {

    private final Iterator<StoredEntry> entries;
    private final Function<StoredEntry, T> reading;
    private final Function<T, E> handingOut;
    private final SkippedEntries.@Nullable Iteration leftOut =
        skipped == null ? null : skipped.newIteration();
    private @Nullable T next;

    Walk(
        Iterator<StoredEntry> entries,
        Function<StoredEntry, T> reading,
        Function<T, E> handingOut) {
      this.entries = entries;
      this.reading = reading;
      this.handingOut = handingOut;
    }

    @Override
    public boolean hasNext() {
      boolean more = true;
      while (next == null && more) {
        more = goOn();
      }
      return next != null;
    }

    /** Looks at one entry more; false if there is none. */
    private boolean goOn() {
      try {
        boolean more = entries.hasNext();
        next = more ? read(entries.next()) : null;
        return more;
      } catch (CodecException | PartialFailureException unreadable) {
        if (leftOut == null) {
          throw unreadable;
        }
        leftOut.leaveOut(unreadable);
        return true;
      }
    }

    /** What has expired since its page was fetched is left out like what expired before. */
    private @Nullable T read(StoredEntry entry) {
      return entry.isLiveAt(parts.clock().millis()) ? reading.apply(entry) : null;
    }

    @Override
    public E next() {
      if (!hasNext() || next == null) {
        throw new NoSuchElementException();
      }
      T found = next;
      next = null;
      return handingOut.apply(found);
    }
  }

  private record Found<K, V>(StoredEntry entry, K key, V value) {}
}
