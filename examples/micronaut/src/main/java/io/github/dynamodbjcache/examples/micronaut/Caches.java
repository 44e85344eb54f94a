package io.github.dynamodbjcache.examples.micronaut;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.net.URI;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.spi.CachingProvider;

/** Micronaut takes its caches from the {@code CacheManager} that it finds among the beans. */
@Factory
final class Caches {

  /**
   * The manager of {@code dynamodb-jcache.conf}, closed with the application.
   *
   * @param file the address of another file; empty for the one on the class path
   */
  @Singleton
  @Bean(preDestroy = "close")
  CacheManager cacheManager(@Property(name = "caches.file", defaultValue = "") String file) {
    CachingProvider provider = Caching.getCachingProvider();
    return file.isEmpty()
        ? provider.getCacheManager()
        : provider.getCacheManager(URI.create(file), provider.getDefaultClassLoader());
  }
}
