package io.github.dynamodbjcache.testing;

import io.github.dynamodbjcache.DynamoDbCachingProvider;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Consumer;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryUpdatedListener;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/**
 * Managers and caches for a test, over real tables, with a clock that the test moves and requests
 * that it can count. Every cache has a table of its own; closing destroys them all.
 */
public final class CacheFixture implements AutoCloseable {

  private final DynamoDbCachingProvider provider = new DynamoDbCachingProvider();
  private final ManualClock clock = new ManualClock();
  private final RequestCounter requests = new RequestCounter();
  private final DynamoDbClient client;
  private final CacheManager manager;
  private final List<String> created = new ArrayList<>();

  private CacheFixture() {
    client =
        TestDynamoDb.builder()
            .overrideConfiguration(
                override ->
                    override
                        .addExecutionInterceptor(requests)
                        .retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build();
    manager = newManager();
  }

  /** A fixture with one manager and no cache. */
  public static CacheFixture open() {
    return new CacheFixture();
  }

  /** The clock by which the fixture's entries expire. */
  public ManualClock clock() {
    return clock;
  }

  /** What goes over the wire. */
  public RequestCounter requests() {
    return requests;
  }

  /** The client that all managers of the fixture use. */
  public DynamoDbClient client() {
    return client;
  }

  /** The provider of the fixture's managers. */
  public DynamoDbCachingProvider provider() {
    return provider;
  }

  /** The fixture's first manager. */
  public CacheManager manager() {
    return manager;
  }

  /** Properties with the fixture's client and clock; new ones, to be added to. */
  public Properties properties() {
    Properties properties = DynamoDbCacheProperties.withClient(client);
    properties.put(DynamoDbCacheProperties.CLOCK_INSTANCE, clock);
    // A busy machine is no lost answer: tests of limits set their own.
    properties.setProperty("dynamodb-jcache.client.attempt-timeout", "20s");
    properties.setProperty("dynamodb-jcache.client.api-call-timeout", "60s");
    return properties;
  }

  /** Another manager over the same tables: what another JVM would have. */
  public CacheManager newManager() {
    return newManager(properties());
  }

  /** Another manager, with those properties. */
  public CacheManager newManager(Properties properties) {
    return provider.getCacheManager(
        URI.create("test-" + UUID.randomUUID()), getClass().getClassLoader(), properties);
  }

  /** The name of a cache that does not exist yet; its table goes with the fixture. */
  public String newName() {
    String name = "test-" + UUID.randomUUID();
    created.add(name);
    return name;
  }

  /** A new cache with a table of its own. */
  public <K, V> Cache<K, V> cache(MutableConfiguration<K, V> configuration) {
    return manager.createCache(newName(), configuration);
  }

  /** A new cache of strings. */
  public Cache<String, String> cache() {
    return cache(new MutableConfiguration<String, String>().setTypes(String.class, String.class));
  }

  /** The cache over the same table in a manager of its own. */
  @SuppressWarnings("unchecked") // the configuration is the cache's own
  public <K, V> Cache<K, V> sameCacheElsewhere(Cache<K, V> cache) {
    CompleteConfiguration<K, V> configuration = cache.getConfiguration(CompleteConfiguration.class);
    MutableConfiguration<K, V> plain = new MutableConfiguration<>(configuration);
    configuration
        .getCacheEntryListenerConfigurations()
        .forEach(plain::removeCacheEntryListenerConfiguration);
    return newManager().createCache(cache.getName(), plain);
  }

  /** Registers a synchronous listener to updates that asks for old values. */
  public <K, V> void listenToUpdates(
      Cache<K, V> cache, Consumer<CacheEntryEvent<? extends K, ? extends V>> listener) {
    CacheEntryUpdatedListener<K, V> updates = events -> events.forEach(listener);
    cache.registerCacheEntryListener(
        new MutableCacheEntryListenerConfiguration<>(() -> updates, null, true, true));
  }

  @Override
  public void close() {
    created.forEach(this::deleteTable);
    provider.close();
    client.close();
  }

  private void deleteTable(String name) {
    try {
      client.deleteTable(request -> request.tableName(name));
    } catch (ResourceNotFoundException noTableOfThatName) {
      // A test has deleted it, or has never created it.
    }
  }
}
