package io.github.dynamodbjcache.internal.own;

import io.github.dynamodbjcache.internal.mapping.ItemMapping;
import io.github.dynamodbjcache.internal.reading.PageWalk;
import io.github.dynamodbjcache.internal.reading.Reading;
import io.github.dynamodbjcache.internal.reading.UnitRate;
import io.github.dynamodbjcache.internal.runner.CallLimits;
import io.github.dynamodbjcache.internal.runner.UnreadableEntries;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.EntryStore;
import io.github.dynamodbjcache.internal.store.Source;
import io.github.dynamodbjcache.internal.walk.Calls;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What reads of one table work with.
 *
 * @param table its name
 * @param calls how each request is made
 * @param consistency of reads that say none
 * @param unreadable what becomes of items that do not fit the mapping
 * @param clock decides about expiry
 */
public record Reads<K, V>(
    String table,
    EntryStore store,
    ItemMapping<K, V> mapping,
    Calls calls,
    CallLimits limits,
    Consistency consistency,
    UnreadableEntries unreadable,
    Clock clock) {

  /**
   * A walk through a reading. Each request is a call of its own: closing the cache waits for one of
   * them, not for the walk.
   *
   * @param rate how fast; null for as fast as it goes
   */
  PageWalk walk(Reading reading, View view, @Nullable UnitRate rate) {
    return new PageWalk(
        reading,
        view.keyNames(),
        (selection, from) ->
            calls.call(operation(reading), () -> store.page(selection, from, limits.newCall())),
        clock,
        rate);
  }

  /** What messages call it. */
  static String operation(Reading reading) {
    return reading.selection().source() instanceof Source.Query ? "query" : "scan";
  }
}
