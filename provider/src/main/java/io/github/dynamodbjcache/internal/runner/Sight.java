package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.internal.store.StoredEntry;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was found, as an operation sees it.
 *
 * @param found the item, live, expired, or unreadable; null if there is none
 * @param value decodes the live value; null if the entry counts as absent
 * @param nowMillis the instant by which that was told
 */
record Sight<V>(@Nullable StoredEntry found, @Nullable Supplier<V> value, long nowMillis) {

  boolean isAbsent() {
    return value == null;
  }

  /** The entry, if it has expired; empty if there is none, or another reason why it is absent. */
  <K> List<Expired<K>> expired(Target<K> target) {
    return Expired.amongFound(target, found, nowMillis);
  }

  /** The item, if its entry counts as there. */
  @Nullable StoredEntry live() {
    return value == null ? null : found;
  }
}
