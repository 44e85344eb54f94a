package io.github.dynamodbjcache;

import io.github.dynamodbjcache.internal.cache.DynamoDbCacheManager;
import io.github.dynamodbjcache.internal.client.RuntimeNeeds;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Predicate;
import javax.cache.CacheManager;
import javax.cache.configuration.OptionalFeature;
import javax.cache.spi.CachingProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JCache on DynamoDB: every cache is a table.
 *
 * <p>One manager for each pair of URI and class loader, until it is closed; then a fresh one can be
 * had. A URI of the scheme {@code file:}, {@code classpath:} or {@code jar:} names a configuration
 * file, and so does one without a scheme that is the path of a file, or looks like one: a slash, or
 * the ending {@code .conf}, {@code .json} or {@code .properties}. A file that is named has to be
 * there; the URI's fragment, if it has one, tells managers of the same file apart. Any other URI is
 * just the manager's name.
 */
public final class DynamoDbCachingProvider implements CachingProvider {

  private static final URI DEFAULT_URI = URI.create("dynamodb-jcache");

  /** The open managers. Guarded by itself. */
  private final Map<Identity, DynamoDbCacheManager> managers = new HashMap<>();

  /** For {@code ServiceLoader}, which {@code javax.cache.Caching} uses. */
  public DynamoDbCachingProvider() {}

  /**
   * The manager of that URI and class loader; makes no request.
   *
   * @param uri null for the default URI
   * @param classLoader null for the default class loader
   * @param properties settings by name; null for none. Those of the first call count; others in a
   *     later one are logged as a warning
   * @throws javax.cache.CacheException if the configuration is refused
   */
  @Override
  public CacheManager getCacheManager(
      @Nullable URI uri, @Nullable ClassLoader classLoader, @Nullable Properties properties) {
    RuntimeNeeds.check();
    Identity identity = identity(uri, classLoader);
    Properties copy = new Properties();
    if (properties != null) {
      properties
          .stringPropertyNames()
          .forEach(name -> copy.put(name, properties.getProperty(name)));
      copy.putAll(properties);
    }
    synchronized (managers) {
      DynamoDbCacheManager open = managers.get(identity);
      // One that is being closed in another thread is still here until it has said so.
      if (open == null || open.isClosed()) {
        DynamoDbCacheManager fresh =
            new DynamoDbCacheManager(
                this, identity.uri(), identity.classLoader(), copy, this::release);
        managers.put(identity, fresh);
        return fresh;
      }
      if (!copy.isEmpty() && !copy.equals(open.getProperties())) {
        log()
            .warn(
                "cache manager {}: it is open already, so the Properties of this call, which differ"
                    + " from those of the first, have no effect; close it first, or use another URI",
                identity.uri());
      }
      return open;
    }
  }

  /** Not when the class is loaded: then nobody could say that SLF4J is missing. */
  private static Logger log() {
    return LoggerFactory.getLogger(DynamoDbCachingProvider.class);
  }

  @Override
  public CacheManager getCacheManager(@Nullable URI uri, @Nullable ClassLoader classLoader) {
    return getCacheManager(uri, classLoader, null);
  }

  @Override
  public CacheManager getCacheManager() {
    return getCacheManager(null, null, null);
  }

  /** The loader of the provider. */
  @Override
  public ClassLoader getDefaultClassLoader() {
    ClassLoader own = DynamoDbCachingProvider.class.getClassLoader();
    return own != null ? own : ClassLoader.getSystemClassLoader();
  }

  @Override
  public URI getDefaultURI() {
    return DEFAULT_URI;
  }

  @Override
  public Properties getDefaultProperties() {
    return new Properties();
  }

  @Override
  public void close() {
    closeAll(identity -> true);
  }

  @Override
  public void close(@Nullable ClassLoader classLoader) {
    ClassLoader closing = classLoader == null ? getDefaultClassLoader() : classLoader;
    closeAll(identity -> identity.classLoader().equals(closing));
  }

  @Override
  public void close(@Nullable URI uri, @Nullable ClassLoader classLoader) {
    closeAll(identity(uri, classLoader)::equals);
  }

  /** None: a cache in another process cannot hold references. */
  @Override
  public boolean isSupported(OptionalFeature optionalFeature) {
    Objects.requireNonNull(optionalFeature, "optionalFeature");
    return false;
  }

  private Identity identity(@Nullable URI uri, @Nullable ClassLoader classLoader) {
    return new Identity(
        uri == null ? DEFAULT_URI : uri,
        classLoader == null ? getDefaultClassLoader() : classLoader);
  }

  private void closeAll(Predicate<Identity> chosen) {
    List<DynamoDbCacheManager> closing = new ArrayList<>();
    synchronized (managers) {
      managers.forEach(
          (identity, manager) -> {
            if (chosen.test(identity)) {
              closing.add(manager);
            }
          });
    }
    closing.forEach(DynamoDbCacheManager::close);
  }

  private void release(DynamoDbCacheManager manager) {
    synchronized (managers) {
      managers.remove(new Identity(manager.getURI(), manager.getClassLoader()), manager);
    }
  }

  private record Identity(URI uri, ClassLoader classLoader) {}
}
