package io.github.dynamodbjcache.internal.settings.reading;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.github.dynamodbjcache.configuration.ConfigurationException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Predicate;

/**
 * Where settings come from. What comes first goes before what follows, key by key:
 *
 * <ol>
 *   <li>system properties that begin with {@code dynamodb-jcache.};
 *   <li>the manager's {@link Properties} of the same keys;
 *   <li>the file: the one that a {@code file:}, {@code classpath:} or {@code jar:} URI names, or
 *       one without a scheme that is the path of a file or looks like one, which has to be
 *       readable; with any other URI, which then is only the manager's name, {@code
 *       dynamodb-jcache.conf} on the class path of the manager's loader, if it is there;
 *   <li>the defaults of a framework, of the same keys, if it handed in some;
 *   <li>{@code reference.conf} in the provider's jar, which holds every key with its default.
 * </ol>
 */
public final class Sources {

  /** The key under which all of it stands. */
  public static final String ROOT = "dynamodb-jcache";

  /** The key of the blocks of caches. */
  public static final String CACHES = "caches";

  private static final String REFERENCE = "reference.conf";

  private final URI uri;
  private final ClassLoader loader;
  private final Properties properties;
  private final Properties systemProperties;
  private final Properties defaults;

  /** The sources of the manager of that URI, loader and properties. */
  public Sources(
      URI uri,
      ClassLoader loader,
      Properties properties,
      Properties systemProperties,
      Properties defaults) {
    this.uri = uri;
    this.loader = loader;
    this.properties = properties;
    this.systemProperties = systemProperties;
    this.defaults = defaults;
  }

  /**
   * Reads them all, as one block.
   *
   * @param isList whether a list stands at that path below the root
   * @param isSetting whether a property of ours is a setting, and not an object
   * @throws ConfigurationException if a file cannot be read or parsed
   */
  public Block read(
      Predicate<List<String>> isList, Predicate<String> isSetting, Problems problems) {
    Config overrides =
        new Overrides("system property", isList, problems)
            .of(systemProperties, isSetting)
            .withFallback(
                new Overrides("manager property", isList, problems).of(properties, isSetting));
    Config reference = reference();
    Config whole =
        resolve(
            overrides
                .withFallback(SettingsFile.read(uri, loader))
                .withFallback(new Overrides("default", isList, problems).of(defaults, isSetting)),
            reference);
    Config restored = new Shape(reference, problems).restored(whole);
    return new Block(List.of(), restored.root(), loader, problems).block(ROOT);
  }

  private static Config resolve(Config upper, Config reference) {
    try {
      return upper.withFallback(reference).resolve();
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
    ClassLoader own = Objects.requireNonNull(Sources.class.getClassLoader());
    return ConfigFactory.parseResources(own, REFERENCE).withOnlyPath(ROOT);
  }
}
