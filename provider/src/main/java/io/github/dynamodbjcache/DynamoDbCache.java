package io.github.dynamodbjcache;

import javax.cache.Cache;

/**
 * A cache whose entries are the items of a DynamoDB table: what {@code
 * cache.unwrap(DynamoDbCache.class)} yields.
 *
 * <p>Every operation that JCache calls atomic is linearizable for its key, whatever number of JVMs
 * share the table. {@code unwrap} also yields the {@code DynamoDbClient} that the cache uses; it
 * belongs to the provider, or to whoever handed it in, and is not to be closed.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public interface DynamoDbCache<K, V> extends Cache<K, V> {

  /** The name of the table; makes no request. */
  String getTableName();

  /**
   * How many items the table holds, as the service last counted: up to six hours old, with expired
   * items that it has not deleted yet. One control-plane request ({@code DescribeTable}), free of
   * charge.
   *
   * @throws IllegalStateException if the cache is closed
   * @throws javax.cache.CacheException if the table cannot be asked
   */
  long estimateItemCount();

  /**
   * How many entries this cache's iterations have left out since it was opened because they could
   * not be read; always 0 unless {@code iteration.unreadable = skip}. Makes no request.
   */
  long getSkippedEntryCount();
}
