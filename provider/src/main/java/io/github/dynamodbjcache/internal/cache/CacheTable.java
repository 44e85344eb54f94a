package io.github.dynamodbjcache.internal.cache;

import static java.util.Objects.requireNonNull;

import io.github.dynamodbjcache.configuration.OnDestroy;
import io.github.dynamodbjcache.internal.codec.item.ItemAttributes;
import io.github.dynamodbjcache.internal.runner.ScanRunner;
import io.github.dynamodbjcache.internal.settings.Settings;
import io.github.dynamodbjcache.internal.settings.TableSetting;
import io.github.dynamodbjcache.internal.store.dynamodb.KeySchema;
import io.github.dynamodbjcache.internal.store.dynamodb.Naming;
import io.github.dynamodbjcache.internal.table.TableNames;
import io.github.dynamodbjcache.internal.table.TableSpec;
import io.github.dynamodbjcache.internal.table.Tables;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.time.Duration;
import javax.cache.CacheException;

/** The table of one cache, and what its settings say of its beginning and its end. */
final class CacheTable {

  private final Tables tables;
  private final TableSpec spec;
  private final OnDestroy onDestroy;
  private final Duration requestTimeout;

  private CacheTable(Tables tables, TableSpec spec, OnDestroy onDestroy, Duration requestTimeout) {
    this.tables = tables;
    this.spec = spec;
    this.onDestroy = onDestroy;
    this.requestTimeout = requestTimeout;
  }

  /** The table of the cache of that name; makes no request. */
  static CacheTable of(
      String cacheName, Settings settings, Tables tables, Duration requestTimeout) {
    return new CacheTable(
        tables, spec(cacheName, settings), settings.get(TableSetting.ON_DESTROY), requestTimeout);
  }

  String name() {
    return spec.name();
  }

  /** Makes sure that the table is there, unless that is assumed. */
  void open() {
    tables.open(spec);
  }

  /** Deletes the table, or its entries, or nothing. */
  void destroy(ScanRunner<?, ?> scans) {
    switch (onDestroy) {
      case DELETE -> delete();
      case CLEAR -> scans.clear();
      case KEEP -> {}
    }
  }

  /** Never a table that the settings protect, whatever it says itself: it may be another's. */
  private void delete() {
    if (spec.deletionProtection()) {
      throw Tables.isProtected(name());
    }
    tables.delete(name(), TimeLimit.after(requestTimeout));
  }

  long estimateItemCount() {
    return tables.itemCountEstimate(name(), TimeLimit.after(requestTimeout));
  }

  private static TableSpec spec(String cacheName, Settings settings) {
    return new TableSpec(
        name(cacheName, settings),
        KeySchema.ofText(ItemAttributes.KEY),
        requireNonNull(Naming.OWN.timeToLive()),
        settings.get(TableSetting.CREATE),
        settings.get(TableSetting.BILLING),
        settings.get(TableSetting.ENCRYPTION),
        settings.get(TableSetting.DELETION_PROTECTION),
        settings.get(TableSetting.POINT_IN_TIME_RECOVERY),
        settings.get(TableSetting.TAGS),
        settings.get(TableSetting.CREATION_TIMEOUT));
  }

  private static String name(String cacheName, Settings settings) {
    String own = settings.get(TableSetting.NAME);
    if (own != null) {
      return own;
    }
    try {
      return new TableNames(settings.get(TableSetting.PREFIX)).encode(cacheName);
    } catch (IllegalArgumentException e) {
      throw new CacheException(
          "cache \"" + cacheName + "\" cannot have a table: " + e.getMessage(), e);
    }
  }
}
