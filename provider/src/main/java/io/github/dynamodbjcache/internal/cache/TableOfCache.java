package io.github.dynamodbjcache.internal.cache;

import io.github.dynamodbjcache.internal.own.TableLife;
import io.github.dynamodbjcache.internal.table.TableIndex;
import io.github.dynamodbjcache.table.TableInfo;
import java.util.List;

/**
 * The table of an open cache, as its words see it.
 *
 * @param cache the cache, which ends with its table
 * @param mapped what the table is
 */
record TableOfCache(OpenCache<?, ?> cache, MappedTable<?, ?> mapped) implements TableLife {

  @Override
  public TableInfo describe() {
    return cache.describe();
  }

  @Override
  public List<TableIndex> indexes() {
    return cache.call("index", mapped.indexes());
  }

  @Override
  public void drop() {
    cache.drop();
  }
}
