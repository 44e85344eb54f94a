package io.github.dynamodbjcache.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueFactory;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/** Properties whose keys begin with the root, as a configuration that goes before the file's. */
final class Overrides {

  private static final String PREFIX = SettingsLoader.ROOT + ".";

  private Overrides() {}

  /**
   * The configuration that the properties make.
   *
   * @param kind what they are, for messages: "system property"
   */
  static Config of(Properties properties, String kind, Problems problems) {
    Config config = ConfigFactory.empty();
    for (Map.Entry<String, Object> property : ours(properties).entrySet()) {
      String place = kind + " " + property.getKey();
      try {
        config = nested(property, place).withFallback(config);
      } catch (ConfigException.BadPath notPath) {
        problems.add(
            place,
            "is not a key; a name with dots or stars needs quotes: "
                + PREFIX
                + "caches.\"com.acme.*\".statistics");
      } catch (ConfigException.BugOrBroken notValue) {
        problems.add(
            place,
            "needs a text, number or truth value, not a "
                + property.getValue().getClass().getName());
      }
    }
    return config;
  }

  /** By hand and not by {@code withValue}, so that the inner blocks tell their place as well. */
  private static Config nested(Map.Entry<String, Object> property, String place) {
    List<String> path = ConfigUtil.splitPath(property.getKey());
    Object value = property.getValue();
    for (int depth = path.size() - 1; depth > 0; depth--) {
      value = Map.of(path.get(depth), value);
    }
    return ConfigValueFactory.fromMap(Map.of(path.get(0), value), place).toConfig();
  }

  /** Sorted, so that the same properties always make the same configuration. */
  private static SortedMap<String, Object> ours(Properties properties) {
    SortedMap<String, Object> ours = new TreeMap<>();
    properties.forEach(
        (key, value) -> {
          if (key instanceof String name) {
            ours.put(name, value);
          }
        });
    for (String name : properties.stringPropertyNames()) {
      ours.put(name, properties.getProperty(name));
    }
    ours.keySet()
        .removeIf(
            name ->
                !name.startsWith(PREFIX) || name.equals(DynamoDbCacheProperties.CLIENT_INSTANCE));
    return ours;
  }
}
