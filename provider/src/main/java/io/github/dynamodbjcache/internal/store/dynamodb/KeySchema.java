package io.github.dynamodbjcache.internal.store.dynamodb;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The key of a table: a partition key, and perhaps a sort key.
 *
 * @param attributes one or two, the partition key first
 */
public record KeySchema(List<KeyAttribute> attributes) {

  /** Refuses keys that no table has. */
  public KeySchema {
    attributes = List.copyOf(attributes);
    if (attributes.isEmpty() || attributes.size() > 2) {
      throw new IllegalArgumentException("a key has one or two attributes, not " + attributes);
    }
    if (attributes.stream().map(KeyAttribute::name).distinct().count() < attributes.size()) {
      throw new IllegalArgumentException("both attributes of the key have one name: " + attributes);
    }
  }

  /** A partition key of texts, and no sort key. */
  public static KeySchema ofText(String name) {
    return new KeySchema(List.of(new KeyAttribute(name, KeyType.S)));
  }

  /** The name of the partition key. Every item of the table has it. */
  public String partition() {
    return attributes.get(0).name();
  }

  /** The names of its attributes, in order. */
  public List<String> names() {
    return attributes.stream().map(KeyAttribute::name).toList();
  }

  /** As people write it: {@code episode (HASH, N), map (RANGE, N)}. */
  @Override
  public String toString() {
    return attributes.stream()
        .map(
            attribute ->
                attribute.name() + " (" + role(attribute) + ", " + attribute.type().name() + ")")
        .collect(Collectors.joining(", "));
  }

  private String role(KeyAttribute attribute) {
    return attribute.equals(attributes.get(0)) ? "HASH" : "RANGE";
  }

  /**
   * An attribute of a key.
   *
   * @param name as the items have it
   * @param type what it holds
   */
  public record KeyAttribute(String name, KeyType type) {}

  /** What a key can be: text, number or bytes. */
  public enum KeyType {
    /** Text. */
    S,
    /** A number. */
    N,
    /** Bytes. */
    B
  }
}
