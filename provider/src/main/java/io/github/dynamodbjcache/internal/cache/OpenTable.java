package io.github.dynamodbjcache.internal.cache;

import io.github.dynamodbjcache.internal.runner.CallLimits;
import io.github.dynamodbjcache.internal.runner.ScanRunner;
import io.github.dynamodbjcache.internal.split.OrphanParts;
import io.github.dynamodbjcache.table.TableInfo;
import java.time.Duration;
import javax.cache.CacheException;

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

  /** See {@link CacheTable#requireClearing}. */
  void requireClearing(String operation) {
    table.requireClearing(operation);
  }

  /**
   * Deletes the parts of split entries that no entry has.
   *
   * @throws CacheException if the table is the user's, where no entry is split
   */
  long removeOrphanParts(Duration grace) {
    OrphanParts orphans = stack.orphans();
    if (orphans == null) {
      throw new CacheException(
          "removeOrphanParts is for caches whose entries may be split over several items, by"
              + " max-entry-size. Table "
              + name()
              + " has a mapping (items.mapping), and an item for each entry");
    }
    return orphans.delete(grace, limits::newCall);
  }

  TableInfo describe() {
    return table.describe();
  }

  /** Asks for the deletion of the table. */
  void delete() {
    table.delete();
  }

  /** Waits until a table that was deleted is gone. */
  void awaitEnd() {
    table.awaitEnd();
  }

  /** Deletes the table, or its entries, or nothing. */
  void destroy(ScanRunner<?, ?> scans) {
    table.destroy(scans);
  }
}
