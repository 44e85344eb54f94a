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
 * @param indexes its indexes; once a request if the table was not looked at when it was opened
 */
record MappedTable<K, V>(
    ItemMapping<K, V> mapping, TableLayout layout, Supplier<List<TableIndex>> indexes) {

  private static final String NULL_OF_SPRING = "org.springframework.cache.support.NullValue";

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

  /**
   * Lets values through that are not what Spring puts in place of null.
   *
   * @throws CacheException if it is
   */
  void requireNoStandInForNull(String cacheName, V value) {
    if (value.getClass().getName().equals(NULL_OF_SPRING)) {
      throw new CacheException(
          "cache \""
              + cacheName
              + "\": null is no item of a table with items.mapping. Let Spring leave it out, by"
              + " unless = \"#result == null\" of @Cacheable, or by allowNullValues = false of its"
              + " JCacheCacheManager");
    }
  }
}
