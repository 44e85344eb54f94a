package io.github.dynamodbjcache.spring;

import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.configuration.PlacedValue;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Properties;
import java.util.Set;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The settings that stand in Spring's environment, as the properties of a manager, each with its
 * origin. Spring's rules hold: which source goes before which, that a list of one replaces that of
 * another, how loosely a key may be spelled, and what {@code ${...}} stands for.
 */
final class EnvironmentSettings {

  private static final ConfigurationPropertyName STARTER =
      ConfigurationPropertyName.of(StarterSettings.PREFIX);

  private final SettingNames names = new SettingNames();
  private final PropertySourcesPlaceholdersResolver placeholders;
  private final Properties properties = new Properties();

  /** What sources have said up to now; of a list the whole. */
  private final Set<String> said = new HashSet<>();

  private EnvironmentSettings(ConfigurableEnvironment environment) {
    placeholders = new PropertySourcesPlaceholdersResolver(environment);
  }

  /** Those settings, and that the JVM's system properties are among them. */
  static Properties of(ConfigurableEnvironment environment) {
    EnvironmentSettings settings = new EnvironmentSettings(environment);
    Iterable<ConfigurationPropertySource> sources =
        ConfigurationPropertySources.from(environment.getPropertySources());
    sources.forEach(settings::learnNames);
    sources.forEach(settings::read);
    settings.properties.put(DynamoDbCacheProperties.SYSTEM_PROPERTIES_INSTANCE, new Properties());
    return settings.properties;
  }

  /** Environment variables know names in upper case only; other sources tell how they are. */
  private void learnNames(ConfigurationPropertySource source) {
    if (!(source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource)) {
      namesIn(source).forEach(names::learn);
    }
  }

  private void read(ConfigurationPropertySource source) {
    Set<String> saidHere = new HashSet<>();
    Set<ConfigurationPropertyName> asked = namesIn(source);
    asked.addAll(names.known());
    for (ConfigurationPropertyName name : asked) {
      SettingNames.Key key = names.keyOf(name);
      ConfigurationProperty found =
          said.contains(key.setting()) ? null : source.getConfigurationProperty(name);
      if (found != null) {
        saidHere.add(key.setting());
        properties.putIfAbsent(key.whole(), placed(found));
      }
    }
    said.addAll(saidHere);
  }

  private static Set<ConfigurationPropertyName> namesIn(ConfigurationPropertySource source) {
    Set<ConfigurationPropertyName> names = new LinkedHashSet<>();
    if (source instanceof IterableConfigurationPropertySource all) {
      all.stream()
          .filter(SettingNames.ROOT::isAncestorOf)
          .filter(name -> !STARTER.isAncestorOf(name))
          .forEach(names::add);
    }
    return names;
  }

  private PlacedValue placed(ConfigurationProperty property) {
    Object value = placeholders.resolvePlaceholders(property.getValue());
    Origin origin = property.getOrigin();
    return new PlacedValue(
        value instanceof Number || value instanceof Boolean ? value : String.valueOf(value),
        origin == null ? "property " + property.getName() : origin.toString());
  }
}
