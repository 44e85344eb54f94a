package io.github.dynamodbjcache.table;

import org.jspecify.annotations.Nullable;

/**
 * What can be scanned and queried: a table, or an index of one.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public interface Index<K, V> {

  /** All items, in no order. */
  Selection<K, V> scan();

  /**
   * The items of one partition, by the sort key.
   *
   * @param partition the value of the partition key; of an index with several partition attributes,
   *     as many
   * @throws IllegalArgumentException if there are more or fewer, or one is of another type
   */
  Selection<K, V> query(@Nullable Object... partition);
}
