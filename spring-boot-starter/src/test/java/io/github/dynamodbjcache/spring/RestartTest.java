package io.github.dynamodbjcache.spring;

import static io.github.dynamodbjcache.spring.library.Books.ISBN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.spring.library.Books;
import io.github.dynamodbjcache.spring.library.Library;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.UUID;
import javax.cache.CacheManager;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * As Spring Boot's devtools do it: the application's classes are loaded anew by a loader of their
 * own, over one that keeps all libraries.
 */
class RestartTest {

  private final String prefix = UUID.randomUUID() + "-";

  @Test
  void valuesAreOfTheClassesOfTheRestartedApplication() throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (ReloadingLoader first = new ReloadingLoader();
        ReloadingLoader second = new ReloadingLoader()) {
      CacheManager manager;
      try (ConfigurableApplicationContext context = started(first)) {
        assertThat(loaderOfABook(context)).isSameAs(first);
        manager = context.getBean(CacheManager.class);
      }
      assertThat(manager.isClosed()).isTrue();
      try (ConfigurableApplicationContext context = started(second)) {
        assertThat(loaderOfABook(context)).isSameAs(second);
        assertThat(books(context).getClass().getMethod("looked").invoke(books(context)))
            .isEqualTo(0);
        assertThat(context.getBean(CacheManager.class).getURI()).isEqualTo(manager.getURI());
      }
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private ConfigurableApplicationContext started(ClassLoader loader) throws Exception {
    Thread.currentThread().setContextClassLoader(loader);
    SpringApplication application =
        new SpringApplication(loader.loadClass(Library.class.getName()));
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setRegisterShutdownHook(false);
    return application.run(
        "--spring.main.banner-mode=off",
        "--logging.level.root=warn",
        "--dynamodb-jcache.client.endpoint=embedded",
        "--dynamodb-jcache.table.prefix=" + prefix);
  }

  private static Object books(ConfigurableApplicationContext context) throws Exception {
    return context.getBean(context.getClassLoader().loadClass(Books.class.getName()));
  }

  private static ClassLoader loaderOfABook(ConfigurableApplicationContext context)
      throws Exception {
    Object books = books(context);
    books.getClass().getMethod("byIsbn", String.class).invoke(books, ISBN);
    Object cached = books.getClass().getMethod("byIsbn", String.class).invoke(books, ISBN);
    return cached.getClass().getClassLoader();
  }

  /** Loads the application's classes itself, and leaves all others to its parent. */
  private static final class ReloadingLoader extends URLClassLoader {

    ReloadingLoader() {
      super(
          new URL[] {Library.class.getProtectionDomain().getCodeSource().getLocation()},
          Library.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(Library.class.getPackageName())) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : findClass(name);
      }
    }
  }
}
