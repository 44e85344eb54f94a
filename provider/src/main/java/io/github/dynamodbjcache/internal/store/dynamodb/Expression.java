package io.github.dynamodbjcache.internal.store.dynamodb;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Collects an update and a condition with the placeholders they use. Values never stand in an
 * expression themselves, nor do names of others than the store, so that no reserved word and no
 * content can change its meaning. Of the store's own names, only {@code ttl} is a reserved word.
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

  /** The attribute gets the value. An expression names an attribute once. */
  void set(String attribute, AttributeValue value) {
    String name = name(attribute);
    sets.add(name + " = " + value(name, value));
  }

  /** The attribute keeps what it has, or gets the value. */
  void setIfMissing(String attribute, AttributeValue value) {
    String name = name(attribute);
    sets.add(name + " = if_not_exists(" + name + ", " + value(name, value) + ")");
  }

  /** Assignments over the store's own attributes, and the value of the placeholder they use. */
  void set(String assignments, String placeholder, AttributeValue value) {
    sets.add(assignments);
    values.put(placeholder, value);
  }

  void remove(String attribute) {
    removes.add(name(attribute));
  }

  void condition(String condition) {
    this.condition = condition;
    if (condition.contains("#k")) {
      names.put("#k", keyAttribute);
    }
  }

  /** Gives a placeholder of the condition its value, if the condition uses it. */
  void valueIfUsed(String placeholder, AttributeValue value) {
    if (condition != null && condition.contains(placeholder)) {
      values.put(placeholder, value);
    }
  }

  /** The key, the store's own attributes, and those. */
  String projection(Collection<String> others) {
    names.put("#k", keyAttribute);
    return Stream.concat(
            Stream.of("#k", ItemFormat.REVISION, ItemFormat.DEADLINE),
            others.stream().map(this::name))
        .collect(Collectors.joining(", "));
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

  private String name(String attribute) {
    if (attribute.equals(ItemFormat.REVISION) || attribute.equals(ItemFormat.DEADLINE)) {
      return attribute;
    }
    String placeholder = "#a" + names.size();
    names.put(placeholder, attribute);
    return placeholder;
  }

  private String value(String name, AttributeValue value) {
    String placeholder = ":" + (name.startsWith("#") ? name.substring(1) : name);
    values.put(placeholder, value);
    return placeholder;
  }
}
