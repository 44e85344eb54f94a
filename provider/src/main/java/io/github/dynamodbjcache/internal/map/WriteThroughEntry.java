package io.github.dynamodbjcache.internal.map;

import io.github.dynamodbjcache.DynamoDbCache;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An entry as {@code entrySet()} shows it: what it was then, and what was set by it since. */
final class WriteThroughEntry<K, V> implements Map.Entry<K, V> {

  private final DynamoDbCache<K, V> cache;
  private final K key;
  private V value;

  WriteThroughEntry(DynamoDbCache<K, V> cache, K key, V value) {
    this.cache = cache;
    this.key = key;
    this.value = value;
  }

  @Override
  public K getKey() {
    return key;
  }

  @Override
  public V getValue() {
    return value;
  }

  /** Puts the value, also if the entry was changed or removed meanwhile; one write request. */
  @Override
  public V setValue(V newValue) {
    V old = value;
    cache.put(key, newValue);
    value = newValue;
    return old;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Map.Entry<?, ?> entry
        && key.equals(entry.getKey())
        && Objects.deepEquals(value, entry.getValue());
  }

  @Override
  public int hashCode() {
    return key.hashCode() ^ hashOf(value);
  }

  /** That of the content, for arrays, since they are compared by it. */
  private static int hashOf(Object value) {
    int ofListOfOne = Arrays.deepHashCode(new Object[] {value});
    return ofListOfOne - 31;
  }

  /** As the JDK's entries: the caller's own key and value. */
  @Override
  public String toString() {
    return key + "=" + value;
  }
}
