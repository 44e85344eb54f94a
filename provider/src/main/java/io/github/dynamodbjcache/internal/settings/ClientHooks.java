package io.github.dynamodbjcache.internal.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.metrics.MetricPublisher;

/**
 * The application's objects in the client that the provider makes.
 *
 * @param credentials null for those of the settings
 * @param interceptors beside those of the settings
 * @param publishers beside those of the settings
 */
public record ClientHooks(
    @Nullable AwsCredentialsProvider credentials,
    List<ExecutionInterceptor> interceptors,
    List<MetricPublisher> publishers) {

  /** Keeps copies. */
  public ClientHooks {
    interceptors = List.copyOf(interceptors);
    publishers = List.copyOf(publishers);
  }
}
