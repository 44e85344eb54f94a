package io.github.dynamodbjcache.internal.cache;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/**
 * A cache as its parts know it, before it is put together: its name, itself, and whether it is
 * open.
 */
final class CacheIdentity<K, V> {

  private final String name;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicReference<@Nullable Cache<K, V>> self = new AtomicReference<>();

  CacheIdentity(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** The cache that events name as theirs. */
  Cache<K, V> cache() {
    Cache<K, V> cache = self.get();
    if (cache == null) {
      throw new IllegalStateException("an event before the cache was assembled");
    }
    return cache;
  }

  /** From now on it is there. */
  void publish(Cache<K, V> cache) {
    self.set(cache);
  }

  boolean isClosed() {
    return closed.get();
  }

  /** Closes it; false if it was closed already. */
  boolean close() {
    return closed.compareAndSet(false, true);
  }
}
