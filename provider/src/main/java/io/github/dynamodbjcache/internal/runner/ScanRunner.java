package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.internal.codec.Place;
import io.github.dynamodbjcache.internal.statistics.CacheStatistics;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.Scans;
import io.github.dynamodbjcache.internal.store.Segment;
import io.github.dynamodbjcache.internal.store.Selection;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.Deadline;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import javax.cache.Cache;

/** Runs what is about the whole table: walking it, and emptying it. */
public final class ScanRunner<K, V> {

  private static final int LOOKED_AT_A_TIME = 100;

  private final CacheParts<K, V> parts;
  private final Scans scans;
  private final BulkRunner<K, V> bulk;
  private final AccessedEntries accessed;
  private final CacheStatistics statistics;

  /**
   * For one cache, beside the runner of its bulk operations.
   *
   * @param scans walks over its store
   * @param statistics counts what iterations hand out, and what is removed unseen
   */
  public ScanRunner(
      CacheParts<K, V> parts, Scans scans, BulkRunner<K, V> bulk, CacheStatistics statistics) {
    this.parts = parts;
    this.scans = scans;
    this.bulk = bulk;
    this.statistics = statistics;
    this.accessed = new AccessedEntries(parts.store(), parts.clock());
  }

  /**
   * Walks the live entries of a segment lazily: one page in memory, nothing fetched before the
   * first {@code hasNext}. Each one that is handed out counts as a hit and as an access. One that
   * cannot be read fails once, or is left out; then comes the next.
   */
  public Iterator<Cache.Entry<K, V>> iterate(Segment segment) {
    Selection entries = entries(parts.readConsistency());
    return new Visit<>(
        scans.iterateAll(entries.in(segment), this::newLimit),
        onTheWay(/* areWhole= */ true),
        parts.unreadable().newIteration(),
        found -> {
          Place<K> place = placeOf(found);
          return new Found<>(found, place.key(), parts.codec().value(place, found.data()));
        },
        this::handOut);
  }

  /** Walks the keys of the live entries likewise: values are not looked at, nothing is counted. */
  public Iterator<K> iterateKeys(Segment segment) {
    Selection keys =
        bulk.expired().areWanted() ? Selection.allKeys(parts.readConsistency()) : liveKeys();
    return new Visit<>(
        scans.iterateAll(withFullKeys(keys).in(segment), this::newLimit),
        onTheWay(/* areWhole= */ false),
        parts.unreadable().newIteration(),
        this::placeOf,
        Place::key);
  }

  /** True if there is no live entry; looks at a few items at a time until it finds one. */
  public boolean isEmpty() {
    TimeLimit limit = parts.limits().newBulk();
    return !scans.iterate(liveKeys().paged(LOOKED_AT_A_TIME), () -> limit).hasNext();
  }

  /** How many live entries there are, by a parallel scan of the whole table. */
  public long count() {
    return scans.count(liveKeys(), parts.limits().newBulk());
  }

  private Selection liveKeys() {
    return withFullKeys(Selection.liveKeys(parts.readConsistency(), parts.clock().millis()));
  }

  private Selection withFullKeys(Selection keys) {
    return keys.along(parts.codec().furtherOfKeys());
  }

  /** The live entries; where somebody wants to hear of the expired ones, those as well. */
  private Selection entries(Consistency consistency) {
    return bulk.expired().areWanted()
        ? Selection.allEntries(consistency)
        : Selection.liveEntries(consistency, parts.clock().millis());
  }

  private ExpiredOnTheWay<K, V> onTheWay(boolean areWhole) {
    return new ExpiredOnTheWay<>(parts, bulk.expired(), areWhole, this::newLimit);
  }

  /**
   * {@code removeAll()}: every live entry, as {@code removeAll(keys)} would, in the caller's
   * thread. Without anyone to tell, the keys alone are read and deleted in batches, in parallel.
   */
  public void removeAll() {
    TimeLimit limit = parts.limits().newBulk();
    if (parts.writeThrough().isTold() || parts.observers().wantPrevious()) {
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
      statistics.countRemovals(removed.sum(), System.nanoTime() - start);
    }
  }

  /** {@code clear()}: every item, expired ones too; no events, no statistics. */
  public void clear() {
    scans.deleteAll(parts.limits().newBulk(), page -> {});
  }

  private void removeTelling(TimeLimit limit) {
    ExpiredOnTheWay<K, V> expired =
        new ExpiredOnTheWay<>(parts, bulk.expired(), /* areWhole= */ true, () -> limit);
    new TellingRemoval<>(parts, bulk, expired, limit)
        .of(scans.iterateAll(entries(Consistency.STRONG), () -> limit));
  }

  private Place<K> placeOf(StoredEntry entry) {
    return parts.codec().placeOf(entry.key().attributes(), entry.data());
  }

  private TimeLimit newLimit() {
    return parts.limits().newCall();
  }

  private Cache.Entry<K, V> handOut(Found<K, V> found) {
    long start = System.nanoTime();
    Cache.Entry<K, V> handedOut = new EntrySnapshot<>(found.key(), found.value());
    touch(found.entry());
    statistics.countLookups(1, 0, System.nanoTime() - start);
    return handedOut;
  }

  private void touch(StoredEntry entry) {
    Deadline moved = parts.expiry().onAccess(parts.clock().millis(), entry.deadline());
    if (moved != null) {
      accessed.apply(List.of(Mutation.Touch.of(entry, moved)), newLimit());
    }
  }

  private record Found<K, V>(StoredEntry entry, K key, V value) {}
}
