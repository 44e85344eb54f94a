package io.github.dynamodbjcache.internal.settings;

import io.github.dynamodbjcache.configuration.ConfigurationException;
import io.github.dynamodbjcache.internal.settings.reading.Problems;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The settings of one cache manager, as {@link SettingsLoader} found them. Immutable. */
public final class ManagerSettings {

  private final Settings client;
  private final @Nullable DynamoDbClient readyClient;
  private final ClientHooks hooks;
  private final Clock clock;
  private final Caches caches;

  ManagerSettings(
      Settings client,
      @Nullable DynamoDbClient readyClient,
      ClientHooks hooks,
      Clock clock,
      Caches caches) {
    this.client = client;
    this.readyClient = readyClient;
    this.hooks = hooks;
    this.clock = clock;
    this.caches = caches;
  }

  /** The {@link ClientSetting}s; of a ready client, only the deadlines and attempts are ours. */
  public Settings client() {
    return client;
  }

  /** The client that the application handed in, never to be closed by the provider. */
  public Optional<DynamoDbClient> readyClient() {
    return Optional.ofNullable(readyClient);
  }

  /** The application's objects in a client that the provider makes. */
  public ClientHooks hooks() {
    return hooks;
  }

  /** The clock by which entries expire. */
  public Clock clock() {
    return clock;
  }

  /**
   * The settings of the cache of that name: those of its own block, over those of the patterns that
   * match it, the most specific first, over the defaults; merged key by key.
   *
   * @throws ConfigurationException if blocks that are valid each contradict each other here
   */
  public Settings forCache(String cacheName) {
    Problems problems = new Problems();
    Settings settings = caches.of(cacheName, problems);
    problems.throwIfAny();
    return settings;
  }

  /** The caches that exist without {@code createCache}, in the order of the file. */
  public Set<String> declaredCaches() {
    return caches.declared();
  }
}
