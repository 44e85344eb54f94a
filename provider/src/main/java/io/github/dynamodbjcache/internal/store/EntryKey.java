package io.github.dynamodbjcache.internal.store;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Where an entry lies: the key attributes of its item. Two keys are the same entry if their
 * attributes are equal; numbers are written in one way, as the service takes {@code 1}, {@code 1.0}
 * and {@code 1E0} for one key and answers in its own notation.
 *
 * @param attributes one attribute per element of the table's key schema
 */
public record EntryKey(Map<String, AttributeValue> attributes) {

  /** Keeps a copy of the attributes. */
  public EntryKey {
    attributes = canonical(attributes);
  }

  private static Map<String, AttributeValue> canonical(Map<String, AttributeValue> attributes) {
    for (AttributeValue value : attributes.values()) {
      if (value.n() != null && Canonical.of(value) != value) {
        return Map.copyOf(Canonical.of(attributes));
      }
    }
    return Map.copyOf(attributes);
  }
}
