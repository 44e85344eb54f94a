package io.github.dynamodbjcache.configuration;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The settings of one cache manager, as {@link SettingsLoader} found them. Immutable. */
public final class ManagerSettings {

  private final ClientSettings client;
  private final @Nullable DynamoDbClient readyClient;
  private final TableSettings table;
  private final CacheBlocks caches;

  ManagerSettings(
      ClientSettings client,
      @Nullable DynamoDbClient readyClient,
      TableSettings table,
      CacheBlocks caches) {
    this.client = client;
    this.readyClient = readyClient;
    this.table = table;
    this.caches = caches;
  }

  /** How DynamoDB is reached; of a ready client, only the deadlines and attempts are ours. */
  public ClientSettings client() {
    return client;
  }

  /** The client that the application handed in, never to be closed by the provider. */
  public Optional<DynamoDbClient> readyClient() {
    return Optional.ofNullable(readyClient);
  }

  /** The tables of caches that do not say otherwise. */
  public TableSettings table() {
    return table;
  }

  /**
   * The settings of the cache of that name: those of its own block, over those of the patterns that
   * match it, the most specific first, over the defaults; merged key by key.
   *
   * @throws ConfigurationException if blocks that are valid each contradict each other here
   */
  public CacheSettings forCache(String cacheName) {
    Problems problems = new Problems();
    CacheSettings settings = caches.resolve(cacheName, problems);
    problems.throwIfAny();
    return settings;
  }

  /** The caches that exist without {@code createCache}, in the order of the file. */
  public Set<String> declaredCaches() {
    return caches.declared();
  }
}
