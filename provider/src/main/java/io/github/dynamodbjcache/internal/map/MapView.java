package io.github.dynamodbjcache.internal.map;

import io.github.dynamodbjcache.DynamoDbCache;
import io.github.dynamodbjcache.DynamoDbMap;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import javax.cache.Cache;
import javax.cache.processor.MutableEntry;
import org.jspecify.annotations.Nullable;

/**
 * The map over a cache: names, for each method of {@link java.util.concurrent.ConcurrentMap}, the
 * operation of the cache that it is. Holds nothing.
 */
public final class MapView<K, V> implements DynamoDbMap<K, V> {

  private final DynamoDbCache<K, V> cache;
  private final Class<K> keyType;
  private final Class<V> valueType;
  private final AtomicSteps<K, V> steps;

  /**
   * The map over that cache.
   *
   * @param steps how it takes atomic steps with functions of the caller's in them
   * @param keyType what the cache is declared with; objects of another type are no keys of it
   * @param valueType likewise
   */
  public MapView(
      DynamoDbCache<K, V> cache, Steps<K, V> steps, Class<K> keyType, Class<V> valueType) {
    this.cache = cache;
    this.keyType = keyType;
    this.valueType = valueType;
    this.steps = new AtomicSteps<>(steps);
  }

  DynamoDbCache<K, V> cache() {
    return cache;
  }

  @Override
  public long mappingCount() {
    return cache.countEntries();
  }

  @Override
  public long estimateMappingCount() {
    return cache.estimateItemCount();
  }

  @Override
  public int size() {
    return (int) Math.min(mappingCount(), Integer.MAX_VALUE);
  }

  @Override
  public boolean isEmpty() {
    return cache.isEmpty();
  }

  @Override
  public boolean containsKey(Object key) {
    K checked = asKey(key);
    return checked != null && cache.containsKey(checked);
  }

  @Override
  public boolean containsValue(Object value) {
    Objects.requireNonNull(value, "value");
    if (!valueType.isInstance(value)) {
      return false;
    }
    for (Cache.Entry<K, V> entry : cache) {
      if (Objects.deepEquals(entry.getValue(), value)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public @Nullable V get(Object key) {
    K checked = asKey(key);
    return checked == null ? null : cache.get(checked);
  }

  @Override
  public @Nullable V put(K key, V value) {
    return cache.getAndPut(key, value);
  }

  @Override
  public void putAll(Map<? extends K, ? extends V> mappings) {
    cache.putAll(mappings);
  }

  @Override
  public @Nullable V putIfAbsent(K key, V value) {
    return cache.getAndPutIfAbsent(key, value);
  }

  @Override
  public @Nullable V remove(Object key) {
    K checked = asKey(key);
    return checked == null ? null : cache.getAndRemove(checked);
  }

  @Override
  public boolean remove(Object key, @Nullable Object value) {
    K checked = asKey(key);
    return checked != null
        && valueType.isInstance(value)
        && cache.remove(checked, valueType.cast(value));
  }

  @Override
  public @Nullable V replace(K key, V value) {
    return cache.getAndReplace(key, value);
  }

  @Override
  public boolean replace(K key, V oldValue, V newValue) {
    return cache.replace(key, oldValue, newValue);
  }

  /** Tells listeners and writers of each removal, as {@code remove} does. */
  @Override
  public void clear() {
    cache.removeAll();
  }

  @Override
  public @Nullable V compute(
      K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> remapping) {
    Objects.requireNonNull(remapping, "remappingFunction");
    return steps.at(
        key,
        entry -> {
          V old = entry.getValue();
          return become(entry, steps.caller(() -> remapping.apply(key, old)));
        });
  }

  @Override
  public @Nullable V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> mapping) {
    Objects.requireNonNull(mapping, "mappingFunction");
    return steps.at(
        key,
        entry -> {
          V old = entry.getValue();
          return old != null ? old : become(entry, steps.caller(() -> mapping.apply(key)));
        });
  }

  @Override
  public @Nullable V computeIfPresent(
      K key, BiFunction<? super K, ? super V, ? extends @Nullable V> remapping) {
    Objects.requireNonNull(remapping, "remappingFunction");
    return steps.at(
        key,
        entry -> {
          V old = entry.exists() ? entry.getValue() : null; // absent is absent: no loader
          return old == null ? null : become(entry, steps.caller(() -> remapping.apply(key, old)));
        });
  }

  @Override
  public @Nullable V merge(
      K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> remapping) {
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(remapping, "remappingFunction");
    return steps.at(
        key,
        entry -> {
          V old = entry.getValue();
          return become(
              entry, old == null ? value : steps.caller(() -> remapping.apply(old, value)));
        });
  }

  /** One atomic step for each key; what is removed meanwhile stays so. */
  @Override
  public void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
    Objects.requireNonNull(function, "function");
    for (K key : cache.keys()) {
      computeIfPresent(
          key,
          (sameKey, value) ->
              Objects.requireNonNull(function.apply(sameKey, value), "the function's result"));
    }
  }

  @Override
  public Set<K> keySet() {
    return new KeyView<>(this);
  }

  @Override
  public Collection<V> values() {
    return new ValueView<>(this);
  }

  @Override
  public Set<Map.Entry<K, V>> entrySet() {
    return new EntryView<>(this);
  }

  /** Scans the table. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other == this || (other instanceof Map<?, ?> map && entrySet().equals(map.entrySet()));
  }

  /** Scans the table. */
  @Override
  public int hashCode() {
    return entrySet().hashCode();
  }

  /** Names cache and table; reads nothing. */
  @Override
  public String toString() {
    return "DynamoDbMap[" + cache.getName() + " in table " + cache.getTableName() + "]";
  }

  /** True if the entry is there with that value; a loader is not asked. */
  boolean containsEntry(Object key, Object value) {
    K checked = asKey(key);
    return checked != null
        && valueType.isInstance(value)
        && steps.at(
            checked, entry -> entry.exists() && Objects.deepEquals(entry.getValue(), value));
  }

  /** Removes what fits the filter, one atomic step for each entry. */
  boolean removeEntriesIf(BiPredicate<K, V> filter) {
    boolean changed = false;
    for (Cache.Entry<K, V> entry : cache) {
      changed |= removeEntryIf(entry, filter);
    }
    return changed;
  }

  /** Removes an entry if it fits the filter as it was shown, and still does. */
  boolean removeEntryIf(Cache.Entry<K, V> shown, BiPredicate<K, V> filter) {
    return filter.test(shown.getKey(), shown.getValue())
        && steps.at(
            shown.getKey(),
            entry -> {
              V value = entry.exists() ? entry.getValue() : null;
              boolean fits =
                  value != null && steps.caller(() -> filter.test(shown.getKey(), value));
              if (fits) {
                entry.remove();
              }
              return fits;
            });
  }

  /** True for what can be a value of this map. */
  boolean isValue(@Nullable Object object) {
    return valueType.isInstance(object);
  }

  /** The object as a key of this map; null if it is of another type. */
  @Nullable K asKey(Object key) {
    Objects.requireNonNull(key, "key");
    return keyType.isInstance(key) ? keyType.cast(key) : null;
  }

  /** Gives the entry that value, or removes it. */
  private static <K, V> @Nullable V become(MutableEntry<K, V> entry, @Nullable V value) {
    if (value != null) {
      entry.setValue(value);
    } else if (entry.exists()) {
      entry.remove();
    }
    return value;
  }
}
