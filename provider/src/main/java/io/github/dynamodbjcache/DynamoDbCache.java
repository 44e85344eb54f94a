package io.github.dynamodbjcache;

import java.time.Duration;
import java.util.Spliterator;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/**
 * A cache whose entries are the items of a DynamoDB table: what {@code
 * cache.unwrap(DynamoDbCache.class)} yields.
 *
 * <p>Every operation that JCache calls atomic is linearizable for its key, whatever number of JVMs
 * share the table. {@code unwrap} also yields the entries as a {@link DynamoDbMap}, and the {@code
 * DynamoDbClient} that the cache uses; it belongs to the provider, or to whoever handed it in, and
 * is not to be closed.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public interface DynamoDbCache<K, V> extends Cache<K, V> {

  /**
   * The cache itself, but what is written through it lives that long, whatever the expiry policy
   * says: by every {@code put}, {@code replace}, {@code putAll}, {@code invoke}, also by the map
   * that it can be unwrapped to; and what is loaded through it, by {@code get}, {@code getAll},
   * {@code invoke} or {@code loadAll}. Everything else is shared, and closing one closes both.
   * Makes no request; the operations cost what those of the cache cost, and with a lifetime of zero
   * a read more.
   *
   * <p>What happens to an entry later follows the policy again: an access or a put without lifetime
   * moves the deadline if the policy says so, and leaves it if not; but {@code putAll}, and {@code
   * loadAll} that replaces existing values, make entries eternal under an eternal policy, unless a
   * listener has them put one by one.
   *
   * @param lifetime from each write on; fractions of a millisecond are cut off; {@code
   *     ChronoUnit.FOREVER.getDuration()} for eternal entries. Zero as in JCache: a new entry is
   *     not stored, one that is there expires at once
   * @throws NullPointerException if it is null
   * @throws IllegalArgumentException if it is negative
   * @throws javax.cache.CacheException if the cache has a mapping without time to live
   */
  DynamoDbCache<K, V> withLifetime(Duration lifetime);

  /**
   * Puts the value if there is none, and tells the one that is there otherwise, atomically: one
   * write request either way, since a refused one brings the entry along. The value that is told
   * counts as accessed.
   *
   * @return the value that was there, or null if the given one was put (or would have been, if the
   *     expiry policy gives new entries no lifetime)
   * @throws NullPointerException if key or value are null
   */
  @Nullable V getAndPutIfAbsent(K key, V value);

  /**
   * The live keys, walked lazily by scans that transfer no values: nothing is fetched before the
   * first key is asked for, and one page is in memory at a time. A walk counts nothing in the
   * statistics and accesses no entry; an entry whose value cannot be read is among them. Like
   * iterations of the cache it is weakly consistent: what is written meanwhile may or may not be
   * seen. The service reads, and bills, the whole items (0.5 or 1 read units for 4 KB).
   *
   * <p>{@code iterator()} removes by key; {@code spliterator()} splits into the segments of a
   * parallel scan.
   */
  Iterable<K> keys();

  /**
   * The entries, as {@link #iterator()} walks them; splits into up to 16 segments of a parallel
   * scan. Without splitting it is one plain scan.
   */
  @Override
  Spliterator<Entry<K, V>> spliterator();

  /**
   * How many live entries there are: exact, by a scan of the whole table in four segments whose
   * answers hold nothing but numbers. At least four requests, one for each megabyte; the service
   * reads, and bills, all items. Entries that are written meanwhile may or may not be counted;
   * those that cannot be read are. Ends within {@code client.bulk-timeout}. {@link
   * #estimateItemCount} is free.
   *
   * @throws IllegalStateException if the cache is closed
   * @throws javax.cache.CacheException if the table cannot be read
   */
  long countEntries();

  /**
   * True if there is no live entry. Looks at up to 100 items in a request and stops at the first
   * live one, which need not be readable: one request, unless the table begins with that many
   * expired entries. Ends within {@code client.bulk-timeout}.
   *
   * @throws IllegalStateException if the cache is closed
   * @throws javax.cache.CacheException if the table cannot be read
   */
  boolean isEmpty();

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
   * out of an iteration ({@code unreadable = skip}) or taken it as absent ({@code unreadable =
   * miss}); always 0 without these settings. Makes no request.
   */
  long getSkippedEntryCount();

  /**
   * What this cache asks of DynamoDB, and what comes of it: a view that goes on counting while
   * statistics are enabled. Makes no request.
   */
  DynamoDbStatisticsMXBean getRequestStatistics();
}
