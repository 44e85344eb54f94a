package io.github.dynamodbjcache.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Puts a cache manager's settings together. What comes first goes before what follows, key by key:
 *
 * <ol>
 *   <li>system properties that begin with {@code dynamodb-jcache.}, read anew each time;
 *   <li>the manager's {@link Properties} of the same keys;
 *   <li>the file: the one that a {@code file:}, {@code classpath:} or {@code jar:} URI names, which
 *       has to be readable; with any other URI, which then is only the manager's name, {@code
 *       dynamodb-jcache.conf} on the class path of the manager's loader, if it is there;
 *   <li>{@code reference.conf} in the provider's jar, which holds every key with its default.
 * </ol>
 *
 * <p>Over the settings of one cache goes what its configuration in code says: {@link
 * EffectiveConfiguration}.
 */
public final class SettingsLoader {

  static final String ROOT = "dynamodb-jcache";

  private static final String REFERENCE = "reference.conf";

  private SettingsLoader() {}

  /**
   * The settings of a manager. Reads files of this JVM, makes no request.
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
    Config overrides =
        Overrides.of(systemProperties, "system property", problems)
            .withFallback(Overrides.of(properties, "manager property", problems));
    Config whole = resolve(overrides.withFallback(SettingsFile.read(uri, loader)));
    Block root = new Block(List.of(), whole.root(), problems).block(ROOT);
    Block tableBlock = root.block(CacheBlocks.TABLE);
    TableSettings table = TableSettings.from(tableBlock);
    table.refuseContradictions(tableBlock, false);
    ManagerSettings settings =
        new ManagerSettings(
            ClientSettings.from(root.block("client")),
            readyClient,
            clock == null ? Clock.systemUTC() : clock,
            table,
            CacheBlocks.from(
                root.block(CacheBlocks.CACHES), tableBlock.object(), loader, problems));
    root.refuseUnknownKeys();
    problems.throwIfAny();
    return settings;
  }

  private static Config resolve(Config upper) {
    try {
      return upper.withFallback(reference()).resolve();
    } catch (ConfigException notResolved) {
      throw refused(notResolved);
    }
  }

  /** What the parser refuses; its message names the file and line. */
  static ConfigurationException refused(ConfigException cause) {
    return new ConfigurationException("Configuration refused. " + cause.getMessage(), cause);
  }

  /**
   * The defaults. Many jars have a resource of that name, so all of them are read and only our root
   * is kept; by our own loader, since the manager's need not see the provider.
   */
  private static Config reference() {
    ClassLoader own = Objects.requireNonNull(SettingsLoader.class.getClassLoader());
    return ConfigFactory.parseResources(own, REFERENCE).withOnlyPath(ROOT);
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
