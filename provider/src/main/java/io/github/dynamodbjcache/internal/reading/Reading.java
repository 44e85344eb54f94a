package io.github.dynamodbjcache.internal.reading;

import io.github.dynamodbjcache.internal.store.Cursor;
import io.github.dynamodbjcache.internal.store.Selection;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is to be read, from where on, how much of it, and how fast. Expired items are none of it:
 * the instant at which they are told is that of each request.
 *
 * @param selection what is selected; without an instant
 * @param expired who leaves out expired items
 * @param limit how many results at most; empty for all
 * @param unitsPerSecond how many read capacity units a second at most; empty for as fast as it goes
 * @param from where it begins; null for the beginning
 */
public record Reading(
    Selection selection,
    Expired expired,
    OptionalLong limit,
    OptionalDouble unitsPerSecond,
    Cursor.@Nullable After from) {

  /** Who leaves out expired items. */
  public enum Expired {
    /** The service, by its filter. */
    LEFT_OUT_BY_FILTER,
    /** The reader: a query's filter must not name the deadline where it is a key attribute. */
    LEFT_OUT_HERE
  }

  /** All that is selected. */
  public static Reading of(Selection selection, Expired expired) {
    return new Reading(selection, expired, OptionalLong.empty(), OptionalDouble.empty(), null);
  }

  /** The same of a changed selection. */
  public Reading selecting(UnaryOperator<Selection> change) {
    return new Reading(change.apply(selection), expired, limit, unitsPerSecond, from);
  }

  /**
   * So many results at most.
   *
   * @throws IllegalArgumentException for less than 1
   */
  public Reading limited(long results) {
    if (results < 1) {
      throw new IllegalArgumentException("limit(…) takes 1 or more, not " + results);
    }
    return new Reading(selection, expired, OptionalLong.of(results), unitsPerSecond, from);
  }

  /**
   * So many items at most in one request.
   *
   * @throws IllegalArgumentException for less than 1
   */
  public Reading paged(int examined) {
    if (examined < 1) {
      throw new IllegalArgumentException("pageSize(…) takes 1 or more, not " + examined);
    }
    return selecting(all -> all.paged(examined));
  }

  /**
   * So many read capacity units a second at most.
   *
   * @throws IllegalArgumentException for what is no number above 0
   */
  public Reading paced(double units) {
    if (!(units > 0) || Double.isInfinite(units)) {
      throw new IllegalArgumentException(
          "unitsPerSecond(…) takes a number greater than 0, not " + units);
    }
    return new Reading(selection.tellingUnits(), expired, limit, OptionalDouble.of(units), from);
  }

  /** Only what comes after that. */
  public Reading after(Cursor.After place) {
    return new Reading(selection, expired, limit, unitsPerSecond, place);
  }

  /** True if segments of it can be read side by side: nothing ties its results together. */
  public boolean isWhole() {
    return limit.isEmpty() && from == null;
  }
}
