package io.github.dynamodbjcache.table;

import io.github.dynamodbjcache.configuration.Consistency;
import java.util.stream.Stream;
import javax.cache.Cache;

/**
 * Which items of a table or an index, in which order, and how many at a time. Immutable: each
 * method gives another one. Nothing is fetched before the first {@code hasNext}, or what stands for
 * it; then one request brings a page, of which one at a time is in memory. Expired items are left
 * out.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public interface Selection<K, V> extends Iterable<Cache.Entry<K, V>> {

  /**
   * Only those of the partition whose sort key is so.
   *
   * @throws IllegalArgumentException for a scan, and where there is no sort key
   */
  Selection<K, V> where(SortKey range);

  /**
   * Only those for which that is true. The service reads, and bills, what the filter leaves out.
   *
   * @throws IllegalArgumentException for a query, if the condition names a key attribute: that is
   *     {@link #where}'s; and if it is too large for a request
   */
  Selection<K, V> filter(Condition condition);

  /**
   * From the greatest sort key down.
   *
   * @throws IllegalArgumentException for a scan, which has no order
   */
  Selection<K, V> descending();

  /**
   * So many at most, of all pages together.
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
   * No faster than that, in read capacity units per second, as the service reports them.
   *
   * @param units more than 0
   */
  Selection<K, V> unitsPerSecond(double units);

  /**
   * Only what comes after a page.
   *
   * @throws IllegalArgumentException if the token is of another table, index, partition or
   *     direction
   */
  Selection<K, V> from(PageToken token);

  /** The values. To be closed by nobody: it holds nothing. */
  Stream<V> values();

  /** The keys; attributes beside them do not go over the wire. */
  Stream<K> keys();

  /**
   * Those attributes alone, as documents; whole items without any. A place within an attribute
   * comes as the service gives it: within the maps and lists that lead there.
   */
  Stream<Item> items(Path... projection);

  /**
   * One page: what the next request yields; walks past pages that yield nothing. With {@link
   * #limit}, a page has that many results at most, and its token continues after the last one.
   */
  Page<Cache.Entry<K, V>> page();

  /** How many there are; one request per page, which brings nothing but a number. */
  long count();
}
