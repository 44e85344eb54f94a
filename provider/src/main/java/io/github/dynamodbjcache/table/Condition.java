package io.github.dynamodbjcache.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What has to be true of an item, as data: made by {@link Path} and {@link Table}, said in
 * DynamoDB's words when it is used. Names and values always go as placeholders, and parentheses
 * follow from the structure: no reserved word and no content can change what it means.
 */
public sealed interface Condition {

  /** This, and all of those. */
  default Condition and(Condition... others) {
    return new All(with(others));
  }

  /** This, or one of those. */
  default Condition or(Condition... others) {
    return new Any(with(others));
  }

  /** Not this. True where a comparison fails since an attribute is missing. */
  default Condition negated() {
    return new Not(this);
  }

  private List<Condition> with(Condition... others) {
    List<Condition> all = new ArrayList<>();
    all.add(this);
    for (Condition other : Objects.requireNonNull(others, "others")) {
      all.add(Objects.requireNonNull(other, "others"));
    }
    return all;
  }

  /** Compares with a value. */
  record Comparison(Operand operand, Comparator comparator, @Nullable Object value)
      implements Condition {}

  /** Lies between two values, both included. */
  record Between(Operand operand, Object low, Object high) implements Condition {}

  /** Is one of some values. */
  record In(Operand operand, List<@Nullable Object> values) implements Condition {

    private static final int MOST = 100;

    /** Refuses none, and more than the service takes. */
    public In {
      if (values.isEmpty() || values.size() > MOST) {
        throw new IllegalArgumentException(
            "in(…) takes 1 to " + MOST + " values, not " + values.size());
      }
    }
  }

  /** A text or bytes begin so. */
  record BeginsWith(Path path, Object prefix) implements Condition {}

  /** A text, a set or a list contains that. */
  record Contains(Path path, @Nullable Object element) implements Condition {}

  /** The attribute is there, be it NULL. */
  record Exists(Path path) implements Condition {}

  /** The attribute is not there. */
  record IsAbsent(Path path) implements Condition {}

  /** The attribute is of that type. */
  record IsOfType(Path path, AttributeType type) implements Condition {}

  /** There is no item, or an expired one. See {@link Table#absent}. */
  record NoItem() implements Condition {}

  /** Every mapped attribute is as it was read. See {@link Table#unchanged}. */
  record Unchanged(Object read) implements Condition {}

  /** All of some. */
  record All(List<Condition> conditions) implements Condition {

    /** Keeps a copy. */
    public All {
      conditions = List.copyOf(conditions);
    }
  }

  /** One of some. */
  record Any(List<Condition> conditions) implements Condition {

    /** Keeps a copy. */
    public Any {
      conditions = List.copyOf(conditions);
    }
  }

  /** Not another. */
  record Not(Condition condition) implements Condition {}
}
