package io.github.dynamodbjcache.internal.map;

import javax.cache.processor.EntryProcessor;
import org.jspecify.annotations.Nullable;

/** How a map takes an atomic step on one entry of its cache. */
public interface Steps<K, V> {

  /** Runs the processor on the entry of that key, as {@code Cache.invoke} does. */
  <T extends @Nullable Object> T invoke(
      K key, EntryProcessor<K, V, T> processor, @Nullable Object... arguments);
}
