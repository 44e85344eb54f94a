package io.github.dynamodbjcache.spring;

import io.github.dynamodbjcache.DynamoDbCachingProvider;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import java.util.List;
import java.util.Properties;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.Configuration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;

/**
 * The application's {@link CacheManager}, over which Spring Boot's own configuration of JCache
 * makes Spring's. It stands back for one that the application has, for another {@code
 * spring.cache.type} than {@code jcache}, and for another {@code spring.cache.jcache.provider}.
 *
 * <p>Its settings are those under {@code dynamodb-jcache} in the environment, with the keys of
 * {@code reference.conf}, over those of the file that {@code spring.cache.jcache.config} names, or
 * of {@code dynamodb-jcache.conf} on the class path.
 */
@AutoConfiguration(
    beforeName = {
      "org.springframework.boot.autoconfigure.cache.CacheAutoConfiguration",
      "org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration"
    })
@ConditionalOnMissingBean({CacheManager.class, org.springframework.cache.CacheManager.class})
@Conditional(OnDynamoDbCaches.class)
@EnableConfigurationProperties(StarterSettings.class)
@Import({
  SpringCachesConfiguration.class,
  WithoutSpringCachesConfiguration.class,
  CustomizersOfBoot3.class,
  CustomizersOfBoot4.class
})
public class DynamoDbCacheAutoConfiguration {

  /** Made by Spring Boot. */
  public DynamoDbCacheAutoConfiguration() {}

  /**
   * The context's own: two contexts of one JVM share tables, never a manager. Makes no request but
   * for the caches that {@code spring.cache.cache-names} says to create: two for each whose table
   * exists.
   *
   * @throws javax.cache.CacheException if the settings are refused
   */
  @Bean
  CacheManager dynamoDbCacheManager(
      ConfigurableApplicationContext context,
      StarterSettings starter,
      ObjectProvider<Configuration<?, ?>> configuration,
      ObjectProvider<Customizer> customizers,
      ObjectProvider<LoggingSystem> logging) {
    logging.ifAvailable(EmbeddedLog::quieten);
    CacheManager manager =
        ManagersOfContexts.open(
            Caching.getCachingProvider(
                DynamoDbCachingProvider.class.getName(), context.getClassLoader()),
            context,
            properties(context, starter, customizers));
    try {
      namesToCreate(context)
          .forEach(name -> manager.createCache(name, SpringCachesConfiguration.of(configuration)));
      customizers.orderedStream().forEach(each -> each.customize(manager));
      return manager;
    } catch (RuntimeException notStarted) {
      manager.close(); // No bean yet, so nobody else would.
      throw notStarted;
    }
  }

  private static Properties properties(
      ConfigurableApplicationContext context,
      StarterSettings starter,
      ObjectProvider<Customizer> customizers) {
    Properties properties = EnvironmentSettings.of(context.getEnvironment());
    customizers.orderedStream().forEach(each -> each.customize(properties));
    new ClientBeans(context.getBeanFactory(), starter)
        .forManagerWith(properties)
        .ifPresent(client -> properties.put(DynamoDbCacheProperties.CLIENT_INSTANCE, client));
    properties.put(
        DynamoDbCacheProperties.DEFAULTS_INSTANCE,
        new Defaults(context).forManagerWith(properties));
    return properties;
  }

  private static List<String> namesToCreate(ConfigurableApplicationContext context) {
    return Binder.get(context.getEnvironment())
        .bind("spring.cache.cache-names", Bindable.listOf(String.class))
        .orElse(List.of());
  }
}
