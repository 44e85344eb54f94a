package io.github.dynamodbjcache.internal.store.dynamodb;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Collects an update and a condition, with generated placeholders for every name and every value:
 * so no reserved word, no dot in a name and no content can change what they mean.
 */
final class Expression {

  private final StringBuilder sets = new StringBuilder();
  private final StringBuilder removes = new StringBuilder();
  private final List<String> demands = new ArrayList<>(2);
  private final Map<String, String> placeholders = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, AttributeValue> values = new HashMap<>();

  /** The placeholder of an attribute's name, the same each time. */
  String name(String attribute) {
    String known = placeholders.get(attribute);
    if (known != null) {
      return known;
    }
    String placeholder = "#" + names.size();
    placeholders.put(attribute, placeholder);
    names.put(placeholder, attribute);
    return placeholder;
  }

  /** A placeholder of its own for a value. */
  String value(AttributeValue value) {
    String placeholder = ":" + values.size();
    values.put(placeholder, value);
    return placeholder;
  }

  /** The attribute gets the value. An update names an attribute once. */
  void set(String attribute, AttributeValue value) {
    assign(attribute, value(value));
  }

  /** The attribute gets what that operand yields, made of placeholders. */
  void assign(String attribute, String operand) {
    separated(sets, "SET ").append(name(attribute)).append(" = ").append(operand);
  }

  /** The attribute keeps what it has, or gets the value. */
  void setIfMissing(String attribute, AttributeValue value) {
    assign(attribute, ifMissing(attribute, value(value)));
  }

  /** An operand: what the attribute had before the update, or else that value. */
  String ifMissing(String attribute, String valuePlaceholder) {
    return "if_not_exists(" + name(attribute) + ", " + valuePlaceholder + ")";
  }

  void remove(String attribute) {
    separated(removes, "REMOVE ").append(name(attribute));
  }

  private static StringBuilder separated(StringBuilder clause, String keyword) {
    return clause.append(clause.isEmpty() ? keyword : ", ");
  }

  /** Demands that beside what was demanded already. */
  void demand(String condition) {
    demands.add(condition);
  }

  /** The key, and those attributes. */
  String projection(Collection<String> attributes) {
    return attributes.stream().map(this::name).collect(Collectors.joining(", "));
  }

  String update() {
    if (removes.isEmpty()) {
      return sets.toString();
    }
    return sets.isEmpty() ? removes.toString() : sets + " " + removes;
  }

  /** All that was demanded; null if nothing was. */
  @Nullable String condition() {
    return switch (demands.size()) {
      case 0 -> null;
      case 1 -> demands.get(0);
      default -> demands.stream().collect(Collectors.joining(") AND (", "(", ")"));
    };
  }

  /** The names behind the placeholders; null if there are none, since the service refuses none. */
  @Nullable Map<String, String> names() {
    return names.isEmpty() ? null : names;
  }

  /** The values behind the placeholders; null if there are none, since the service refuses none. */
  @Nullable Map<String, AttributeValue> values() {
    return values.isEmpty() ? null : values;
  }
}
