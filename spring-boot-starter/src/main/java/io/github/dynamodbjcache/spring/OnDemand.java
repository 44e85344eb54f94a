package io.github.dynamodbjcache.spring;

import java.util.function.Supplier;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.Configuration;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Creates a cache when it is first asked for, with the settings for its name: two control-plane
 * requests if its table exists, else until it does.
 */
final class OnDemand implements CacheCreation {

  private final CacheManager manager;
  private final Supplier<Configuration<?, ?>> configuration;
  private final ObjectProvider<CacheCreationListener> listeners;

  OnDemand(
      CacheManager manager,
      Supplier<Configuration<?, ?>> configuration,
      ObjectProvider<CacheCreationListener> listeners) {
    this.manager = manager;
    this.configuration = configuration;
    this.listeners = listeners;
  }

  @Override
  public Cache<Object, Object> create(String name) {
    try {
      manager.createCache(name, configuration.get());
    } catch (CacheException e) {
      Cache<Object, Object> ofAnotherThread = manager.getCache(name);
      if (ofAnotherThread == null) {
        throw e;
      }
      return ofAnotherThread;
    }
    Cache<Object, Object> created = manager.getCache(name);
    listeners.orderedStream().forEach(each -> each.created(created));
    return created;
  }
}
