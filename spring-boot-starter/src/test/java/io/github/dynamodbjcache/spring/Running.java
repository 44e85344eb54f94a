package io.github.dynamodbjcache.spring;

import io.github.dynamodbjcache.spring.library.Books;
import io.github.dynamodbjcache.spring.library.Library;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.cache.Cache;
import javax.cache.CacheManager;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** A running instance of the library, in this JVM; closed by the test that started it. */
final class Running implements AutoCloseable {

  private final ConfigurableApplicationContext context;

  private Running(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** With embedded DynamoDB, and tables that no other test uses. */
  static Starter onTablesOfItsOwn() {
    return plain()
        .with("dynamodb-jcache.client.endpoint", "embedded")
        .with("dynamodb-jcache.table.prefix", UUID.randomUUID() + "-");
  }

  /** With no setting of ours. */
  static Starter plain() {
    return new Starter();
  }

  Books books() {
    return context.getBean(Books.class);
  }

  /** JCache's. */
  CacheManager manager() {
    return context.getBean(CacheManager.class);
  }

  /** The cache that Spring has under that name; made, if that is what Spring does. */
  Cache<?, ?> cache(String name) {
    var cache = context.getBean(org.springframework.cache.CacheManager.class).getCache(name);
    return (Cache<?, ?>) Objects.requireNonNull(cache, name).getNativeCache();
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

    private final List<Class<?>> sources = new ArrayList<>(List.of(Library.class));
    private final List<String> arguments = new ArrayList<>();
    private final StandardEnvironment environment = new StandardEnvironment();
    private WebApplicationType web = WebApplicationType.NONE;

    private Starter() {
      with("spring.main.banner-mode", "off").with("logging.level.root", "warn");
    }

    /** By the command line; the last setting of a name counts. */
    Starter with(String property, Object value) {
      arguments.removeIf(argument -> argument.startsWith("--" + property + "="));
      arguments.add("--" + property + "=" + value);
      return this;
    }

    /** By environment variables. */
    Starter withVariables(Map<String, Object> variables) {
      String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
      environment
          .getPropertySources()
          .replace(name, new SystemEnvironmentPropertySource(name, variables));
      return this;
    }

    /** By what goes before all else. */
    Starter withProperties(Map<String, Object> properties) {
      environment.getPropertySources().addFirst(new MapPropertySource("of the test", properties));
      return this;
    }

    Starter and(Class<?> source) {
      sources.add(source);
      return this;
    }

    Starter servingHttp() {
      web = WebApplicationType.SERVLET;
      return with("server.port", 0);
    }

    Running start() {
      SpringApplication application = new SpringApplication(sources.toArray(Class<?>[]::new));
      application.setWebApplicationType(web);
      application.setRegisterShutdownHook(false);
      if (web == WebApplicationType.NONE) {
        application.setEnvironment(environment);
      }
      return new Running(application.run(arguments.toArray(String[]::new)));
    }
  }
}
