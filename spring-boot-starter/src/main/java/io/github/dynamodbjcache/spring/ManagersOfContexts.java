package io.github.dynamodbjcache.spring;

import io.github.dynamodbjcache.configuration.ConfigurationException;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import javax.cache.CacheManager;
import javax.cache.spi.CachingProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.util.StringUtils;

/**
 * Opens a manager for each context: JCache has one for each URI and class loader, and the context
 * that ends first would close it for the others. So the URI gets the application's name as its
 * fragment, with a number where that is taken; names in JMX follow from it.
 */
final class ManagersOfContexts {

  private static final String FILE = "spring.cache.jcache.config";

  /** By their URIs. A closed one, or one that is gone, leaves its URI free. Guarded by itself. */
  private static final Map<URI, WeakReference<CacheManager>> MANAGERS = new HashMap<>();

  private ManagersOfContexts() {}

  /** A manager that nobody else has, of the context's class loader. */
  static CacheManager open(
      CachingProvider provider, ApplicationContext context, Properties properties) {
    String base = fileOr(provider.getDefaultURI(), context) + "#" + nameOf(context);
    synchronized (MANAGERS) {
      MANAGERS.values().removeIf(ManagersOfContexts::isClosed);
      URI uri = URI.create(base);
      for (int number = 2; MANAGERS.containsKey(uri); number++) {
        uri = URI.create(base + "-" + number);
      }
      CacheManager manager = provider.getCacheManager(uri, context.getClassLoader(), properties);
      MANAGERS.put(uri, new WeakReference<>(manager));
      return manager;
    }
  }

  private static boolean isClosed(WeakReference<CacheManager> reference) {
    CacheManager manager = reference.get();
    return manager == null || manager.isClosed();
  }

  private static URI fileOr(URI none, ApplicationContext context) {
    String file = context.getEnvironment().getProperty(FILE);
    if (!StringUtils.hasText(file)) {
      return none;
    }
    try {
      return context.getResource(file).getURI();
    } catch (IOException notThere) {
      throw new ConfigurationException(
          FILE + " = " + file + " names a file that is not there: " + notThere.getMessage(),
          notThere);
    }
  }

  private static String nameOf(ApplicationContext context) {
    return context
        .getEnvironment()
        .getProperty("spring.application.name", "application")
        .replaceAll("[^A-Za-z0-9._-]", "-");
  }
}
