package io.github.dynamodbjcache.internal.integration;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheLoaderException;
import org.jspecify.annotations.Nullable;

/**
 * A cache loader with the failures that JSR-107 asks for: whatever it throws arrives as a {@link
 * CacheLoaderException}, and "null" means that there is nothing to load.
 */
public final class Loading<K, V> {

  private final String cacheName;
  private final CacheLoader<K, V> loader;
  private final Function<? super K, String> shownKey;

  /**
   * Of that loader.
   *
   * @param cacheName for messages
   * @param shownKey a key as messages may show it
   */
  public Loading(String cacheName, CacheLoader<K, V> loader, Function<? super K, String> shownKey) {
    this.cacheName = cacheName;
    this.loader = loader;
    this.shownKey = shownKey;
  }

  /** Without a loader: nothing is known. */
  public static <K, V> Loading<K, V> none() {
    return new Loading<>("", new NoLoader<>(), key -> "");
  }

  /** True if there is a loader to ask. */
  public boolean isPossible() {
    return !(loader instanceof NoLoader);
  }

  /** The value for that key, or null if there is none. */
  public @Nullable V load(K key) {
    try {
      return loader.load(key);
    } catch (Exception e) {
      throw failure(" for key " + shownKey.apply(key), e);
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
      throw failure("", e);
    }
    return found;
  }

  private CacheLoaderException failure(String where, Exception cause) {
    return cause instanceof CacheLoaderException alreadySo
        ? alreadySo
        : new CacheLoaderException(
            "cache \""
                + cacheName
                + "\": loader "
                + loader.getClass().getName()
                + " failed"
                + where,
            cause);
  }

  private static final class NoLoader<K, V> implements CacheLoader<K, V> {
    @Override
    @SuppressWarnings("NullAway") // javax.cache is not annotated; null is its word for "nothing"
    public V load(K key) {
      return null;
    }

    @Override
    public Map<K, V> loadAll(Iterable<? extends K> keys) {
      return Map.of();
    }
  }
}
