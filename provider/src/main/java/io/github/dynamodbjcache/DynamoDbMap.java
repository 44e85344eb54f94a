package io.github.dynamodbjcache;

import java.util.concurrent.ConcurrentMap;

/**
 * The entries of a cache as a map: what {@code cache.unwrap(ConcurrentMap.class)}, or this type,
 * yields. It holds nothing itself; every method is an operation of the cache, and so are what they
 * count in the statistics and tell to listeners, loaders and writers.
 *
 * <ul>
 *   <li>{@code compute}, {@code computeIfAbsent}, {@code computeIfPresent}, {@code merge}, {@code
 *       putIfAbsent}, {@code replace}, {@code remove(key, value)} and each step of {@code
 *       replaceAll} are atomic across JVMs. A function runs in this JVM and is run again if another
 *       JVM changed the entry meanwhile, so it should do nothing but compute; threads of one JVM
 *       take turns for a key. One that throws changes nothing, and its exception reaches the
 *       caller.
 *   <li>Views are live, write through, and are scanned lazily: their iterators are weakly
 *       consistent, never throw {@link java.util.ConcurrentModificationException} and hold one page
 *       at a time. Streams of views split into segments of a parallel scan.
 *   <li>Nulls are refused as {@code ConcurrentHashMap} refuses them. A key or value that is not of
 *       the cache's declared type is absent. Where that type is {@code Object}, a key that cannot
 *       be stored at all is a {@link javax.cache.CacheException}, which says why and what to allow.
 *   <li>{@code get}, {@code compute}, {@code computeIfAbsent} and {@code merge} ask the loader of a
 *       cache that reads through; nothing else does. {@code removeIf} asks its predicate again, of
 *       what is there when it removes.
 *   <li>Values are copies: changing one changes nothing in the map. Where methods compare values
 *       ({@code remove(key, value)}, {@code replace(key, old, new)}, {@code containsValue}), arrays
 *       are compared by content.
 *   <li>{@code toString} names the table and reads nothing; {@code equals} and {@code hashCode}
 *       follow the contract of {@link java.util.Map} and scan the whole table; {@code equals} also
 *       looks up each entry in the other map. {@code removeAll} and {@code containsAll} of a view
 *       are a call for each element.
 * </ul>
 *
 * <p>What each method costs stands in the README. Methods throw {@link javax.cache.CacheException}
 * if the table cannot be reached, and {@link IllegalStateException} once the cache is closed.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public interface DynamoDbMap<K, V> extends ConcurrentMap<K, V> {

  /**
   * The number of mappings, exact, by a counting scan of the whole table; {@link #size} is the same
   * up to {@code Integer.MAX_VALUE}. See {@link DynamoDbCache#countEntries}.
   */
  long mappingCount();

  /**
   * About how many mappings there are, as the service last counted; free, and up to six hours old.
   * See {@link DynamoDbCache#estimateItemCount}.
   */
  long estimateMappingCount();
}
