package io.github.dynamodbjcache;

import java.time.Duration;
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
   * How many items the table holds, as the service last counted: up to six hours old, with parts of
   * split entries and expired items that it has not deleted yet. One control-plane request ({@code
   * DescribeTable}), free of charge.
   *
   * @throws IllegalStateException if the cache is closed
   * @throws javax.cache.CacheException if the table cannot be asked
   */
  long estimateItemCount();

  /**
   * Deletes the parts of split entries (those over 399 KiB) that no entry has: what a writer left
   * behind that was killed, or whose outcome stayed unknown, and what {@code putAll} and {@code
   * removeAll(keys)} leave when their batches replace or remove a split entry without having seen
   * it. Parts are in no one's way: they do not show in reads, iterations or {@code clear()}, but
   * they are stored and billed. Run it now and then, say daily, from one JVM, if entries are split;
   * never mind otherwise. Entries that expire take their parts along without it.
   *
   * <p>It may run beside any other operation. It costs a scan of the whole table, which reads, and
   * bills, every item, and for each 25 parts that it suspects, one {@code BatchGetItem} of their
   * entries' items and one {@code BatchWriteItem}.
   *
   * @param grace how long after the time limit of its writer's call a part is left alone, at least
   *     a minute: it has to be longer than clocks may differ and requests may be under way. An hour
   *     is plenty
   * @return how many parts were deleted
   * @throws IllegalArgumentException if the grace is shorter than a minute
   * @throws IllegalStateException if the cache is closed
   * @throws javax.cache.CacheException if the table cannot be asked; what was deleted so far stays
   *     deleted
   */
  long removeOrphanParts(Duration grace);

  /**
   * How often this cache has met an entry that could not be read since it was opened, and left it
   * out of an iteration ({@code iteration.unreadable = skip}) or taken it as absent ({@code
   * unreadable = miss}); always 0 without these settings. Makes no request.
   */
  long getSkippedEntryCount();
}
