package io.github.dynamodbjcache.internal.store;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Where an entry lies: the key attributes of its item. Two keys are the same entry if their
 * attributes are equal; numbers are written in one way, as the service takes {@code 1}, {@code 1.0}
 * and {@code 1E0} for one key and answers in its own notation.
 */
public final class EntryKey {

  private final Map<String, AttributeValue> attributes;

  /**
   * Asked for several times in each operation on many, and never of what is only read; 0 if not.
   */
  private int hash;

  /**
   * Keeps a copy of the attributes.
   *
   * @param attributes one attribute per element of the table's key schema: S, N or B
   */
  public EntryKey(Map<String, AttributeValue> attributes) {
    this.attributes = canonical(attributes);
  }

  /** Of one attribute. */
  public EntryKey(String name, AttributeValue value) {
    this.attributes = Map.of(name, Canonical.of(value));
  }

  /** Of two attributes. */
  public EntryKey(
      String partition, AttributeValue partitionValue, String sort, AttributeValue sortValue) {
    this.attributes =
        Map.of(partition, Canonical.of(partitionValue), sort, Canonical.of(sortValue));
  }

  private static Map<String, AttributeValue> canonical(Map<String, AttributeValue> attributes) {
    for (AttributeValue value : attributes.values()) {
      if (value.n() != null && Canonical.of(value) != value) {
        return Map.copyOf(Canonical.of(attributes));
      }
    }
    return Map.copyOf(attributes);
  }

  /** One attribute per element of the table's key schema. */
  public Map<String, AttributeValue> attributes() {
    return attributes;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof EntryKey key
            && hashCode() == key.hashCode()
            && attributes.equals(key.attributes));
  }

  @Override
  public int hashCode() {
    if (hash == 0) {
      hash = attributes.hashCode();
    }
    return hash;
  }

  @Override
  public String toString() {
    return attributes.toString();
  }
}
