package io.github.dynamodbjcache.configuration;

/**
 * Which operations on one entry go out as transactions under a token, which makes their outcome
 * certain even if answers are lost, at twice the write units.
 */
public enum ExactlyOnce {
  /** None: a lost answer is looked up in the entry; an exception says where that does not tell. */
  NONE,
  /** {@code remove} and {@code getAndRemove}, and removals by processors. */
  REMOVES,
  /** All writes; those of {@code putAll} then do not go out in batches. */
  WRITES
}
