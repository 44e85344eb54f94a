package io.github.dynamodbjcache.spring;

import io.github.dynamodbjcache.DynamoDbCachingProvider;
import javax.cache.CacheManager;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** The caches among the actuator's indicators of health, where Spring Boot 4 has them. */
@AutoConfiguration(
    after = DynamoDbCacheAutoConfiguration.class,
    beforeName =
        "org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration")
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnSingleCandidate(CacheManager.class)
public class HealthOfBoot4AutoConfiguration {

  /** Made by Spring Boot. */
  public HealthOfBoot4AutoConfiguration() {}

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
