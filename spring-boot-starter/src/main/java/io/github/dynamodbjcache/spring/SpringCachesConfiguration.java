package io.github.dynamodbjcache.spring;

import java.util.Objects;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.cache.jcache.JCacheCacheManager;
import org.springframework.context.annotation.Bean;

/** Puts {@link SpringCacheManager} in the place of the manager that Spring Boot makes. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
@ConditionalOnClass(JCacheCacheManager.class)
class SpringCachesConfiguration {

  @Bean
  static BeanPostProcessor dynamoDbCachesOfSpring(
      ObjectProvider<StarterSettings> settings,
      ObjectProvider<Configuration<?, ?>> configuration,
      ObjectProvider<CacheCreationListener> listeners) {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessBeforeInitialization(Object bean, String name) {
        return bean instanceof JCacheCacheManager ofSpringBoot
                && bean.getClass() == JCacheCacheManager.class
            ? new SpringCacheManager(
                ofSpringBoot,
                settings.getObject().createOnDemand()
                    ? new OnDemand(
                        Objects.requireNonNull(ofSpringBoot.getCacheManager()),
                        () -> of(configuration),
                        listeners)
                    : none -> null)
            : bean;
      }
    };
  }

  /** The application's bean for all caches, as Spring Boot has it. */
  static Configuration<?, ?> of(ObjectProvider<Configuration<?, ?>> beans) {
    return beans.getIfAvailable(MutableConfiguration::new);
  }
}
