package io.github.dynamodbjcache.internal.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Collects an update and a condition with the placeholders they use. Names and values never stand
 * in an expression themselves, so that no reserved word and no content can change its meaning.
 */
final class Expression {

  private final List<String> sets = new ArrayList<>();
  private final List<String> removes = new ArrayList<>();
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<String, AttributeValue> values = new LinkedHashMap<>();
  private final String keyAttribute;
  private @Nullable String condition;

  Expression(String keyAttribute) {
    this.keyAttribute = keyAttribute;
  }

  /** {@code placeholder = :value}. */
  void set(String attribute, AttributeValue value) {
    String name = name(attribute);
    sets.add(name + " = " + value(":" + name.substring(1), value));
  }

  /** The attribute keeps what it has, or gets the value. */
  void setIfMissing(String attribute, AttributeValue value) {
    setToOther(attribute, attribute, value);
  }

  /** The attribute gets what the other one had before, or the value if that had nothing. */
  void setToOther(String attribute, String other, AttributeValue orElse) {
    String name = name(attribute);
    String from = name(other);
    String placeholder = other.equals(attribute) ? ":" + name.substring(1) : ":none";
    sets.add(name + " = if_not_exists(" + from + ", " + value(placeholder, orElse) + ")");
  }

  void remove(String attribute) {
    removes.add(name(attribute));
  }

  void condition(String condition) {
    this.condition = condition;
    nameIfUsed("#k", keyAttribute);
    nameIfUsed("#w", ItemFormat.REVISION);
    nameIfUsed("#x", ItemFormat.DEADLINE);
  }

  /** Gives a placeholder of the condition its value, if the condition uses it. */
  void valueIfUsed(String placeholder, AttributeValue value) {
    if (condition != null && condition.contains(placeholder)) {
      values.put(placeholder, value);
    }
  }

  String update() {
    String set = sets.isEmpty() ? "" : "SET " + String.join(", ", sets);
    return removes.isEmpty() ? set : set + " REMOVE " + String.join(", ", removes);
  }

  @Nullable String condition() {
    return condition;
  }

  /** The names behind the placeholders; null if there are none, since the service refuses none. */
  @Nullable Map<String, String> names() {
    return names.isEmpty() ? null : names;
  }

  /** The values behind the placeholders; null if there are none, since the service refuses none. */
  @Nullable Map<String, AttributeValue> values() {
    return values.isEmpty() ? null : values;
  }

  private void nameIfUsed(String placeholder, String attribute) {
    if (condition != null && condition.contains(placeholder)) {
      names.put(placeholder, attribute);
    }
  }

  private String name(String attribute) {
    String placeholder =
        switch (attribute) {
          case ItemFormat.REVISION -> "#w";
          case ItemFormat.DEADLINE -> "#x";
          default -> "#a" + names.size();
        };
    for (Map.Entry<String, String> known : names.entrySet()) {
      if (known.getValue().equals(attribute)) {
        return known.getKey();
      }
    }
    names.put(placeholder, attribute);
    return placeholder;
  }

  private String value(String placeholder, AttributeValue value) {
    values.put(placeholder, value);
    return placeholder;
  }
}
