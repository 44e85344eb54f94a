package io.github.dynamodbjcache.micrometer;

import io.github.dynamodbjcache.DynamoDbCachingProvider;
import io.micrometer.core.instrument.binder.MeterBinder;
import javax.cache.Cache;
import javax.cache.CacheManager;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * For Spring Boot: binds the meters of all caches that the context's JCache managers have when it
 * has started, so that the actuator shows them. Caches of other providers are left alone.
 */
@AutoConfiguration
@ConditionalOnClass(MeterBinder.class)
public class DynamoDbCacheMetricsAutoConfiguration {

  /** Made by Spring Boot. */
  public DynamoDbCacheMetricsAutoConfiguration() {}

  /** Spring Boot binds it to its registries. */
  @Bean
  public MeterBinder dynamoDbCacheMeters(ObjectProvider<CacheManager> managers) {
    return registry ->
        managers.stream()
            .filter(manager -> manager.getCachingProvider() instanceof DynamoDbCachingProvider)
            .forEach(
                manager ->
                    manager
                        .getCacheNames()
                        .forEach(
                            name -> {
                              Cache<?, ?> cache = manager.getCache(name);
                              if (cache != null) {
                                new DynamoDbCacheMetrics(cache).bindTo(registry);
                              }
                            }));
  }
}
