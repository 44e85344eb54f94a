package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.internal.codec.Place;
import io.github.dynamodbjcache.internal.store.Applied;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.PartialFailureException;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Function;
import javax.cache.event.CacheEntryListenerException;
import org.jspecify.annotations.Nullable;

/**
 * {@code removeAll()} of a cache with somebody to tell: group by group, in the caller's thread. A
 * listener that fails keeps no entry from being removed; its failure is thrown at the end.
 */
final class TellingRemoval<K, V> {

  private static final int REMOVED_AT_A_TIME = 100;

  private final BulkRunner<K, V> bulk;
  private final Function<StoredEntry, Place<K>> places;
  private final TimeLimit limit;

  /** Of what is gone already, the last group: all of it may be too much to keep. */
  private Map<EntryKey, Applied> gone = Map.of();

  private @Nullable CacheEntryListenerException deaf;

  TellingRemoval(BulkRunner<K, V> bulk, Function<StoredEntry, Place<K>> places, TimeLimit limit) {
    this.bulk = bulk;
    this.places = places;
    this.limit = limit;
  }

  /** Removes those entries. */
  void of(Iterator<StoredEntry> entries) {
    try {
      while (entries.hasNext()) {
        remove(nextGroup(entries));
      }
    } catch (StoreException | ContentionException failure) {
      throw PartialFailureException.amidDeletions(failure, gone);
    }
    if (deaf != null) {
      throw deaf;
    }
  }

  private Targets<K> nextGroup(Iterator<StoredEntry> entries) {
    Targets<K> group = new Targets<>();
    while (group.size() < REMOVED_AT_A_TIME && entries.hasNext()) {
      group.add(new Target<>(places.apply(entries.next())));
    }
    return group;
  }

  private void remove(Targets<K> group) {
    try {
      bulk.removeAll(group, limit);
    } catch (CacheEntryListenerException e) {
      deaf = deaf == null ? e : deaf;
    }
    Map<EntryKey, Applied> removed = new HashMap<>();
    group.places().forEach(at -> removed.put(at, Applied.PLAINLY));
    gone = removed;
  }
}
