package io.github.dynamodbjcache.internal.store;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Where an entry lies: the key attributes of its item. Two keys are the same entry if their
 * attributes are equal.
 *
 * @param attributes one attribute per element of the table's key schema
 */
public record EntryKey(Map<String, AttributeValue> attributes) {

  /** Keeps a copy of the attributes. */
  public EntryKey {
    attributes = Map.copyOf(attributes);
  }
}
