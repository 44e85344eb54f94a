package io.github.dynamodbjcache.table;

import org.jspecify.annotations.Nullable;

/**
 * What can be scanned and queried: a table, or an index of one.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public interface Index<K, V> {

  /**
   * All items, in no order; of an index, those that have its key attributes.
   *
   * @throws javax.cache.CacheException for an index that does not have the attribute with the
   *     deadline: it cannot tell which items have expired
   */
  Selection<K, V> scan();

  /**
   * The items of one partition, by the sort key. Otherwise as {@link #scan}.
   *
   * @param partition the value of the partition key; of an index with several partition attributes,
   *     as many
   * @throws IllegalArgumentException if there are more or fewer, or one is of another type
   */
  Selection<K, V> query(@Nullable Object... partition);
}
