package io.github.dynamodbjcache.internal.cache;

import io.github.dynamodbjcache.internal.client.Connection;
import io.github.dynamodbjcache.internal.settings.BoxedType;
import io.github.dynamodbjcache.internal.settings.EffectiveConfiguration;
import io.github.dynamodbjcache.internal.settings.ManagerSettings;
import io.github.dynamodbjcache.internal.settings.SettingsLoader;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.Configuration;
import javax.cache.spi.CachingProvider;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The caches of one URI and one class loader.
 *
 * <ul>
 *   <li>Cache names belong to the manager: it knows what it has created and what its configuration
 *       declares, never what another instance has made of the same tables.
 *   <li>The connection to DynamoDB is made for the first cache, and given back when it is closed.
 *   <li>It holds its class loader until then, and makes keys and values with it.
 * </ul>
 */
public final class DynamoDbCacheManager implements CacheManager {

  private final CachingProvider provider;
  private final URI uri;
  private final ClassLoader classLoader;
  private final Properties properties;
  private final Consumer<DynamoDbCacheManager> onClose;
  private final ManagerSettings settings;

  private final Map<String, DefaultDynamoDbCache<?, ?>> caches = new ConcurrentHashMap<>();

  /** Those that some thread is just closing. */
  private final Set<OpenCache<?, ?>> ending = ConcurrentHashMap.newKeySet();

  /** What is being opened or destroyed, so that other names need not wait for it. */
  private final Map<String, Object> nameLocks = new ConcurrentHashMap<>();

  /** Declared caches that were destroyed here: gone until they are created again. */
  private final Set<String> destroyed = ConcurrentHashMap.newKeySet();

  private final Object lifecycle = new Object();
  private @Nullable Connection connection;
  private boolean closed;

  /**
   * Opens a manager; reads its configuration, makes no request.
   *
   * @param onClose hears of the manager's end, before its caches are closed
   * @throws CacheException if the configuration is refused
   */
  public DynamoDbCacheManager(
      CachingProvider provider,
      URI uri,
      ClassLoader classLoader,
      Properties properties,
      Consumer<DynamoDbCacheManager> onClose) {
    this.provider = provider;
    this.uri = uri;
    this.classLoader = classLoader;
    this.properties = properties;
    this.onClose = onClose;
    this.settings = SettingsLoader.load(uri, classLoader, properties);
  }

  @Override
  public CachingProvider getCachingProvider() {
    return provider;
  }

  @Override
  public URI getURI() {
    return uri;
  }

  @Override
  public ClassLoader getClassLoader() {
    return classLoader;
  }

  @Override
  public Properties getProperties() {
    Properties copy = new Properties();
    copy.putAll(properties);
    return copy;
  }

  /**
   * Opens a cache over a new or an existing table: a restart and another instance find the entries
   * that are there. Two control-plane requests if the table exists.
   *
   * @throws UnsupportedOperationException if it is to store by reference
   * @throws IllegalArgumentException if it is to read through without a loader, or to write through
   *     without a writer
   */
  @Override
  public <K, V, C extends Configuration<K, V>> Cache<K, V> createCache(
      String cacheName, C configuration) {
    checkOpen();
    Objects.requireNonNull(cacheName, "cacheName");
    Objects.requireNonNull(configuration, "configuration");
    return alone(
        cacheName,
        () -> {
          if (caches.containsKey(cacheName)) {
            throw new CacheException(
                "cache \"" + cacheName + "\" exists already in this manager; use getCache");
          }
          EffectiveConfiguration<K, V> effective =
              EffectiveConfiguration.of(cacheName, configuration, settings.forCache(cacheName));
          Validity.require(cacheName, effective.configuration());
          return open(cacheName, effective);
        });
  }

  // The types were compared with those of the cache.
  @SuppressWarnings({"unchecked", "NullAway"}) // null is javax.cache's word for "no such cache"
  @Override
  public <K, V> Cache<K, V> getCache(String cacheName, Class<K> keyType, Class<V> valueType) {
    checkOpen();
    Objects.requireNonNull(keyType, "keyType");
    Objects.requireNonNull(valueType, "valueType");
    DefaultDynamoDbCache<?, ?> cache = find(cacheName);
    if (cache == null) {
      return null;
    }
    checkType(cacheName, "keys", cache.keyType(), keyType);
    checkType(cacheName, "values", cache.valueType(), valueType);
    return (Cache<K, V>) cache;
  }

  // The caller names no types and answers for those it assumes, as javax.cache has it.
  @SuppressWarnings({"unchecked", "NullAway"})
  @Override
  public <K, V> Cache<K, V> getCache(String cacheName) {
    checkOpen();
    return (Cache<K, V>) find(cacheName);
  }

