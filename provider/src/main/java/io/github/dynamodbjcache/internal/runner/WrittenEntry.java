package io.github.dynamodbjcache.internal.runner;

import javax.cache.Cache;

/** An entry as a cache writer is told of it. */
record WrittenEntry<K, V>(K key, V value) implements Cache.Entry<K, V> {

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
    throw new IllegalArgumentException("a written entry cannot be unwrapped to " + type);
  }

  /** Shows neither key nor value: a record's own would, in a writer's logs. */
  @Override
  public String toString() {
    return "WrittenEntry[" + key.getClass().getName() + "]";
  }
}
