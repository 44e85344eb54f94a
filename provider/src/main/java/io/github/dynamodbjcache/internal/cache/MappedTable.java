package io.github.dynamodbjcache.internal.cache;

import io.github.dynamodbjcache.internal.mapping.ItemMapping;
import io.github.dynamodbjcache.internal.store.dynamodb.TableLayout;
import io.github.dynamodbjcache.internal.table.TableIndex;
import java.util.List;
import java.util.function.Supplier;
import javax.cache.CacheException;

/**
 * A table of the user's, as its words need it.
 *
 * @param mapping its keys and values
 * @param layout its items
 * @param indexes its indexes; a request if the table was not looked at when it was opened
 */
record MappedTable<K, V>(
    ItemMapping<K, V> mapping, TableLayout layout, Supplier<List<TableIndex>> indexes) {

  /**
   * Lets lifetimes through.
   *
   * @throws CacheException if items have no place for them
   */
  void requireLifetimes(String cacheName) {
    if (mapping.definition().timeToLive() == null) {
      throw new CacheException(
          "cache \""
              + cacheName
              + "\": a lifetime needs items.time-to-live (timeToLive of a mapping in code): the"
              + " attribute that holds the deadline of an item, in seconds");
    }
  }
}
