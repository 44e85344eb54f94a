package io.github.dynamodbjcache.spring;

import io.github.dynamodbjcache.configuration.ConfigurationException;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.cache.interceptor.CacheAspectSupport;
import org.springframework.context.annotation.Configuration;

/**
 * Refuses {@code @EnableCaching} where Spring's caches over JCache are missing: Spring Boot 3 would
 * keep them in memory, and tell nobody.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingClass("org.springframework.cache.jcache.JCacheCacheManager")
class WithoutSpringCachesConfiguration {

  WithoutSpringCachesConfiguration(ListableBeanFactory beans) {
    if (beans.getBeanNamesForType(CacheAspectSupport.class, true, false).length > 0) {
      throw new ConfigurationException(
          "@EnableCaching needs spring-context-support, which has Spring's caches over JCache: add"
              + " org.springframework.boot:spring-boot-starter-cache. For caches that are not these,"
              + " set spring.cache.type, for example to simple");
    }
  }
}
