package io.github.dynamodbjcache.internal.settings.reading;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueFactory;
import io.github.dynamodbjcache.configuration.PlacedValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Properties whose keys begin with the root, as a configuration that goes before the file's.
 *
 * <p>Their keys are paths as HOCON has them; beside that, what stands in brackets is one name, as
 * Spring has it: {@code caches[com.acme.*].statistics} is {@code caches."com.acme.*".statistics}.
 */
final class Overrides {

  private static final String PREFIX = Sources.ROOT + ".";

  private static final Pattern QUOTED_OR_IN_BRACKETS =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|\\[([^\\[\\]]*+)]");

  private final String kind;
  private final Predicate<List<String>> isList;
  private final Problems problems;

  /**
   * Reads properties.
   *
   * @param kind what they are, for messages: "system property"
   * @param isList whether a list stands at that path below the root
   */
  Overrides(String kind, Predicate<List<String>> isList, Problems problems) {
    this.kind = kind;
    this.isList = isList;
    this.problems = problems;
  }

  /**
   * The configuration that the properties make.
   *
   * @param isSetting whether a key of ours is one of settings, and not of an object
   */
  Config of(Properties properties, Predicate<String> isSetting) {
    Map<List<String>, PropertyList> lists = new LinkedHashMap<>();
    List<Property> settings = new ArrayList<>();
    for (Map.Entry<String, Object> entry : ours(properties).entrySet()) {
      Optional<Property> property =
          isSetting.test(entry.getKey())
              ? read(entry.getKey(), entry.getValue())
              : Optional.empty();
      Optional<List<String>> list = property.flatMap(each -> listOf(each.path()));
      if (list.isPresent()) {
        lists.computeIfAbsent(list.get(), PropertyList::new).add(property.get());
      } else if (!isEmpty(entry.getValue())) {
        property.ifPresent(settings::add);
      }
    }
    lists.values().forEach(list -> list.joined(problems).ifPresent(settings::add));
    return settings.stream()
        .map(Overrides::nested)
        .reduce(ConfigFactory.empty(), (former, next) -> next.withFallback(former));
  }

  private Optional<Property> read(String key, Object given) {
    String place = given instanceof PlacedValue placed ? placed.place() : kind + " " + key;
    Object value = given instanceof PlacedValue placed ? placed.value() : given;
    try {
      return Optional.of(
          new Property(key, place, path(key), ConfigValueFactory.fromAnyRef(value, place)));
    } catch (ConfigException.BadPath notPath) {
      problems.add(
          place,
          "is not a key; a name with dots or stars needs quotes: "
              + PREFIX
              + "caches.\"com.acme.*\".statistics");
    } catch (ConfigException.BugOrBroken notValue) {
      problems.add(
          place, "needs a text, number or truth value, not a " + value.getClass().getName());
    }
    return Optional.empty();
  }

  /** As a framework hands in what its user left empty. */
  private static boolean isEmpty(Object given) {
    return given instanceof PlacedValue placed && placed.value().equals("");
  }

  private static List<String> path(String key) {
    return ConfigUtil.splitPath(
        QUOTED_OR_IN_BRACKETS
            .matcher(key)
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        found.group(1) == null
                            ? found.group()
                            : "." + ConfigUtil.quoteString(found.group(1)))));
  }

  /** The path of the list that stands at the path, or of which an element does. */
  private Optional<List<String>> listOf(List<String> path) {
    List<String> above = path.subList(0, path.size() - 1);
    return Stream.of(path, above)
        .filter(each -> isList.test(each.subList(1, each.size())))
        .findFirst();
  }

  /** By hand and not by {@code withValue}, so that the inner blocks tell their place as well. */
  private static Config nested(Property property) {
    List<String> path = property.path();
    Object value = property.value();
    for (int depth = path.size() - 1; depth > 0; depth--) {
      value = Map.of(path.get(depth), value);
    }
    return ConfigValueFactory.fromMap(Map.of(path.get(0), value), property.place()).toConfig();
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
    ours.keySet().removeIf(name -> !name.startsWith(PREFIX));
    return ours;
  }
}
