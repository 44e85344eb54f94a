package io.github.dynamodbjcache.configuration;

import java.util.Objects;
import java.util.Properties;

/**
 * A setting among a manager's {@link Properties} with the place where a user wrote it, for
 * frameworks that read settings from files of their own:
 *
 * <pre>{@code
 * properties.put("dynamodb-jcache.table.prefix", new PlacedValue("shop-", "application.yaml, line 3"));
 * }</pre>
 *
 * <p>If it is refused, the {@link ConfigurationException} names that place, not the property.
 *
 * @param value a text, a number or a truth value; an empty text is no value, or an empty list where
 *     a list stands
 * @param place where it stands, in words
 */
public record PlacedValue(Object value, String place) {

  /** Both have to be there. */
  public PlacedValue {
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(place, "place");
  }
}
