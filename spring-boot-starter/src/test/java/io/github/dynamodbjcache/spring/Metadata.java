package io.github.dynamodbjcache.spring;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import io.github.dynamodbjcache.DynamoDbCachingProvider;
import io.github.dynamodbjcache.configuration.ConfigurationException;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.configuration.PlacedValue;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What editors are told of the settings: made of the provider's list of keys, of {@code
 * reference.conf}, which has the defaults and what keys mean, and of what the provider says when it
 * refuses a value.
 */
final class Metadata {

  private static final Pattern PROBLEM = Pattern.compile("(?m)^  - (\\S+): \\S+ (needs .*)$");
  private static final Pattern ONE_OF = Pattern.compile("needs one of (.*?)(?:; did you mean.*)?");
  private static final Pattern OR_ELSE = Pattern.compile("needs ([a-z]+),? or .*");

  private static final Config REFERENCE =
      ConfigFactory.parseResources(DynamoDbCachingProvider.class, "/reference.conf");

  /** What the starter says where nobody else does: see {@link Defaults}. */
  private static final Map<String, Object> DEFAULTS =
      Map.of("dynamodb-jcache.caches.default.serialization.presets", List.of("spring"));

  private static final Map<String, String> REMARKS =
      Map.of(
          "dynamodb-jcache.caches.default.serialization.allow",
          "Not set: the packages of the application.",
          "dynamodb-jcache.caches.default.statistics",
          "Not set: true where Micrometer is on the class path.",
          "dynamodb-jcache.client.endpoint",
          "With dynamodb-jcache-embedded on the class path, no other setting of the client and no"
              + " DynamoDbClient bean: embedded.");

  private final Map<String, String> needs = needs();

  /** The whole file. */
  static String asJson() {
    Metadata metadata = new Metadata();
    List<Map<String, Object>> properties = new ArrayList<>(metadata.ofTheStarter());
    List<Map<String, Object>> hints = new ArrayList<>();
    for (String key : DynamoDbCacheProperties.keys()) {
      properties.add(metadata.property(key));
      List<String> words = metadata.words(key);
      if (!words.isEmpty()) {
        hints.add(
            Map.of(
                "name", key, "values", words.stream().map(word -> Map.of("value", word)).toList()));
      }
    }
    return ConfigValueFactory.fromMap(Map.of("properties", properties, "hints", hints))
            .render(ConfigRenderOptions.concise().setFormatted(true))
        + "\n";
  }

  private List<Map<String, Object>> ofTheStarter() {
    return List.of(
        Map.of(
            "name",
            StarterSettings.PREFIX + ".create-on-demand",
            "type",
            "java.lang.Boolean",
            "description",
            "Whether a cache that is asked for by its name and not there is created, with the"
                + " settings for its name.",
            "defaultValue",
            true),
        Map.of(
            "name", StarterSettings.PREFIX + ".client-bean",
            "type", "java.lang.String",
            "description",
                "The name of the DynamoDbClient bean that the caches use; none for a client of"
                    + " their own. Not set: the one that there is, or the primary one; a client of"
                    + " their own if a setting under dynamodb-jcache.client describes it."),
        Map.of(
            "name", "dynamodb-jcache.caches",
            "type", "java.util.Map<java.lang.String,java.lang.Object>",
            "description",
                "The caches by their names, each with the keys of default. A name with * is a"
                    + " pattern; one with dots or stars stands in brackets: \"[com.acme.*]\"."),
        Map.of(
            "name",
            "management.health.dynamodb-cache.enabled",
            "type",
            "java.lang.Boolean",
            "description",
            "Whether the caches are among the indicators of health; each time, one read of"
                + " each cache.",
            "defaultValue",
            true));
  }

  private Map<String, Object> property(String key) {
    Map<String, Object> property = new LinkedHashMap<>();
    ConfigValue reference = reference(key);
    property.put("name", key);
    property.put("type", type(key, reference));
    property.put("description", description(key, reference));
    Object defaultValue = DEFAULTS.getOrDefault(key, reference.unwrapped());
    if (defaultValue != null && !(reference instanceof ConfigObject)) {
      property.put("defaultValue", defaultValue);
    }
    return property;
  }

  private static ConfigValue reference(String key) {
    ConfigValue value = REFERENCE.root();
    for (String name : key.split("\\.")) {
      value = ((ConfigObject) value).get(name);
    }
    return value;
  }

  /** Those of a pair on one line stand above both. */
  private static String description(String key, ConfigValue reference) {
    List<String> comments = reference.origin().comments();
    if (comments.isEmpty()) {
      comments = reference(key.substring(0, key.lastIndexOf('.'))).origin().comments();
    }
    String text = String.join(" ", comments.stream().map(String::strip).toList());
    return REMARKS.containsKey(key) ? text + " " + REMARKS.get(key) : text;
  }

  private String type(String key, ConfigValue reference) {
    String need = needs.getOrDefault(key, "");
    if (reference instanceof ConfigList) {
      return "java.util.List<java.lang.String>";
    }
    if (reference instanceof ConfigObject) {
      return "java.util.Map<java.lang.String,java.lang.String>";
    }
    if (reference.valueType() == ConfigValueType.BOOLEAN) {
      return "java.lang.Boolean";
    }
    return Stream.of(
            Map.entry("needs a whole number", "java.lang.Integer"),
            Map.entry("needs a duration", "java.time.Duration"),
            Map.entry("needs a price", "java.lang.Double"),
            Map.entry("needs the full name of a class", "java.lang.Class<?>"))
        .filter(type -> need.startsWith(type.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("java.lang.String");
  }

  /** The words that may stand there; explanations are none. */
  private List<String> words(String key) {
    String need = needs.getOrDefault(key, "");
    Matcher oneOf = ONE_OF.matcher(need);
    Matcher orElse = OR_ELSE.matcher(need);
    Stream<String> words =
        oneOf.matches()
            ? Stream.of(oneOf.group(1).split(", "))
            : orElse.matches() && !need.startsWith("needs true")
                ? Stream.of(orElse.group(1))
                : Stream.empty();
    return words.filter(word -> !word.contains(" ")).toList();
  }

  /** What the provider says is needed at each key that does not take a question mark. */
  private static Map<String, String> needs() {
    Properties properties = new Properties();
    DynamoDbCacheProperties.keys().stream()
        .filter(key -> !(reference(key) instanceof ConfigObject))
        .forEach(key -> properties.put(key, new PlacedValue("?", key)));
    Map<String, String> needs = new LinkedHashMap<>();
    Matcher problem = PROBLEM.matcher(refusalOf(properties));
    while (problem.find()) {
      needs.putIfAbsent(problem.group(1), problem.group(2));
    }
    return needs;
  }

  private static String refusalOf(Properties properties) {
    try (DynamoDbCachingProvider provider = new DynamoDbCachingProvider()) {
      provider.getCacheManager(URI.create("metadata"), null, properties);
      return "";
    } catch (ConfigurationException refused) {
      return String.valueOf(refused.getMessage());
    }
  }
}
