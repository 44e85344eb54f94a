package io.github.dynamodbjcache.internal.integration;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheLoaderException;
import org.jspecify.annotations.Nullable;

/**
 * A cache loader with the failures that JSR-107 asks for: whatever it throws arrives as a {@link
 * CacheLoaderException}, and "null" means that there is nothing to load.
 */
public final class Loading<K, V> {

  private final CacheLoader<K, V> loader;

  /** Of that loader. */
  public Loading(CacheLoader<K, V> loader) {
    this.loader = loader;
  }

  /** The value for that key, or null if there is none. */
  public @Nullable V load(K key) {
    try {
      return loader.load(key);
    } catch (Exception e) {
      throw failure(e);
    }
  }

  /** The values for those keys; keys without a value are missing. */
  public Map<K, V> loadAll(Set<? extends K> keys) {
    Map<K, V> found = new HashMap<>();
    try {
      Map<K, V> loaded = loader.loadAll(keys);
      for (K key : keys) {
        V value = loaded == null ? null : loaded.get(key);
        if (value != null) {
          found.put(key, value);
        }
      }
    } catch (Exception e) {
      throw failure(e);
    }
    return found;
  }

  private CacheLoaderException failure(Exception cause) {
    return cause instanceof CacheLoaderException alreadySo
        ? alreadySo
        : new CacheLoaderException("loader " + loader.getClass().getName() + " failed", cause);
  }
}
