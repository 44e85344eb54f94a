package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.store.Applied;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.Page;
import io.github.dynamodbjcache.internal.store.PartialFailureException;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.cache.event.CacheEntryListenerException;
import org.jspecify.annotations.Nullable;

/**
 * {@code removeAll()} of a cache with somebody to tell: group by group, in the caller's thread.
 * Neither a listener that fails nor an entry that cannot be read keeps the others from being
 * removed; such failures are thrown at the end. Where the unreadable count as absent, they go
 * without anybody being told.
 */
final class TellingRemoval<K, V> {

  private static final int REMOVED_AT_A_TIME = 100;

  private final CacheParts<K, V> parts;
  private final BulkRunner<K, V> bulk;
  private final ExpiredOnTheWay<K, V> expired;
  private final TimeLimit limit;

  /** One of what is gone already, for all of it, which may be too much to keep. */
  private Map<EntryKey, Applied> gone = Map.of();

  private @Nullable CacheEntryListenerException deaf;
  private @Nullable RuntimeException firstUnreadable;
  private long unreadable;

  TellingRemoval(
      CacheParts<K, V> parts,
      BulkRunner<K, V> bulk,
      ExpiredOnTheWay<K, V> expired,
      TimeLimit limit) {
    this.parts = parts;
    this.bulk = bulk;
    this.expired = expired;
    this.limit = limit;
  }

  /** Removes those entries. */
  void of(Iterator<Page.Found> entries) {
    try {
      while (entries.hasNext()) {
        remove(nextGroup(entries));
      }
    } catch (StoreException | ContentionException failure) {
      throw PartialFailureException.amidDeletions(failure, gone);
    }
    if (firstUnreadable != null) {
      throw leftOver(firstUnreadable);
    }
    if (deaf != null) {
      throw deaf;
    }
  }

  private Targets<K> nextGroup(Iterator<Page.Found> entries) {
    Targets<K> group = new Targets<>();
    while (group.size() < REMOVED_AT_A_TIME && !expired.isFull() && entries.hasNext()) {
      Page.Found found = entries.next();
      if (expired.meets(found)) {
        continue;
      }
      try {
        StoredEntry entry = found.readable();
        group.add(new Target<>(parts.codec().placeOf(entry.key().attributes(), entry.data())));
      } catch (CodecException | PartialFailureException e) {
        meet(found.entry(), e);
      }
    }
    return group;
  }

  /** One whose key cannot be told to anybody. */
  private void meet(StoredEntry entry, RuntimeException failure) {
    if (parts.unreadable().countAsAbsent()) {
      parts.unreadable().takeAsAbsent(failure);
      parts.store().applyAll(List.of(new Mutation.Erase(entry)), limit);
      noteGone(Set.of(entry.key()));
    } else {
      unreadable++;
      firstUnreadable = firstUnreadable == null ? failure : firstUnreadable;
    }
  }

  private void remove(Targets<K> group) {
    try {
      expired.remove();
    } catch (CacheEntryListenerException e) {
      deaf = deaf == null ? e : deaf;
    }
    if (group.size() == 0) {
      return;
    }
    try {
      bulk.removeAll(group, limit);
    } catch (CacheEntryListenerException e) {
      deaf = deaf == null ? e : deaf;
    }
    noteGone(group.places());
  }

  private void noteGone(Set<EntryKey> places) {
    for (EntryKey one : places) {
      gone = Map.of(one, Applied.PLAINLY);
      return;
    }
  }

  private RuntimeException leftOver(RuntimeException first) {
    if (gone.isEmpty()) {
      return first;
    }
    PartialFailureException told =
        new PartialFailureException(
            "what cannot be read is still there (entries: "
                + unreadable
                + "; clear() removes them), and the others are gone. One of the reasons: "
                + first.getMessage(),
            Set.of(),
            Set.of(),
            gone,
            first);
    if (deaf != null) {
      told.addSuppressed(deaf);
    }
    return told;
  }
}
