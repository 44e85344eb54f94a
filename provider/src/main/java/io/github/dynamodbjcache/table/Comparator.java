package io.github.dynamodbjcache.table;

/** How two values are compared. */
public enum Comparator {
  /** Equal. */
  EQ,
  /** Not equal. */
  NE,
  /** Less than. */
  LT,
  /** Less than or equal. */
  LE,
  /** Greater than. */
  GT,
  /** Greater than or equal. */
  GE
}
