package io.github.dynamodbjcache.internal.settings;

import io.github.dynamodbjcache.configuration.ConfigurationException;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.internal.settings.reading.Block;
import io.github.dynamodbjcache.internal.settings.reading.Problems;
import io.github.dynamodbjcache.internal.settings.reading.Sources;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Puts a cache manager's settings together, from its {@link Sources}. Over the settings of one
 * cache goes what its configuration in code says: {@link EffectiveConfiguration}.
 */
public final class SettingsLoader {

  private static final List<String> INSTANCES =
      List.of(
          DynamoDbCacheProperties.CLIENT_INSTANCE,
          DynamoDbCacheProperties.CLOCK_INSTANCE,
          DynamoDbCacheProperties.CREDENTIALS_PROVIDER_INSTANCE,
          DynamoDbCacheProperties.EXECUTION_INTERCEPTOR_INSTANCE,
          DynamoDbCacheProperties.METRIC_PUBLISHER_INSTANCE,
          DynamoDbCacheProperties.DEFAULTS_INSTANCE,
          DynamoDbCacheProperties.SYSTEM_PROPERTIES_INSTANCE);

  private SettingsLoader() {}

  /**
   * The settings of a manager. Reads files of this JVM, and the system properties anew each time;
   * makes no request.
   *
   * @param uri the manager's URI
   * @param loader the manager's class loader, which finds the file and the classes it names
   * @param properties the manager's properties; see {@link DynamoDbCacheProperties}
   * @throws ConfigurationException if anything in them is unknown, of the wrong type or unit, or
   *     impossible, if the file cannot be read, or if the URI holds user info
   */
  public static ManagerSettings load(URI uri, ClassLoader loader, Properties properties) {
    return load(uri, loader, properties, System.getProperties());
  }

  static ManagerSettings load(
      URI uri, ClassLoader loader, Properties properties, Properties systemProperties) {
    Problems problems = new Problems();
    DynamoDbClient readyClient =
        instance(
            DynamoDbCacheProperties.CLIENT_INSTANCE, DynamoDbClient.class, properties, problems);
    Clock clock =
        instance(DynamoDbCacheProperties.CLOCK_INSTANCE, Clock.class, properties, problems);
    Properties defaults =
        instance(DynamoDbCacheProperties.DEFAULTS_INSTANCE, Properties.class, properties, problems);
    Properties instead =
        instance(
            DynamoDbCacheProperties.SYSTEM_PROPERTIES_INSTANCE,
            Properties.class,
            properties,
            problems);
    Block root =
        new Sources(
                uri,
                loader,
                properties,
                instead == null ? systemProperties : instead,
                defaults == null ? new Properties() : defaults)
            .read(SettingsLoader::isList, key -> !INSTANCES.contains(key), problems);
    Settings table = TableSetting.ALL.read(root);
    TableSetting.refuseContradictions(table, root.block(TableSetting.TABLE), false);
    ManagerSettings settings =
        new ManagerSettings(
            ClientSetting.read(root),
            readyClient,
            hooks(properties, problems),
            clock == null ? Clock.systemUTC() : clock,
            Caches.from(root, problems));
    root.refuseUnknownKeys();
    problems.throwIfAny();
    return settings;
  }

  /** True if a list stands at that path below the root. */
  private static boolean isList(List<String> path) {
    boolean isOfACache = path.size() > 2 && path.get(0).equals(Sources.CACHES);
    return isOfACache
        ? CacheSetting.ALL.isList(path.subList(2, path.size()))
        : ClientSetting.ALL.isList(path);
  }

  private static ClientHooks hooks(Properties properties, Problems problems) {
    return new ClientHooks(
        instance(
            DynamoDbCacheProperties.CREDENTIALS_PROVIDER_INSTANCE,
            AwsCredentialsProvider.class,
            properties,
            problems),
        instances(
            DynamoDbCacheProperties.EXECUTION_INTERCEPTOR_INSTANCE,
            ExecutionInterceptor.class,
            properties,
            problems),
        instances(
            DynamoDbCacheProperties.METRIC_PUBLISHER_INSTANCE,
            MetricPublisher.class,
            properties,
            problems));
  }

  /** One object, or a list of them. */
  private static <T> List<T> instances(
      String key, Class<T> type, Properties properties, Problems problems) {
    if (properties.get(key) instanceof List<?> several
        && several.stream().allMatch(type::isInstance)) {
      return several.stream().map(type::cast).toList();
    }
    T one = instance(key, type, properties, problems);
    return one == null ? List.of() : List.of(one);
  }

  /** An object that the application put among the properties; null if it put none. */
  private static <T> @Nullable T instance(
      String key, Class<T> type, Properties properties, Problems problems) {
    Object given = properties.get(key);
    if (given == null && properties.getProperty(key) == null) {
      return null;
    }
    if (type.isInstance(given)) {
      return type.cast(given);
    }
    problems.add(
        "manager property " + key,
        "needs a "
            + type.getName()
            + ", put with Properties.put, not a "
            + (given == null ? String.class : given.getClass()).getName());
    return null;
  }
}
