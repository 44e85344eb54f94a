package io.github.dynamodbjcache.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a condition compares: an attribute, or its size.
 *
 * <p>Values are Java's, each encoded as its attribute is: an {@code Instant} that is stored as a
 * number is compared as a number. Null is DynamoDB's NULL, not "missing". Where an attribute is
 * missing, every comparison but {@link #ne} is false.
 */
public sealed interface Operand permits Path, Size {

  /** It is that. Numbers are equal by value, sets whatever their order. */
  default Condition eq(@Nullable Object value) {
    return new Condition.Comparison(this, Comparator.EQ, value);
  }

  /** It is not that, or it is missing. */
  default Condition ne(@Nullable Object value) {
    return new Condition.Comparison(this, Comparator.NE, value);
  }

  /** It is less than that. */
  default Condition lt(Object value) {
    return new Condition.Comparison(this, Comparator.LT, value);
  }

  /** It is that or less. */
  default Condition le(Object value) {
    return new Condition.Comparison(this, Comparator.LE, value);
  }

  /** It is greater than that. */
  default Condition gt(Object value) {
    return new Condition.Comparison(this, Comparator.GT, value);
  }

  /** It is that or greater. */
  default Condition ge(Object value) {
    return new Condition.Comparison(this, Comparator.GE, value);
  }

  /**
   * It lies between those two, both included. {@code low} greater than {@code high} is refused with
   * an {@link IllegalArgumentException} when the condition is used, as the service would.
   */
  default Condition between(Object low, Object high) {
    return new Condition.Between(this, low, high);
  }

  /**
   * It is one of those.
   *
   * @param values 1 to 100, as the service takes
   * @throws IllegalArgumentException if there are none, or more
   */
  default Condition in(@Nullable Object... values) {
    List<@Nullable Object> all =
        new ArrayList<>(Arrays.asList(Objects.requireNonNull(values, "values")));
    return new Condition.In(this, Collections.unmodifiableList(all));
  }
}
