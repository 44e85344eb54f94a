package io.github.dynamodbjcache.internal.runner;

import javax.cache.Cache;

/**
 * An entry as a cache writer is told of it, and as an iteration hands it out: a copy, unaffected by
 * what happens to the table later.
 */
public record EntrySnapshot<K, V>(K key, V value) implements Cache.Entry<K, V> {

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
    throw new IllegalArgumentException("an entry cannot be unwrapped to " + type.getName());
  }

  /** Shows neither key nor value: a record's own would, in an application's logs. */
  @Override
  public String toString() {
    return "EntrySnapshot[" + key.getClass().getName() + "]";
  }
}
