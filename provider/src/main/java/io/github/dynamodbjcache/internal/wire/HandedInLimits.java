package io.github.dynamodbjcache.internal.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What each request over a client of the application's carries: when to end, not to be resent (a
 * deletion that is resent leaves no trace of the first), and our watch.
 *
 * <p>All of it is made once. The SDK makes a new configuration of the client for each request that
 * has a plug-in; to read the client's own in there and to build one more doubled what a call costs.
 */
final class HandedInLimits {

  private static final Duration NEVER_FIRST = Duration.ofSeconds(10);

  private final SdkPlugin plugin;
  private final boolean endsAttempts;
  private volatile @Nullable OfOneAttempt last;

  private HandedInLimits(SdkPlugin plugin, boolean endsAttempts) {
    this.plugin = plugin;
    this.endsAttempts = endsAttempts;
  }

  /**
   * For requests over that client.
   *
   * @param watch tells what has left
   */
  static HandedInLimits of(DynamoDbClient client, ExecutionInterceptor watch) {
    ClientOverrideConfiguration own = configuration(client);
    List<ExecutionInterceptor> interceptors = new ArrayList<>(own.executionInterceptors());
    interceptors.add(watch);
    ClientOverrideConfiguration changes =
        ClientOverrideConfiguration.builder()
            .executionInterceptors(interceptors)
            .retryStrategy(DefaultRetryStrategy.doNotRetry())
            .build();
    return new HandedInLimits(
        configuration -> change(configuration, changes), own.apiCallAttemptTimeout().isPresent());
  }

  /** That of a mock, or of a client that tells none, is empty: it asks no plug-in either. */
  private static ClientOverrideConfiguration configuration(DynamoDbClient client) {
    try {
      SdkServiceClientConfiguration configuration = client.serviceClientConfiguration();
      if (configuration != null) {
        return configuration.overrideConfiguration();
      }
    } catch (UnsupportedOperationException notImplementedByAClientOfTheApplications) {
      // As if it had none.
    }
    return ClientOverrideConfiguration.builder().build();
  }

  private static void change(
      SdkServiceClientConfiguration.Builder configuration, ClientOverrideConfiguration changes) {
    configuration.overrideConfiguration(changes);
    Sending sending = Sending.ofThisThread();
    if (sending != null) {
      sending.watched();
    }
  }

  /** For a request that has to end within that time: nearly always the same. */
  AwsRequestOverrideConfiguration within(Duration attempt) {
    OfOneAttempt known = last;
    if (known == null || !known.attempt().equals(attempt)) {
      known = new OfOneAttempt(attempt, limits(attempt));
      last = known;
    }
    return known.limits();
  }

  /** One timer only: of two that ring at once, the SDK may leave the second's interrupt behind. */
  private AwsRequestOverrideConfiguration limits(Duration attempt) {
    AwsRequestOverrideConfiguration.Builder limits =
        AwsRequestOverrideConfiguration.builder().apiCallTimeout(attempt).addPlugin(plugin);
    if (endsAttempts) {
      limits.apiCallAttemptTimeout(attempt.plus(NEVER_FIRST));
    }
    return limits.build();
  }

  private record OfOneAttempt(Duration attempt, AwsRequestOverrideConfiguration limits) {}
}
