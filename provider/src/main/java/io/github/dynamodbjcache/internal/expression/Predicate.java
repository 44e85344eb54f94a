package io.github.dynamodbjcache.internal.expression;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What has to be true of an item, over attribute values. */
public sealed interface Predicate {

  /**
   * True if it holds of an item without any attribute: what the service decides where there is no
   * item. There every comparison fails but {@code <>}, which is true of a missing operand.
   */
  default boolean holdsOfNothing() {
    if (this instanceof All all) {
      return all.predicates.stream().allMatch(Predicate::holdsOfNothing);
    }
    if (this instanceof Any any) {
      return any.predicates.stream().anyMatch(Predicate::holdsOfNothing);
    }
    if (this instanceof Not not) {
      return !not.predicate.holdsOfNothing();
    }
    return this instanceof IsAbsent
        || (this instanceof Comparison comparison && comparison.comparator == Comparator.NE);
  }

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
      implements Predicate {

    /** Refuses an order of what has none. */
    public Comparison {
      if (comparator != Comparator.EQ && comparator != Comparator.NE) {
        OperandTypes.requireOrder(operand.path(), comparator.sign(), value);
      }
    }
  }

  /** Lies between two values, both included. */
  record Between(Operand operand, AttributeValue low, AttributeValue high) implements Predicate {

    /** Refuses bounds that are not of one type, or the wrong way round. */
    public Between {
      OperandTypes.requireRange(operand.path(), low, high);
    }
  }

  /** Is one of 1 to 100 values. */
  record In(Operand operand, List<AttributeValue> values) implements Predicate {

    private static final int MOST = 100;

    /** Keeps a copy; refuses none, and more than the service takes. */
    public In {
      values = List.copyOf(values);
      if (values.isEmpty() || values.size() > MOST) {
        throw new IllegalArgumentException(
            operand.path() + " IN takes 1 to " + MOST + " values, not " + values.size());
      }
    }
  }

  /** A text or bytes begin so. */
  record BeginsWith(AttributePath path, AttributeValue prefix) implements Predicate {

    /** Refuses what is neither. */
    public BeginsWith {
      OperandTypes.requireTextOrBytes(path, prefix);
    }
  }

  /** A text, a set or a list contains that. */
  record Contains(AttributePath path, AttributeValue element) implements Predicate {}

  /** It is there. */
  record Exists(AttributePath path) implements Predicate {}

  /** It is not there. */
  record IsAbsent(AttributePath path) implements Predicate {}

  /** It is of the type of those letters. */
  record IsOfType(AttributePath path, String type) implements Predicate {}

  /** All of one or more. */
  record All(List<Predicate> predicates) implements Predicate {

    /** Keeps a copy. */
    public All {
      predicates = copy(predicates);
    }
  }

  /** At least one of one or more. */
  record Any(List<Predicate> predicates) implements Predicate {

    /** Keeps a copy. */
    public Any {
      predicates = copy(predicates);
    }
  }

  /** Not another. */
  record Not(Predicate predicate) implements Predicate {}

  private static List<Predicate> copy(List<Predicate> predicates) {
    if (predicates.isEmpty()) {
      throw new IllegalArgumentException(
          "a condition that is made of others takes one or more of them");
    }
    return List.copyOf(predicates);
  }
}
