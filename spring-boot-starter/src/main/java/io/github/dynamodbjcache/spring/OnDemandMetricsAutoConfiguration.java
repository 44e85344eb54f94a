package io.github.dynamodbjcache.spring;

import io.github.dynamodbjcache.micrometer.DynamoDbCacheMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.JCacheMetrics;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Binds the meters of caches that are created while the application runs; those that are there when
 * it has started are bound by Spring Boot, with the same names and tags.
 */
@AutoConfiguration
@ConditionalOnClass({MeterRegistry.class, DynamoDbCacheMetrics.class})
public class OnDemandMetricsAutoConfiguration {

  /** Made by Spring Boot. */
  public OnDemandMetricsAutoConfiguration() {}

  @Bean
  CacheCreationListener dynamoDbCacheMetersOnDemand(ObjectProvider<MeterRegistry> registries) {
    return cache ->
        registries.stream()
            .forEach(
                registry -> {
                  JCacheMetrics.monitor(
                      registry, cache, "cache.manager", "cacheManager", "name", cache.getName());
                  new DynamoDbCacheMetrics(cache).bindTo(registry);
                });
  }
}
