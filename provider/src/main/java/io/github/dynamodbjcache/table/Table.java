package io.github.dynamodbjcache.table;

import io.github.dynamodbjcache.configuration.Consistency;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import org.jspecify.annotations.Nullable;

/**
 * A table of your own, whose items other applications read and write too, in DynamoDB's words: what
 * neither {@link Cache} nor {@link ConcurrentMap} has a word for. All three views are of the same
 * items.
 *
 * <p>Keys and values go by the table's {@link Mapping}. What cannot be sent is refused by an {@link
 * IllegalArgumentException} or {@link InvalidItemException} before anything is; other failures are
 * {@link CacheException}s.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public interface Table<K, V> extends Index<K, V> {

  /**
   * The table of a cache that has a mapping.
   *
   * @throws IllegalArgumentException if it has none
   */
  @SuppressWarnings("unchecked") // The cache's own table has its types.
  static <K, V> Table<K, V> of(Cache<K, V> cache) {
    return cache.unwrap(Table.class);
  }

  /**
   * Opens an existing table. The cache under it is named after the table; opening it again with an
   * equal mapping gives the same one. One request of the control plane, two where items expire.
   *
   * @throws CacheException if the table is missing, if its key is another than the mapping's, or if
   *     it is open with another mapping
   */
  static <K, V> Table<K, V> open(CacheManager manager, String table, Mapping<K, V> mapping) {
    Objects.requireNonNull(mapping, "mapping");
    Cache<K, V> open = manager.getCache(table);
    if (open == null) {
      try {
        return of(manager.createCache(table, mapping.configuration(table)));
      } catch (CacheException failure) {
        open = manager.getCache(table); // Another thread may have opened it meanwhile.
        if (open == null) {
          throw failure;
        }
      }
    }
    mapping.requireSame(table, open);
    return of(open);
  }

  /** The same items as a cache. */
  Cache<K, V> cache();

  /** The same items as a map, atomic across JVMs. */
  ConcurrentMap<K, V> map();

  /**
   * An index of the table, as it was when the cache was opened; no request. Where the table was not
   * looked at then ({@code table.create = assumed}, or without the right to describe it), the first
   * call asks for its indexes, by one {@code DescribeTable}.
   *
   * @throws IllegalArgumentException if the table has none of that name; one that was made later is
   *     known when the cache is opened again
   */
  Index<K, V> index(String name);

  /** What DynamoDB tells of the table; one {@code DescribeTable}. */
  TableInfo describe();

  /**
   * Deletes the table itself, with all items, whatever {@code table.on-destroy} says, and closes
   * the cache. One {@code DeleteTable}; waits until it is gone.
   */
  void drop();

  /**
   * The key that a value has in it.
   *
   * @throws InvalidItemException if it has none
   */
  K keyOf(V value);

  /** Puts a value at the key that it has in it; one write. */
  default void put(V value) {
    cache().put(keyOf(value), value);
  }

  /** The value of a key, or null; one read. */
  @Nullable V get(K key, Consistency consistency);

  /**
   * Some attributes of an item, as a document; all without any paths. One read, which costs what
   * reading the whole item costs.
   */
  Optional<Item> project(K key, Path... paths);

  /**
   * One item as a map of its attributes, through which each change is written at once: {@code put}
   * sets an attribute and {@code remove} removes it, by one request each, which refuses where there
   * is no item. Reading goes to the table each time. Key attributes can be read only.
   */
  Map<String, @Nullable Object> fields(K key);

  /** Puts a value if that is true of what is there; one write. */
  Outcome<V> put(K key, V value, Condition onlyIf);

  /** Deletes an item if that is true of it; one write. */
  Outcome<V> delete(K key, Condition onlyIf);

  /** There is no item, or an expired one. */
  Condition absent();

  /**
   * Every mapped attribute is still as it was read: equal to what this mapping writes of the value,
   * numbers compared by value and sets without order. The key, the deadline and unknown attributes
   * are not compared; a version is, if the value has it.
   *
   * <p>Nothing and NULL count as the same, and as what is empty where they read so, in lists, maps
   * and records as well; beyond 64 forms of an attribute, or 128 of an item, what this mapping
   * writes alone. Other notations of a value (a date with other digits, a map with attributes that
   * its record does not know) count as changed. So it never holds of what was changed otherwise,
   * but may be refused for what others wrote in a way of their own: {@code cache().replace(key,
   * old, new)} and {@code invoke} compare what they have just read, in whatever form.
   *
   * @param read a value of this table's, as it was read
   * @throws CacheException when it is used, for more than 128 attributes
   */
  Condition unchanged(V read);

  /**
   * Changes some attributes of an item; one write. Refused if there is none.
   *
   * @param changes collects the changes
   */
  Outcome<V> update(K key, UnaryOperator<Update> changes);

  /** Changes some attributes of an item, or makes it; one write. */
  Outcome<V> upsert(K key, UnaryOperator<Update> changes);

  /**
   * Sends any number of puts and deletions in as few requests as possible: 25 in one where whole
   * items are replaced (documents, {@link Unknown#DROP}), else one for each put, in parallel. What
   * the service leaves over is sent again, with pauses.
   *
   * @param writes says them; if it throws, what is still buffered is dropped, and the exception
   *     comes through
   */
  BatchReport<K> batch(Consumer<BatchWriter<K, V>> writes);

  /**
   * The same, told on the way.
   *
   * @param progress hears how many writes were done so far, after each part that was sent; in the
   *     caller's thread
   */
  BatchReport<K> batch(Consumer<BatchWriter<K, V>> writes, LongConsumer progress);
}
