package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.PartialFailureException;
import io.github.dynamodbjcache.internal.store.Selection;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.Deadline;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;
import javax.cache.event.CacheEntryListenerException;
import org.jspecify.annotations.Nullable;

/** Runs what is about the whole table: walking it, and emptying it. */
public final class ScanRunner<K, V> {

  private static final int REMOVED_AT_A_TIME = 100;

  private final CacheParts<K, V> parts;
  private final BulkRunner<K, V> bulk;
  private final Touches touches;
  private final @Nullable SkippedEntries skipped;

  /**
   * For one cache, beside the runner of its bulk operations.
   *
   * @param skipped counts the entries that iterations leave out because they cannot be read; null
   *     if iterations fail at them
   */
  public ScanRunner(
      CacheParts<K, V> parts, BulkRunner<K, V> bulk, @Nullable SkippedEntries skipped) {
    this.parts = parts;
    this.bulk = bulk;
    this.skipped = skipped;
    this.touches = new Touches(parts.store(), parts.clock());
  }

  /**
   * Walks the live entries lazily: one page in memory, nothing fetched before the first {@code
   * hasNext}. Each one that is handed out counts as a hit and as an access. One that cannot be read
   * fails once, or is left out; then comes the next.
   *
   * @param entry makes what is handed out of key and value
   */
  public <E> Iterator<E> iterate(BiFunction<K, V, E> entry) {
    Selection live = Selection.liveEntries(parts.readConsistency(), parts.clock().millis());
    return new Walk<>(parts.store().scan(live, this::newLimit), entry);
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
      parts
          .store()
          .deleteAll(
              limit,
              page -> page.stream().filter(e -> e.isLiveAt(now)).forEach(e -> removed.increment()));
    } finally {
      parts.statistics().countRemovals(removed.sum(), System.nanoTime() - start);
    }
  }

  /** {@code clear()}: every item, expired ones too; no events, no statistics. */
  public void clear() {
    parts.store().deleteAll(bulk.newLimit(), page -> {});
  }

  /** A listener that fails keeps no entry from being removed; its failure is thrown at the end. */
  private void removeTelling(TimeLimit limit) {
    Selection live = Selection.liveEntries(Consistency.STRONG, parts.clock().millis());
    Iterator<StoredEntry> entries = parts.store().scan(live, () -> limit);
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

  private final class Walk<E> implements Iterator<E> {

    private final Iterator<StoredEntry> entries;
    private final BiFunction<K, V, E> made;
    private final SkippedEntries.@Nullable Iteration leftOut =
        skipped == null ? null : skipped.newIteration();
    private @Nullable Found<K, V> next;

    Walk(Iterator<StoredEntry> entries, BiFunction<K, V, E> made) {
      this.entries = entries;
      this.made = made;
    }

    @Override
    public boolean hasNext() {
      while (next == null && entries.hasNext()) {
        next = leftOut == null ? found(entries.next()) : foundUnless(leftOut);
      }
      return next != null;
    }

    private @Nullable Found<K, V> foundUnless(SkippedEntries.Iteration unreadable) {
      try {
        return found(entries.next());
      } catch (CodecException | PartialFailureException e) {
        unreadable.leaveOut(e);
        return null;
      }
    }

    /** What has expired since its page was fetched is left out like what expired before. */
    private @Nullable Found<K, V> found(StoredEntry entry) {
      if (!entry.isLiveAt(parts.clock().millis())) {
        return null;
      }
      K key = keyOf(entry);
      return new Found<>(entry, key, parts.valueOf(key, entry));
    }

    @Override
    public E next() {
      long start = System.nanoTime();
      if (!hasNext() || next == null) {
        throw new NoSuchElementException();
      }
      Found<K, V> found = next;
      next = null;
      E handedOut = made.apply(found.key(), found.value());
      touch(found.entry());
      parts.statistics().countLookups(1, 0, System.nanoTime() - start);
      return handedOut;
    }

    private void touch(StoredEntry entry) {
      Deadline moved = parts.expiry().onAccess(parts.clock().millis(), entry.deadline());
      if (moved != null) {
        touches.apply(
            List.of(new Mutation.Touch(entry.key(), moved, entry.revision())), newLimit());
      }
    }
  }

  private record Found<K, V>(StoredEntry entry, K key, V value) {}
}
