package io.github.dynamodbjcache.internal.cache;

import javax.cache.Cache;

/** An entry as an iteration hands it out: a copy, unaffected by what happens to the table later. */
final class CacheEntry<K, V> implements Cache.Entry<K, V> {

  private final K key;
  private final V value;

  CacheEntry(K key, V value) {
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

  @Override
  public <T> T unwrap(Class<T> type) {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new IllegalArgumentException("a cache entry cannot be unwrapped to " + type.getName());
  }

  /** Shows neither key nor value. */
  @Override
  public String toString() {
    return "CacheEntry[" + key.getClass().getName() + "]";
  }
}
