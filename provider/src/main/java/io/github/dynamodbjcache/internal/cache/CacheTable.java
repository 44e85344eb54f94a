package io.github.dynamodbjcache.internal.cache;

import io.github.dynamodbjcache.configuration.Clearing;
import io.github.dynamodbjcache.configuration.OnDestroy;
import io.github.dynamodbjcache.internal.runner.ScanRunner;
import io.github.dynamodbjcache.internal.settings.ItemsSetting;
import io.github.dynamodbjcache.internal.settings.Settings;
import io.github.dynamodbjcache.internal.settings.TableSetting;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.table.FoundTable;
import io.github.dynamodbjcache.internal.table.TableSpec;
import io.github.dynamodbjcache.internal.table.Tables;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import io.github.dynamodbjcache.table.TableInfo;
import java.time.Duration;
import java.util.Optional;
import javax.cache.CacheException;

/** The table of one cache, and what its settings say of its beginning and its end. */
final class CacheTable {

  private final String cacheName;
  private final Tables tables;
  private final TableSpec spec;
  private final OnDestroy onDestroy;
  private final Clearing clearing;
  private final Duration requestTimeout;

  /** The table of the cache of that name; makes no request. */
  CacheTable(
      String cacheName, TableSpec spec, Settings settings, Tables tables, Duration requestTimeout) {
    this.cacheName = cacheName;
    this.tables = tables;
    this.spec = spec;
    this.onDestroy = settings.get(TableSetting.ON_DESTROY);
    this.clearing =
        spec.owner() == TableSpec.Owner.USER ? settings.get(ItemsSetting.CLEAR) : Clearing.ALLOW;
    this.requestTimeout = requestTimeout;
  }

  String name() {
    return spec.name();
  }

  /**
   * Makes sure that the table is there, unless that is assumed.
   *
   * @return what it turned out to be; empty if it was not looked at
   * @throws StoreException if it cannot be used
   */
  Optional<FoundTable> open() {
    return tables.open(spec);
  }

  /**
   * Lets through what deletes every item.
   *
   * @throws CacheException if the settings refuse that
   */
  void requireClearing(String operation) {
    if (clearing == Clearing.REFUSE) {
      throw new CacheException(
          "cache \""
              + cacheName
              + "\", "
              + operation
              + ": refused, since it would delete every item of table "
              + name()
              + ", which is not the cache's alone. Remove keys one by one or by removeAll(keys), or"
              + " set items.clear = allow (setClearing)");
    }
  }

  /** Deletes the table, or its entries, or nothing. */
  void destroy(ScanRunner<?, ?> scans) {
    switch (onDestroy) {
      case DELETE -> delete();
      case CLEAR -> scans.clear();
      case KEEP -> {}
    }
  }

  /**
   * Asks for the deletion of the table, whatever is to become of it when the cache is destroyed.
   * Never of one that the settings protect, whatever it says itself: it may be another's.
   */
  void delete() {
    if (spec.made().deletionProtection()) {
      throw Tables.isProtected(name());
    }
    tables.delete(name(), TimeLimit.after(requestTimeout));
  }

  /** Waits until a table that was deleted is gone. */
  void awaitEnd() {
    tables.awaitEnd(name(), TimeLimit.after(spec.creationTimeout()));
  }

  /** What the table is now; one request. */
  FoundTable look() {
    return tables.look(name(), TimeLimit.after(requestTimeout));
  }

  TableInfo describe() {
    return tables.describe(name(), TimeLimit.after(requestTimeout));
  }

  long estimateItemCount() {
    return tables.itemCountEstimate(name(), TimeLimit.after(requestTimeout));
  }
}
