package io.github.dynamodbjcache.spring;

import java.net.URI;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.Configuration;
import javax.cache.spi.CachingProvider;

/**
 * Creates a cache when it is first asked for by its name, as users of Spring's cache annotations
 * expect; where JCache has null as the answer. All else is the manager's.
 */
final class OnDemandCacheManager implements CacheManager {

  private final CacheManager manager;
  private final Supplier<Configuration<?, ?>> configuration;
  private final Consumer<Cache<?, ?>> created;

  /**
   * Over a manager.
   *
   * @param configuration that of caches which are made here
   * @param created hears of them
   */
  OnDemandCacheManager(
      CacheManager manager,
      Supplier<Configuration<?, ?>> configuration,
      Consumer<Cache<?, ?>> created) {
    this.manager = manager;
    this.configuration = configuration;
    this.created = created;
  }

  /** The cache of that name, created if there is none: two control-plane requests, then none. */
  @Override
  public <K, V> Cache<K, V> getCache(String cacheName) {
    Cache<K, V> cache = manager.getCache(cacheName);
    return cache != null ? cache : create(cacheName);
  }

  // The caller names no types and answers for those it assumes, as javax.cache has it.
  @SuppressWarnings("unchecked")
  private <K, V> Cache<K, V> create(String cacheName) {
    Cache<K, V> cache;
    try {
      cache = (Cache<K, V>) manager.createCache(cacheName, configuration.get());
    } catch (CacheException e) {
      cache = manager.getCache(cacheName);
      if (cache == null) {
        throw e;
      }
      return cache; // Another thread was faster.
    }
    created.accept(cache);
    return cache;
  }

  /** Creates none: who names types has created it. */
  @Override
  public <K, V> Cache<K, V> getCache(String cacheName, Class<K> keyType, Class<V> valueType) {
    return manager.getCache(cacheName, keyType, valueType);
  }

  @Override
  public <K, V, C extends Configuration<K, V>> Cache<K, V> createCache(
      String cacheName, C settings) {
    return manager.createCache(cacheName, settings);
  }

  @Override
  public CachingProvider getCachingProvider() {
    return manager.getCachingProvider();
  }

  @Override
  public URI getURI() {
    return manager.getURI();
  }

  @Override
  public ClassLoader getClassLoader() {
    return manager.getClassLoader();
  }

  @Override
  public Properties getProperties() {
    return manager.getProperties();
  }

  @Override
  public Iterable<String> getCacheNames() {
    return manager.getCacheNames();
  }

  @Override
  public void destroyCache(String cacheName) {
    manager.destroyCache(cacheName);
  }

  @Override
  public void enableManagement(String cacheName, boolean enabled) {
    manager.enableManagement(cacheName, enabled);
  }

  @Override
  public void enableStatistics(String cacheName, boolean enabled) {
    manager.enableStatistics(cacheName, enabled);
  }

  @Override
  public void close() {
    manager.close();
  }

  @Override
  public boolean isClosed() {
    return manager.isClosed();
  }

  /** Yields this, or what the manager unwraps to. */
  @Override
  public <T> T unwrap(Class<T> type) {
    return type.isInstance(this) ? type.cast(this) : manager.unwrap(type);
  }

  /** Shows the manager's URI. */
  @Override
  public String toString() {
    return manager.toString();
  }
}
