package io.github.dynamodbjcache.internal.expression;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What has to be true of an item, over attribute values. */
public sealed interface Predicate {

  /** A place in the item, or the size of what lies there. */
  sealed interface Operand {
    /** The place. */
    AttributePath path();
  }

  /** What lies there. */
  record At(AttributePath path) implements Operand {}

  /** How large it is. */
  record SizeOf(AttributePath path) implements Operand {}

  /** How two values are compared. */
  enum Comparator {
    EQ("="),
    NE("<>"),
    LT("<"),
    LE("<="),
    GT(">"),
    GE(">=");

    private final String sign;

    Comparator(String sign) {
      this.sign = sign;
    }

    /** As expressions have it. */
    public String sign() {
      return sign;
    }
  }

  /** Compares with a value. */
  record Comparison(Operand operand, Comparator comparator, AttributeValue value)
      implements Predicate {}

  /** Lies between two values, both included. */
  record Between(Operand operand, AttributeValue low, AttributeValue high) implements Predicate {}

  /** Is one of 1 to 100 values. */
  record In(Operand operand, List<AttributeValue> values) implements Predicate {}

  /** A text or bytes begin so. */
  record BeginsWith(AttributePath path, AttributeValue prefix) implements Predicate {}

  /** A text, a set or a list contains that. */
  record Contains(AttributePath path, AttributeValue element) implements Predicate {}

  /** It is there. */
  record Exists(AttributePath path) implements Predicate {}

  /** It is not there. */
  record IsAbsent(AttributePath path) implements Predicate {}

  /** It is of the type of those letters. */
  record IsOfType(AttributePath path, String type) implements Predicate {}

  /** All of some. */
  record All(List<Predicate> predicates) implements Predicate {}

  /** One of some. */
  record Any(List<Predicate> predicates) implements Predicate {}

  /** Not another. */
  record Not(Predicate predicate) implements Predicate {}
}
