package io.github.dynamodbjcache.table;

import io.github.dynamodbjcache.configuration.Consistency;
import java.util.stream.Stream;
import javax.cache.Cache;

/**
 * Which items of a table or an index, in which order, and how many at a time. Immutable: each
 * method gives another one. Nothing is fetched before the first {@code hasNext}, or what stands for
 * it; then one request brings a page, of which one at a time is in memory. If a request fails, the
 * next call of that iterator tries the same page again.
 *
 * <p>Expired items are left out. A page tells them among what was examined.
 *
 * <p>It can be gone through any number of times, each time with requests of its own. It counts
 * nothing but requests: neither hits nor accesses, and no lifetime is prolonged. Items that do not
 * fit the mapping are met as {@code unreadable} says: such a one fails once, and the next one comes
 * after it, or it is left out.
 *
 * <p>Cost: a {@code Scan} or {@code Query} for each page, and read capacity for all that is
 * examined, whatever is left out of it and however little of it goes over the wire.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public interface Selection<K, V> extends Iterable<Cache.Entry<K, V>> {

  /**
   * Only those of the partition whose sort key is so. Where an index has several sort attributes,
   * the first {@code where} is about the first of them, and each further one about the next; all
   * but the last have to be {@link SortKey#eq}.
   *
   * @throws IllegalArgumentException for a scan, where there is no sort key, and for a value that
   *     no sort key can have
   */
  Selection<K, V> where(SortKey range);

  /**
   * Only those for which that is true, and what was said by {@code filter} before. The service
   * reads, and bills, what the filter leaves out.
   *
   * @throws IllegalArgumentException for a query, if the condition names an attribute of the key
   *     that it goes by: that is {@link #where}'s; for an index that does not have an attribute of
   *     it; and if it is too large for a request
   */
  Selection<K, V> filter(Condition condition);

  /**
   * From the greatest sort key down.
   *
   * @throws IllegalArgumentException for a scan, which has no order
   */
  Selection<K, V> descending();

  /**
   * So many at most, of all pages together. Without a {@link #filter}, no more than that is
   * examined, but for expired items.
   *
   * @param results 1 or more
   */
  Selection<K, V> limit(long results);

  /**
   * So many items at most are looked at in one request, those that a filter leaves out among them.
   *
   * @param examined 1 or more; without it, a page is what fits into 1 MB
   */
  Selection<K, V> pageSize(int examined);

  /**
   * Whether a read may miss what was acknowledged a moment before. The default is the cache's; of a
   * global index it is {@link Consistency#EVENTUAL}.
   *
   * @throws IllegalArgumentException for {@link Consistency#STRONG} on a global index, which cannot
   */
  Selection<K, V> consistency(Consistency consistency);

  /**
   * No faster than that, in read capacity units per second, as the service reports them: each
   * request waits until what those before it took is earned. What one takes is known afterwards, so
   * a page of 1 MB (128 units, strongly consistent 256) goes out at once whatever the rate; with
   * {@link #pageSize}, requests are smaller. The rate holds for one iteration, stream or count, and
   * for all segments of a parallel one together.
   *
   * @param units more than 0
   */
  Selection<K, V> unitsPerSecond(double units);

  /**
   * Only what comes after a page. Say it after {@link #descending}. That the item at which the page
   * ended is there no more does not matter.
   *
   * @throws IllegalArgumentException if the token is of another table, index, partition or
   *     direction; says which of them
   */
  Selection<K, V> from(PageToken token);

  /**
   * The values. To be closed by nobody: it holds nothing. A parallel stream of a scan without
   * {@link #limit} and {@link #from} reads segments of the table side by side.
   *
   * @throws IllegalArgumentException for a global index that does not have all mapped attributes,
   *     since a part of a value would pass for the whole; ask for {@link #keys} or {@link #items}.
   *     A local index fetches the rest from its table, at the price of reading each item there
   */
  Stream<V> values();

  /** The keys; attributes beside them do not go over the wire. Otherwise as {@link #values}. */
  Stream<K> keys();

  /**
   * Those attributes alone, as documents; all that the table or the index has, without any. A place
   * within an attribute comes as the service gives it: within the maps and lists that lead there.
   * Otherwise as {@link #values}.
   *
   * @throws IllegalArgumentException for a global index that does not have one of them
   */
  Stream<Item> items(Path... projection);

  /**
   * One page: what the next request yields; walks past pages that yield nothing. With {@link
   * #limit}, it is so many results, by as many requests as that takes, or all that are left; its
   * token continues after the last one.
   *
   * @throws IllegalArgumentException as {@link #values} does
   */
  Page<Cache.Entry<K, V>> page();

  /**
   * How many there are; one request per page, which brings nothing but a number, and read capacity
   * for all that is examined. One page after the other, of a whole scan as well: {@code
   * keys().parallel().count()} reads segments side by side, and brings the keys.
   */
  long count();
}
