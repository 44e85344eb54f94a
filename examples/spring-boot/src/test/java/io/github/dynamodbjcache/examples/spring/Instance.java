package io.github.dynamodbjcache.examples.spring;

import io.github.dynamodbjcache.embedded.EmbeddedDynamoDb;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.cache.CacheManager;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.cache.autoconfigure.JCachePropertiesCustomizer;
import org.springframework.cache.jcache.JCacheCacheManager;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** A running instance of the application, in this JVM; closed by the test that started it. */
final class Instance implements AutoCloseable {

  static final String RED = "#c93f38";
  static final String BLUE = "#1b3a57";
  static final String CREAM = "#f2e6c9";

  static {
    // DynamoDB Local takes any credentials, but the SDK wants some.
    System.setProperty("aws.accessKeyId", "local");
    System.setProperty("aws.secretAccessKey", "local");
  }

  private final ConfigurableApplicationContext context;

  private Instance(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** Describes an instance on the DynamoDB that all tests of this JVM share. */
  static Starter on(String tablePrefix) {
    return new Starter(tablePrefix, EmbeddedDynamoDb.shared().endpoint());
  }

  /** Describes one on tables that no other test uses. */
  static Starter onTablesOfItsOwn() {
    return on(UUID.randomUUID() + "-");
  }

  Prices prices() {
    return context.getBean(Prices.class);
  }

  Swatches swatches() {
    return context.getBean(Swatches.class);
  }

  Maker maker() {
    return context.getBean(Maker.class);
  }

  CacheManager caches() {
    return context.getBean(JCacheCacheManager.class).getCacheManager();
  }

  ConfigurableApplicationContext context() {
    return context;
  }

  @Override
  public void close() {
    context.close();
  }

  /** What an instance is to be started with. */
  static final class Starter {

    private final List<Class<?>> sources = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private WebApplicationType web = WebApplicationType.NONE;

    private Starter(String tablePrefix, URI dynamoDb) {
      sources.add(PaintShop.class);
      sources.add(ManagerProperties.class);
      dynamoDb(dynamoDb)
          .with("test.dynamodb-jcache.client.region", "eu-west-1")
          .with("test.dynamodb-jcache.table.prefix", tablePrefix)
          // A busy machine is no outage.
          .with("test.dynamodb-jcache.client.api-call-timeout", "60s")
          .with("test.dynamodb-jcache.client.attempt-timeout", "30s")
          .with("paint-shop.maker.takes", "0ms")
          .with("spring.main.banner-mode", "off")
          .with("logging.level.root", "warn");
    }

    Starter dynamoDb(URI endpoint) {
      return with("test.dynamodb-jcache.client.endpoint", endpoint.toString());
    }

    /** The last setting of a name counts. */
    Starter with(String property, Object value) {
      arguments.removeIf(argument -> argument.startsWith("--" + property + "="));
      arguments.add("--" + property + "=" + value);
      return this;
    }

    /** Two instances in one JVM need two URIs, since one URI and class loader is one manager. */
    Starter configuredBy(Path file) {
      return with("spring.cache.jcache.config", file.toUri());
    }

    /** The application's own file, under another URI. */
    Starter configuredByACopyIn(Path folder) throws IOException {
      Path copy = folder.resolve("copy-" + UUID.randomUUID() + ".conf");
      try (InputStream original = PaintShop.class.getResourceAsStream("/dynamodb-jcache.conf")) {
        Files.copy(original, copy);
      }
      return configuredBy(copy);
    }

    Starter and(Class<?> source) {
      sources.add(source);
      return this;
    }

    Starter servingHttp() {
      web = WebApplicationType.SERVLET;
      return with("server.port", 0);
    }

    Instance start() {
      SpringApplication application = new SpringApplication(sources.toArray(Class<?>[]::new));
      application.setWebApplicationType(web);
      application.setRegisterShutdownHook(false);
      return new Instance(application.run(arguments.toArray(String[]::new)));
    }
  }

  /** Hands everything under {@code test.dynamodb-jcache} to the manager. */
  static class ManagerProperties {

    private static final List<String> NAMES =
        List.of(
            "client.endpoint",
            "client.region",
            "client.api-call-timeout",
            "client.attempt-timeout",
            "client.max-attempts",
            "table.prefix");

    @Bean
    JCachePropertiesCustomizer propertiesOfTheTest(Environment environment) {
      return properties ->
          NAMES.forEach(
              name -> {
                String value = environment.getProperty("test.dynamodb-jcache." + name);
                if (value != null) {
                  properties.setProperty("dynamodb-jcache." + name, value);
                }
              });
    }
  }
}
