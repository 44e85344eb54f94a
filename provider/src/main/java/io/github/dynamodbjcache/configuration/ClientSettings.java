package io.github.dynamodbjcache.configuration;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How DynamoDB is reached.
 *
 * @param region the AWS region; null for the SDK's default region chain
 * @param endpoint where the service is
 * @param profile the profile of the shared AWS files; null for the SDK's default
 * @param apiCallTimeout the deadline of one cache call, all requests, resends and waits included
 * @param bulkTimeout the deadline of one bulk call, likewise in all
 * @param attemptTimeout the time for one request before it is sent again; what exceeds {@code
 *     apiCallTimeout} is cut off
 * @param maxAttempts how often one request is sent at most, the first time included; at least 1
 * @param maxConnections how many connections are open at once at most; at least 1
 * @param connectTimeout the time for opening a connection
 */
public record ClientSettings(
    @Nullable String region,
    Endpoint endpoint,
    @Nullable String profile,
    Duration apiCallTimeout,
    Duration bulkTimeout,
    Duration attemptTimeout,
    int maxAttempts,
    int maxConnections,
    Duration connectTimeout) {

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  /** Shortens {@code attemptTimeout} to {@code apiCallTimeout}. */
  public ClientSettings {
    if (attemptTimeout.compareTo(apiCallTimeout) > 0) {
      attemptTimeout = apiCallTimeout;
    }
  }

  static ClientSettings from(Block block) {
    ClientSettings settings =
        new ClientSettings(
            block.text("region", Names::isRegion, "needs the name of a region, as eu-west-1"),
            Endpoints.from(block),
            block.text("profile", text -> !text.isBlank(), "needs the name of a profile"),
            block.duration("api-call-timeout", SHORTEST, LONGEST),
            block.duration("bulk-timeout", SHORTEST, LONGEST),
            block.duration("attempt-timeout", SHORTEST, LONGEST),
            block.number("max-attempts", 1, 1_000),
            block.number("max-connections", 1, 100_000),
            block.duration("connect-timeout", SHORTEST, LONGEST));
    block.refuseUnknownKeys();
    return settings;
  }
}
