package io.github.dynamodbjcache.internal.expression;

import io.github.dynamodbjcache.internal.codec.item.ItemSize;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Collects an update and a condition, with generated placeholders for every name and every value:
 * so no reserved word, no dot in a name and no content can change what they mean.
 *
 * <p>What the service would refuse for its size alone is refused here, by an {@link
 * IllegalArgumentException}: see {@link ExpressionLimits}.
 */
public final class Expression {

  private static final Placeholders NAMES = new Placeholders("#");
  private static final Placeholders VALUES = new Placeholders(":");

  private final StringBuilder sets = new StringBuilder(256);
  private final StringBuilder removes = new StringBuilder();
  private final StringBuilder adds = new StringBuilder();
  private final StringBuilder deletes = new StringBuilder();
  private final List<String> demands = new ArrayList<>(2);
  private final List<String> names = new ArrayList<>(16);
  private final List<AttributeValue> values = new ArrayList<>(8);
  private final ChangedPaths changed = new ChangedPaths();
  private long operandBytes;

  /** The placeholder of an attribute's name, the same each time. */
  public String name(String attribute) {
    int known = names.indexOf(attribute);
    if (known < 0) {
      names.add(attribute);
    }
    return NAMES.of(known < 0 ? names.size() - 1 : known);
  }

  /** A placeholder of its own for a value. */
  public String value(AttributeValue value) {
    values.add(value);
    return VALUES.of(values.size() - 1);
  }

  /** The attribute gets the value. An update names an attribute once. */
  public void set(String attribute, AttributeValue value) {
    assign(attribute, value(value));
  }

  /** The attribute gets what that operand yields, made of placeholders. */
  public void assign(String attribute, String operand) {
    separated(sets, "SET ").append(name(attribute)).append(" = ").append(operand);
  }

  /** The attribute keeps what it has, or gets the value. */
  public void setIfMissing(String attribute, AttributeValue value) {
    assign(attribute, ifMissing(attribute, value(value)));
  }

  /** An operand: what the attribute had before the update, or else that value. */
  public String ifMissing(String attribute, String valuePlaceholder) {
    return "if_not_exists(" + name(attribute) + ", " + valuePlaceholder + ")";
  }

  /** The attribute goes. */
  public void remove(String attribute) {
    remove(AttributePath.of(attribute));
  }

  /**
   * Makes that change, beside those that were made already.
   *
   * @throws IllegalArgumentException if an earlier one changes the same place, or one within it
   */
  public void change(Change change) {
    changed.add(change.path());
    new ChangeText(this).add(change);
  }

  /** Demands that beside what was demanded already. */
  public void demand(Predicate predicate) {
    demand(predicate(predicate));
  }

  /** A condition, made of placeholders. */
  public String predicate(Predicate predicate) {
    return new PredicateText(this).of(predicate);
  }

  /** A place, made of placeholders. */
  public String path(AttributePath path) {
    StringBuilder text = new StringBuilder();
    for (Object element : path.elements()) {
      if (element instanceof Integer index) {
        text.append('[').append(index).append(']');
      } else {
        text.append(text.isEmpty() ? "" : ".").append(name((String) element));
      }
    }
    return text.toString();
  }

  /** A placeholder of its own for a value that a user has said, which may be of any size. */
  String operand(AttributeValue value) {
    operandBytes += ItemSize.bytes(value);
    ExpressionLimits.checkOperands(operandBytes);
    return value(value);
  }

  void assign(AttributePath path, String operand) {
    separated(sets, "SET ").append(path(path)).append(" = ").append(operand);
  }

  void remove(AttributePath path) {
    separated(removes, "REMOVE ").append(path(path));
  }

  void add(AttributePath path, String operand) {
    separated(adds, "ADD ").append(path(path)).append(' ').append(operand);
  }

  void delete(AttributePath path, String operand) {
    separated(deletes, "DELETE ").append(path(path)).append(' ').append(operand);
  }

  private static StringBuilder separated(StringBuilder clause, String keyword) {
    return clause.append(clause.isEmpty() ? keyword : ", ");
  }

  /** Demands that beside what was demanded already. */
  public void demand(String condition) {
    demands.add(condition);
  }

  /** The key, and those attributes. */
  public String projection(Collection<String> attributes) {
    return attributes.stream().map(this::name).collect(Collectors.joining(", "));
  }

  /** All that was changed; empty if nothing was. */
  public String update() {
    return ExpressionLimits.update(
        Stream.of(sets, removes, adds, deletes)
            .filter(clause -> !clause.isEmpty())
            .collect(Collectors.joining(" ")));
  }

  /** All that was demanded; null if nothing was. */
  public @Nullable String condition() {
    return switch (demands.size()) {
      case 0 -> null;
      case 1 -> ExpressionLimits.condition(demands.get(0));
      default ->
          ExpressionLimits.condition(
              demands.stream().collect(Collectors.joining(") AND (", "(", ")")));
    };
  }

  /** The names behind the placeholders; null if there are none, since the service refuses none. */
  public @Nullable Map<String, String> names() {
    return NAMES.before(names);
  }

  /** The values behind the placeholders; null if there are none, since the service refuses none. */
  public @Nullable Map<String, AttributeValue> values() {
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
