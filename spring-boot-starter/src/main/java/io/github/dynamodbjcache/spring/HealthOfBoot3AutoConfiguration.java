package io.github.dynamodbjcache.spring;

import io.github.dynamodbjcache.DynamoDbCachingProvider;
import javax.cache.CacheManager;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/** The caches among the actuator's indicators of health, where Spring Boot 3 has them. */
@AutoConfiguration(
    after = DynamoDbCacheAutoConfiguration.class,
    beforeName =
        "org.springframework.boot.actuate.autoconfigure.health.HealthContributorAutoConfiguration")
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnSingleCandidate(CacheManager.class)
public class HealthOfBoot3AutoConfiguration {

  /** Made by Spring Boot. */
  public HealthOfBoot3AutoConfiguration() {}

  /** Unknown for the caches of another provider. */
  @Bean
  @ConditionalOnMissingBean(name = "dynamoDbCacheHealthIndicator")
  @ConditionalOnEnabledHealthIndicator("dynamodb-cache")
  HealthIndicator dynamoDbCacheHealthIndicator(CacheManager manager) {
    CacheHealth caches = new CacheHealth(manager);
    return new AbstractHealthIndicator() {
      @Override
      protected void doHealthCheck(Health.Builder health) {
        if (!(manager.getCachingProvider() instanceof DynamoDbCachingProvider)) {
          health.unknown();
          return;
        }
        CacheHealth.Finding finding = caches.find();
        finding.failure().ifPresentOrElse(health::down, health::up);
        health.withDetails(finding.details());
      }
    };
  }
}
