package io.github.dynamodbjcache.configuration;

import java.util.Properties;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The {@link Properties} with which a cache manager is asked for:
 *
 * <pre>{@code
 * provider.getCacheManager(uri, loader, DynamoDbCacheProperties.withClient(client));
 * }</pre>
 *
 * <p>They take any key of the configuration with its root, for example {@code
 * dynamodb-jcache.client.region}, and then go before the file; system properties of the same keys
 * go before them.
 */
public final class DynamoDbCacheProperties {

  /**
   * The key of a ready-made {@link DynamoDbClient}: the object itself, put with {@link
   * Properties#put}. The manager uses it for all its tables and never closes it.
   */
  public static final String CLIENT_INSTANCE = "dynamodb-jcache.client.instance";

  /**
   * The key of a {@link java.time.Clock} by which entries expire instead of the system's: the
   * object itself, put with {@link Properties#put}. For tests of applications, mostly; the
   * deadlines of calls do not follow it.
   */
  public static final String CLOCK_INSTANCE = "dynamodb-jcache.clock.instance";

  /**
   * The key of an {@link software.amazon.awssdk.auth.credentials.AwsCredentialsProvider}: the
   * object itself, for the client that the provider makes. It goes before {@code
   * client.credentials-provider} and is never closed.
   */
  public static final String CREDENTIALS_PROVIDER_INSTANCE =
      "dynamodb-jcache.client.credentials-provider.instance";

  /**
   * The key of an {@link software.amazon.awssdk.core.interceptor.ExecutionInterceptor}, or of a
   * list of them: the objects themselves, for the client that the provider makes, after those of
   * {@code client.execution-interceptors}.
   */
  public static final String EXECUTION_INTERCEPTOR_INSTANCE =
      "dynamodb-jcache.client.execution-interceptors.instance";

  /**
   * The key of an {@link software.amazon.awssdk.metrics.MetricPublisher}, or of a list of them: the
   * objects themselves, for the client that the provider makes, after those of {@code
   * client.metric-publishers}. They are never closed.
   */
  public static final String METRIC_PUBLISHER_INSTANCE =
      "dynamodb-jcache.client.metric-publishers.instance";

  private DynamoDbCacheProperties() {}

  /** New properties that hold nothing but that client; add others freely. */
  public static Properties withClient(DynamoDbClient client) {
    Properties properties = new Properties();
    properties.put(CLIENT_INSTANCE, client);
    return properties;
  }
}
