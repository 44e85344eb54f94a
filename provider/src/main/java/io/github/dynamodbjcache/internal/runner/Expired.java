package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.internal.store.StoredEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry that an operation has found expired, and has not replaced.
 *
 * @param entry as it was found
 * @param nowMillis the instant at which it had expired
 * @param isWhole false if only its key was read
 */
record Expired<K>(Target<K> target, StoredEntry entry, long nowMillis, boolean isWhole) {

  /** What was found as a whole, if it had expired by then; else nothing. */
  static <K> List<Expired<K>> amongFound(
      Target<K> target, @Nullable StoredEntry found, long nowMillis) {
    return found == null || found.isLiveAt(nowMillis)
        ? List.of()
        : List.of(new Expired<>(target, found, nowMillis, /* isWhole= */ true));
  }
}
