package io.github.dynamodbjcache.configuration;

import io.github.dynamodbjcache.internal.settings.SettingKeys;
import java.util.Properties;
import java.util.Set;
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

  /**
   * The key of further {@link Properties}, put as an object: settings that hold where neither the
   * manager's properties nor its file say otherwise. They go before {@code reference.conf} only, so
   * a framework can have defaults of its own.
   */
  public static final String DEFAULTS_INSTANCE = "dynamodb-jcache.defaults.instance";

  /**
   * The key of {@link Properties} that are read instead of the JVM's system properties, put as an
   * object. For frameworks that read those themselves, and hand them in among the others.
   */
  public static final String SYSTEM_PROPERTIES_INSTANCE =
      "dynamodb-jcache.system-properties.instance";

  private DynamoDbCacheProperties() {}

  /**
   * The key of every setting, with its root, as {@code dynamodb-jcache.client.region}. What can be
   * said of caches stands under {@code dynamodb-jcache.caches.default} and can be said in the block
   * of each cache; their tables' settings stand under {@code dynamodb-jcache.table} alone, and can
   * be said in the {@code table} block of each cache. For frameworks whose users may spell a key in
   * several ways.
   *
   * @return unmodifiable; in the order of their groups
   */
  public static Set<String> keys() {
    return SettingKeys.all();
  }

  /** New properties that hold nothing but that client; add others freely. */
  public static Properties withClient(DynamoDbClient client) {
    Properties properties = new Properties();
    properties.put(CLIENT_INSTANCE, client);
    return properties;
  }
}
