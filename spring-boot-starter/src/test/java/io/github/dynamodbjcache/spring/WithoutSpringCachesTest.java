package io.github.dynamodbjcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.cache.CacheAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.jcache.JCacheCacheManager;
import org.springframework.context.annotation.Configuration;

/** "Refuses {@code @EnableCaching} where Spring's caches over JCache are missing." */
class WithoutSpringCachesTest {

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withClassLoader(new FilteredClassLoader(JCacheCacheManager.class))
          .withPropertyValues("dynamodb-jcache.client.endpoint=embedded")
          .withConfiguration(
              AutoConfigurations.of(
                  DynamoDbCacheAutoConfiguration.class, CacheAutoConfiguration.class));

  @Test
  void cachesInMemoryThatNobodyWantedAreRefused() {
    application
        .withUserConfiguration(Caching.class)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("spring-boot-starter-cache")
                    .hasMessageContaining("spring.cache.type"));
  }

  @Test
  void whoUsesJCacheAloneNeedsNone() {
    application.run(context -> assertThat(context).hasSingleBean(javax.cache.CacheManager.class));
  }

  @Test
  void whoWantsOtherCachesHasThem() {
    application
        .withUserConfiguration(Caching.class)
        .withPropertyValues("spring.cache.type=simple")
        .run(context -> assertThat(context).hasNotFailed());
  }

  @Configuration(proxyBeanMethods = false)
  @EnableCaching
  static class Caching {}
}
