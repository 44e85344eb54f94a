package io.github.dynamodbjcache.internal.cache;

import io.github.dynamodbjcache.internal.runner.CallLimits;
import io.github.dynamodbjcache.internal.runner.ScanRunner;
import java.time.Duration;

/**
 * The table of an open cache, as a whole.
 *
 * @param table its life
 * @param stack what holds its entries
 * @param limits how long each step may take
 */
record OpenTable(CacheTable table, StoreStack stack, CallLimits limits) {

  String name() {
    return table.name();
  }

  long estimateItemCount() {
    return table.estimateItemCount();
  }

  /** Deletes the parts of split entries that no entry has. */
  long removeOrphanParts(Duration grace) {
    return stack.orphans().delete(grace, limits::newCall);
  }

  /** Deletes the table, or its entries, or nothing. */
  void destroy(ScanRunner<?, ?> scans) {
    table.destroy(scans);
  }
}
