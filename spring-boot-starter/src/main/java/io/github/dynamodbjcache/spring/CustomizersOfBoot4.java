package io.github.dynamodbjcache.spring;

import java.util.Properties;
import javax.cache.CacheManager;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.cache.autoconfigure.JCacheManagerCustomizer;
import org.springframework.boot.cache.autoconfigure.JCachePropertiesCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where Spring Boot 4 has its customizers. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(JCacheManagerCustomizer.class)
class CustomizersOfBoot4 {

  @Bean
  Customizer dynamoDbCacheCustomizersOfBoot4(
      ObjectProvider<JCachePropertiesCustomizer> ofProperties,
      ObjectProvider<JCacheManagerCustomizer> ofManagers) {
    return new Customizer() {
      @Override
      public void customize(Properties properties) {
        ofProperties.orderedStream().forEach(each -> each.customize(properties));
      }

      @Override
      public void customize(CacheManager manager) {
        ofManagers.orderedStream().forEach(each -> each.customize(manager));
      }
    };
  }
}
