package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.codec.EntryCodec;
import io.github.dynamodbjcache.internal.expiry.EntryExpiry;
import io.github.dynamodbjcache.internal.integration.Loading;
import io.github.dynamodbjcache.internal.integration.Writing;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.EntryStore;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the runners of one cache work with.
 *
 * @param readThrough the loader to ask for absent entries
 * @param writeThrough the writer to tell before the table
 * @param observers hear of what was committed
 * @param readConsistency of operations that only answer; those that change something always read
 *     strongly
 * @param unreadable what becomes of entries that cannot be read
 * @param clock decides about expiry
 * @param limits how long calls may take
 */
public record CacheParts<K, V>(
    EntryStore store,
    EntryCodec<K, V> codec,
    EntryExpiry expiry,
    Loading<K, V> readThrough,
    Writing<K, V> writeThrough,
    CommitObservers<K, V> observers,
    Consistency readConsistency,
    UnreadableEntries unreadable,
    Clock clock,
    CallLimits limits) {

  Target<K> target(K key) {
    return new Target<>(codec.place(key));
  }

  /** The value of an entry; null if it has expired, or if it cannot be read and that is absent. */
  @Nullable Supplier<V> valueIfThere(Target<K> target, StoredEntry entry, long nowMillis) {
    if (!entry.isLiveAt(nowMillis)) {
      return null;
    }
    if (!unreadable.countAsAbsent()) {
      return () -> codec.value(target.place(), entry.data());
    }
    try {
      V value = codec.value(target.place(), entry.data());
      return () -> value;
    } catch (CodecException e) {
      unreadable.takeAsAbsent(e);
      return null;
    }
  }
}