  /** A snapshot of the names that this manager knows: opened or declared. */
  @Override
  public Iterable<String> getCacheNames() {
    checkOpen();
    Set<String> names = new LinkedHashSet<>(settings.declaredCaches());
    names.removeAll(destroyed);
    names.addAll(caches.keySet());
    return Collections.unmodifiableSet(names);
  }

  /**
   * Closes the cache and does with its table what {@code table.on-destroy} says; a name that this
   * manager does not know is nothing to it.
   */
  @Override
  public void destroyCache(String cacheName) {
    checkOpen();
    Objects.requireNonNull(cacheName, "cacheName");
    alone(
        cacheName,
        () -> {
          DefaultDynamoDbCache<?, ?> cache = find(cacheName);
          if (cache != null) {
            cache.destroy();
            destroyed.add(cacheName);
          }
          return cacheName;
        });
  }

  @Override
  public void enableManagement(String cacheName, boolean enabled) {
    existing(cacheName).enableManagement(enabled);
  }

  @Override
  public void enableStatistics(String cacheName, boolean enabled) {
    existing(cacheName).enableStatistics(enabled);
  }

  /** Closes the caches and gives the connection back; tables and entries stay. */
  @Override
  public void close() {
    Connection toClose;
    synchronized (lifecycle) {
      if (closed) {
        return;
      }
      closed = true;
      toClose = connection;
    }
    onClose.accept(this);
    new ArrayList<>(caches.values()).forEach(DefaultDynamoDbCache::close);
    new ArrayList<>(ending).forEach(OpenCache::close);
    if (toClose != null) {
      toClose.close();
    }
  }

  @Override
  public boolean isClosed() {
    synchronized (lifecycle) {
      return closed;
    }
  }

  /** Yields the manager itself, or the {@link DynamoDbClient} that it uses. */
  @Override
  public <T> T unwrap(Class<T> type) {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    if (type == DynamoDbClient.class) {
      return type.cast(connection().client());
    }
    throw new IllegalArgumentException("dynamodb-jcache cannot be unwrapped to " + type.getName());
  }

  /** Shows the manager's URI. */
  @Override
  public String toString() {
    return "DynamoDbCacheManager[" + uri + "]";
  }

  /** A cache of its name may be created again. */
  void release(OpenCache<?, ?> cache) {
    ending.add(cache); // First, so that a manager that is closing finds it in one of the two.
    caches.remove(cache.name());
  }

  /** The cache does not need the connection any more. */
  void ended(OpenCache<?, ?> cache) {
    ending.remove(cache);
  }

  private void checkOpen() {
    if (isClosed()) {
      throw new IllegalStateException("the cache manager " + uri + " is closed");
    }
  }

  private boolean isDeclared(String cacheName) {
    return settings.declaredCaches().contains(cacheName) && !destroyed.contains(cacheName);
  }

  private @Nullable DefaultDynamoDbCache<?, ?> find(String cacheName) {
    Objects.requireNonNull(cacheName, "cacheName");
    DefaultDynamoDbCache<?, ?> cache = caches.get(cacheName);
    if (cache != null || !isDeclared(cacheName)) {
      return cache;
    }
    return alone(
        cacheName,
        () -> {
          DefaultDynamoDbCache<?, ?> opened = caches.get(cacheName);
          return opened != null
              ? opened
              : open(
                  cacheName,
                  EffectiveConfiguration.declared(cacheName, settings.forCache(cacheName)));
        });
  }

  private DefaultDynamoDbCache<?, ?> existing(String cacheName) {
    checkOpen();
    DefaultDynamoDbCache<?, ?> cache = find(cacheName);
    if (cache == null) {
      throw new CacheException("there is no cache \"" + cacheName + "\" in this manager");
    }
    return cache;
  }

  private <K, V> DefaultDynamoDbCache<K, V> open(
      String cacheName, EffectiveConfiguration<K, V> configuration) {
    DefaultDynamoDbCache<K, V> cache =
        new CacheAssembly(this, settings, connection()).assemble(cacheName, configuration);
    destroyed.remove(cacheName);
    caches.put(cacheName, cache);
    if (isClosed()) {
      cache.close();
      checkOpen();
    }
    return cache;
  }

  private Connection connection() {
    synchronized (lifecycle) {
      checkOpen();
      if (connection == null) {
        connection = Connection.to(settings, classLoader);
      }
      return connection;
    }
  }

  private <T> T alone(String cacheName, Supplier<T> action) {
    synchronized (nameLocks.computeIfAbsent(cacheName, name -> new Object())) {
      return action.get();
    }
  }

  private static void checkType(
      String cacheName, String what, Class<?> configured, Class<?> requested) {
    if (configured != BoxedType.of(requested)) {
      throw new ClassCastException(
          "cache \"%s\" is configured for %s of %s, not of %s"
              .formatted(cacheName, what, configured.getName(), requested.getName()));
    }
  }
}
