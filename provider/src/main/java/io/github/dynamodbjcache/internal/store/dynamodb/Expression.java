package io.github.dynamodbjcache.internal.store.dynamodb;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Collects an update and a condition, with generated placeholders for every name and every value:
 * so no reserved word, no dot in a name and no content can change what they mean.
 */
final class Expression {

  private static final Placeholders NAMES = new Placeholders("#");
  private static final Placeholders VALUES = new Placeholders(":");

  private final StringBuilder sets = new StringBuilder(256);
  private final StringBuilder removes = new StringBuilder();
  private final List<String> demands = new ArrayList<>(2);
  private final List<String> names = new ArrayList<>(16);
  private final List<AttributeValue> values = new ArrayList<>(8);

  /** The placeholder of an attribute's name, the same each time. */
  String name(String attribute) {
    int known = names.indexOf(attribute);
    if (known < 0) {
      names.add(attribute);
    }
    return NAMES.of(known < 0 ? names.size() - 1 : known);
  }

  /** A placeholder of its own for a value. */
  String value(AttributeValue value) {
    values.add(value);
    return VALUES.of(values.size() - 1);
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
    return NAMES.before(names);
  }

  /** The values behind the placeholders; null if there are none, since the service refuses none. */
  @Nullable Map<String, AttributeValue> values() {
    return VALUES.before(values);
  }

  /** A sign and a number; most are made once, since every request needs them. */
  private static final class Placeholders {

    private static final int MADE_ONCE = 32;

    private final String sign;
    private final List<String> made;

    Placeholders(String sign) {
      this.sign = sign;
      this.made = IntStream.range(0, MADE_ONCE).mapToObj(number -> sign + number).toList();
    }

    String of(int number) {
      return number < MADE_ONCE ? made.get(number) : sign + number;
    }

    /** Each in its place; null for none. */
    <T> @Nullable Map<String, T> before(List<T> all) {
      if (all.isEmpty()) {
        return null;
      }
      Map<String, T> before = new HashMap<>(all.size() * 2);
      for (int i = 0; i < all.size(); i++) {
        before.put(of(i), all.get(i));
      }
      return before;
    }
  }
}
