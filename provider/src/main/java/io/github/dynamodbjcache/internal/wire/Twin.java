package io.github.dynamodbjcache.internal.wire;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.client.config.SdkClientConfiguration;
import software.amazon.awssdk.core.client.config.SdkClientOption;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A client beside one of the application's: over the same HTTP client, with the same configuration
 * but for what ours have, so that it costs what ours cost. What a request says of the same instead,
 * by a plug-in, has the SDK make a configuration for each: 20 µs and 25 kB.
 *
 * <p>The SDK has no public way from a client to its HTTP client. Of its own implementation the
 * configuration is read by reflection; of any other, or if that is not how we know it, there is no
 * twin.
 */
final class Twin {

  private static final Logger LOG = LoggerFactory.getLogger(Twin.class);
  private static final String KNOWN =
      "software.amazon.awssdk.services.dynamodb.DefaultDynamoDbClient";

  private Twin() {}

  /**
   * Resends nothing, ends attempts by itself, tells the watch; never to be closed, since what it
   * would close is the application's.
   *
   * @return null if there can be none
   */
  static @Nullable DynamoDbClient of(
      DynamoDbClient client, ExecutionInterceptor watch, Duration attemptTimeout) {
    Class<? extends DynamoDbClient> type = client.getClass();
    if (!type.getName().equals(KNOWN)) {
      return null;
    }
    try {
      Field configuration = type.getDeclaredField("clientConfiguration");
      configuration.setAccessible(true);
      Constructor<? extends DynamoDbClient> making =
          type.getDeclaredConstructor(SdkClientConfiguration.class);
      making.setAccessible(true);
      return making.newInstance(
          changed((SdkClientConfiguration) configuration.get(client), watch, attemptTimeout));
    } catch (ReflectiveOperationException | RuntimeException | LinkageError anotherSdk) {
      LOG.debug("requests over the client that was handed in carry a plug-in each", anotherSdk);
      return null;
    }
  }

  /** One timer only: of two that ring at once, the SDK may leave the second's interrupt behind. */
  private static SdkClientConfiguration changed(
      SdkClientConfiguration given, ExecutionInterceptor watch, Duration attemptTimeout) {
    List<ExecutionInterceptor> interceptors =
        new ArrayList<>(given.option(SdkClientOption.EXECUTION_INTERCEPTORS));
    interceptors.add(watch);
    return given.toBuilder()
        .option(SdkClientOption.EXECUTION_INTERCEPTORS, List.copyOf(interceptors))
        .option(SdkClientOption.RETRY_STRATEGY, DefaultRetryStrategy.doNotRetry())
        .option(SdkClientOption.API_CALL_ATTEMPT_TIMEOUT, attemptTimeout)
        .option(SdkClientOption.API_CALL_TIMEOUT, null)
        .build();
  }
}
