package io.github.dynamodbjcache.internal.cache;

import io.github.dynamodbjcache.internal.own.TableLife;
import io.github.dynamodbjcache.internal.table.TableIndex;
import io.github.dynamodbjcache.table.TableInfo;
import java.util.List;

/** The table of the user's under an open cache, as a whole. */
final class MappedTableLife implements TableLife {

  private final OpenCache<?, ?> cache;
  private final OpenTable table;
  private final MappedTable<?, ?> mapped;

  MappedTableLife(OpenCache<?, ?> cache, OpenTable table, MappedTable<?, ?> mapped) {
    this.cache = cache;
    this.table = table;
    this.mapped = mapped;
  }

  @Override
  public TableInfo describe() {
    return table.describe();
  }

  @Override
  public List<TableIndex> indexes() {
    return cache.call("index", mapped.indexes());
  }

  @Override
  public void drop() {
    cache.call("drop", table::delete); // First: it may be refused, and then the cache stays open.
    cache.close();
    cache.failures().afterClosing().translated("drop", table::awaitEnd);
  }
}
