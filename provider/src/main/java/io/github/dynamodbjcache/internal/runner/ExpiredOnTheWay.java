package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.store.Page;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The expired entries that one walk through the table meets. They are collected, so that those that
 * lie side by side go in parallel. For one thread.
 */
final class ExpiredOnTheWay<K, V> {

  private static final int AT_A_TIME = 100;

  private final CacheParts<K, V> parts;
  private final ExpiredEntries<K, V> expired;
  private final boolean areWhole;
  private final Supplier<TimeLimit> limits;
  private final List<Expired<K>> met = new ArrayList<>();

  /**
   * Of a walk.
   *
   * @param areWhole false if it reads only keys
   * @param limits the limit for each removal of some of them
   */
  ExpiredOnTheWay(
      CacheParts<K, V> parts,
      ExpiredEntries<K, V> expired,
      boolean areWhole,
      Supplier<TimeLimit> limits) {
    this.parts = parts;
    this.expired = expired;
    this.areWhole = areWhole;
    this.limits = limits;
  }

  /** True if that entry has expired, and is none for the walk to hand out. */
  boolean meets(Page.Found found) {
    long now = parts.clock().millis();
    if (found.entry().isLiveAt(now)) {
      return false;
    }
    if (found.garbled() == null && expired.areWanted()) {
      add(found.entry(), now);
    }
    return true;
  }

  private void add(StoredEntry entry, long now) {
    try {
      Target<K> target =
          new Target<>(parts.codec().placeOf(entry.key().attributes(), entry.data()));
      met.add(new Expired<>(target, entry, now, areWhole));
    } catch (CodecException keyCannotBeRead) {
      return; // Nobody could be told whose entry it is.
    }
  }

  /** True if those that were met should go before more are. */
  boolean isFull() {
    return met.size() >= AT_A_TIME;
  }

  /** Removes those that were met since the last time. */
  void remove() {
    if (!met.isEmpty()) {
      List<Expired<K>> together = List.copyOf(met);
      met.clear();
      expired.remove(together, limits.get());
    }
  }
}
