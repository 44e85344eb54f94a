package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.codec.EntryCodec;
import io.github.dynamodbjcache.internal.event.Listeners;
import io.github.dynamodbjcache.internal.expiry.EntryExpiry;
import io.github.dynamodbjcache.internal.integration.Loading;
import io.github.dynamodbjcache.internal.integration.Writing;
import io.github.dynamodbjcache.internal.statistics.CacheStatistics;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.EntryStore;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the runners of one cache work with.
 *
 * @param readThrough the loader to ask for absent entries, or null without read-through
 * @param writeThrough the writer to tell before the table, or null without write-through
 * @param readConsistency of operations that only answer; those that change something always read
 *     strongly
 * @param unreadable counts the entries that are taken as absent because they cannot be read; null
 *     if operations fail at them
 * @param clock decides about expiry
 * @param callTimeout what one operation on one entry may take, the caller's own code aside
 * @param bulkTimeout what an operation on many entries may take in all
 */
public record CacheParts<K, V>(
    EntryStore store,
    EntryCodec<K, V> codec,
    EntryExpiry expiry,
    @Nullable Loading<K, V> readThrough,
    @Nullable Writing<K, V> writeThrough,
    CacheStatistics statistics,
    Listeners<K, V> listeners,
    Consistency readConsistency,
    @Nullable SkippedEntries unreadable,
    Clock clock,
    Duration callTimeout,
    Duration bulkTimeout) {

  Target<K> target(K key) {
    return new Target<>(key, new EntryKey(codec.keyAttributes(key)));
  }

  V valueOf(K key, StoredEntry entry) {
    return codec.value(key, entry.data());
  }

  /** The value of an entry; null if it has expired, or if it cannot be read and that is absent. */
  @Nullable Supplier<V> valueIfThere(K key, StoredEntry entry, long nowMillis) {
    if (!entry.isLiveAt(nowMillis)) {
      return null;
    }
    if (unreadable == null) {
      return () -> valueOf(key, entry);
    }
    try {
      V value = valueOf(key, entry);
      return () -> value;
    } catch (CodecException e) {
      unreadable.takeAsAbsent(e);
      return null;
    }
  }

  /** Refuses what cannot be stored: before a writer hears of it. */
  void requireStorable(K key, V value) {
    codec.dataAttributes(key, value);
  }

  /** For old values that events carry: what cannot be decoded does not undo what was committed. */
  @Nullable V valueOrNull(K key, StoredEntry entry) {
    try {
      return valueOf(key, entry);
    } catch (CodecException undecodable) {
      return null;
    }
  }
}
