package io.github.dynamodbjcache.table;

import java.util.Objects;

/**
 * Which part of a partition a query reads, by the sort key.
 *
 * @see Selection#where
 */
public sealed interface SortKey {

  /** Compares with a value; {@link Comparator#NE} is none of a query's. */
  record Comparison(Comparator comparator, Object value) implements SortKey {
    /** Refuses null, which no key is. */
    public Comparison {
      Objects.requireNonNull(value, "value");
    }
  }

  /** Begins so. */
  record BeginsWith(Object prefix) implements SortKey {
    /** Refuses null, which no key is. */
    public BeginsWith {
      Objects.requireNonNull(prefix, "prefix");
    }
  }

  /** Lies between two values, both included. */
  record Between(Object low, Object high) implements SortKey {
    /** Refuses null, which no key is. */
    public Between {
      Objects.requireNonNull(low, "low");
      Objects.requireNonNull(high, "high");
    }
  }

  /** That one. */
  static SortKey eq(Object value) {
    return new Comparison(Comparator.EQ, value);
  }

  /** Those less than that. */
  static SortKey lt(Object value) {
    return new Comparison(Comparator.LT, value);
  }

  /** Those up to that. */
  static SortKey le(Object value) {
    return new Comparison(Comparator.LE, value);
  }

  /** Those greater than that. */
  static SortKey gt(Object value) {
    return new Comparison(Comparator.GT, value);
  }

  /** Those from that on. */
  static SortKey ge(Object value) {
    return new Comparison(Comparator.GE, value);
  }

  /** Texts or bytes that begin so. */
  static SortKey beginsWith(Object prefix) {
    return new BeginsWith(prefix);
  }

  /** Those between two, both included. */
  static SortKey between(Object low, Object high) {
    return new Between(low, high);
  }
}
