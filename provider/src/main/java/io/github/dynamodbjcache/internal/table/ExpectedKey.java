package io.github.dynamodbjcache.internal.table;

import io.github.dynamodbjcache.internal.store.dynamodb.KeySchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The key that a table has to have.
 *
 * @param attributes one or two, the partition key first
 */
public record ExpectedKey(List<Attribute> attributes) {

  /**
   * An attribute of it.
   *
   * @param type null if any will do: then what the table has is asked for
   */
  public record Attribute(String name, KeySchema.@Nullable KeyType type) {

    boolean isMetBy(KeySchema.KeyAttribute found) {
      return name.equals(found.name()) && (type == null || type == found.type());
    }

    /** "of type N", as far as it is known. */
    private String shown(String role) {
      return name + " (" + role + ", " + (type == null ? "any type" : type.name()) + ")";
    }
  }

  /** Keeps a copy. */
  public ExpectedKey {
    attributes = List.copyOf(attributes);
  }

  /** Exactly that key. */
  public static ExpectedKey of(KeySchema keys) {
    return new ExpectedKey(
        keys.attributes().stream()
            .map(attribute -> new Attribute(attribute.name(), attribute.type()))
            .toList());
  }

  /** The key itself, if all types are known. */
  public Optional<KeySchema> schema() {
    List<KeySchema.KeyAttribute> known = new ArrayList<>();
    for (Attribute attribute : attributes) {
      if (attribute.type() == null) {
        return Optional.empty();
      }
      known.add(new KeySchema.KeyAttribute(attribute.name(), attribute.type()));
    }
    return Optional.of(new KeySchema(known));
  }

  /** The names of those attributes whose types are not known. */
  public List<String> withoutType() {
    return attributes.stream()
        .filter(attribute -> attribute.type() == null)
        .map(Attribute::name)
        .toList();
  }

  boolean isMetBy(KeySchema found) {
    return found.attributes().size() == attributes.size()
        && IntStream.range(0, attributes.size())
            .allMatch(i -> attributes.get(i).isMetBy(found.attributes().get(i)));
  }

  /** "partition key k of type S". */
  String inWords() {
    return attributes.stream()
        .map(
            attribute ->
                (attribute.equals(attributes.get(0)) ? "partition key " : "sort key ")
                    + attribute.name()
                    + (attribute.type() == null ? "" : " of type " + attribute.type()))
        .collect(Collectors.joining(" and the "));
  }

  /** As people write it: {@code episode (HASH, N), map (RANGE, any type)}. */
  @Override
  public String toString() {
    return attributes.stream()
        .map(attribute -> attribute.shown(attribute.equals(attributes.get(0)) ? "HASH" : "RANGE"))
        .collect(Collectors.joining(", "));
  }
}
