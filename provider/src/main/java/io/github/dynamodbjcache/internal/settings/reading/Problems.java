package io.github.dynamodbjcache.internal.settings.reading;

import com.typesafe.config.ConfigOrigin;
import io.github.dynamodbjcache.configuration.ConfigurationException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is wrong with a configuration, gathered so that a user sees all of it at once. */
public final class Problems {

  /** By place, since a default block is read again for each cache that inherits from it. */
  private final Map<String, String> byPlace = new LinkedHashMap<>();

  void add(ConfigOrigin origin, String key, String text) {
    String place = place(origin);
    byPlace.putIfAbsent(place + " " + key, place + ": " + text);
  }

  /** Adds one that is told with a place in words. */
  public void add(String place, String text) {
    byPlace.putIfAbsent(place, place + ": " + text);
  }

  /**
   * Ends the reading if there are any.
   *
   * @throws ConfigurationException with all of them
   */
  public void throwIfAny() {
    if (byPlace.size() == 1) {
      throw new ConfigurationException(
          "Configuration refused. " + byPlace.values().iterator().next());
    }
    if (!byPlace.isEmpty()) {
      throw new ConfigurationException(
          "Configuration refused, "
              + byPlace.size()
              + " problems:\n  - "
              + String.join("\n  - ", byPlace.values()));
    }
  }

  private static String place(ConfigOrigin origin) {
    String source =
        origin.filename() != null
            ? origin.filename()
            : origin.url() != null ? origin.url().toString() : origin.description();
    return origin.lineNumber() > 0 ? source + ", line " + origin.lineNumber() : source;
  }
}
