package io.github.dynamodbjcache.spring;

import io.github.dynamodbjcache.micrometer.DynamoDbCacheMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.JCacheMetrics;
import io.micrometer.core.instrument.config.InvalidConfigurationException;
import javax.cache.Cache;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

  private static final Logger LOG = LoggerFactory.getLogger(OnDemandMetricsAutoConfiguration.class);

  /** Made by Spring Boot. */
  public OnDemandMetricsAutoConfiguration() {}

  @Bean
  CacheCreationListener dynamoDbCacheMetersOnDemand(ObjectProvider<MeterRegistry> registries) {
    return cache -> registries.stream().forEach(registry -> bind(registry, cache));
  }

  /**
   * Whoever asked for the cache has asked for no meters: what is missing there is told in a log.
   */
  private static void bind(MeterRegistry registry, Cache<?, ?> cache) {
    try {
      JCacheMetrics.monitor(
          registry, cache, "cache.manager", "cacheManager", "name", cache.getName());
    } catch (InvalidConfigurationException noNameOfJmx) {
      LOG.warn(
          "cache.gets and its kin are missing for the cache \"{}\": Micrometer looks for them in"
              + " JMX, whose names have no colons, quotes, stars and question marks. Give the cache"
              + " another name; dynamodb.cache.* are there",
          cache.getName());
    }
    new DynamoDbCacheMetrics(cache).bindTo(registry);
  }
}
