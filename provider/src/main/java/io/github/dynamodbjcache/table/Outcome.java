package io.github.dynamodbjcache.table;

import org.jspecify.annotations.Nullable;

/**
 * What became of a change that had a condition.
 *
 * @param <V> the type of values
 */
public sealed interface Outcome<V> {

  /**
   * It was done.
   *
   * @param value the item: of an update as it is now, or as it was where that was asked for; of a
   *     put what was put; of a deletion what was deleted. Null if there is none
   */
  record Done<V>(@Nullable V value) implements Outcome<V> {
    @Override
    public boolean isDone() {
      return true;
    }

    @Override
    public @Nullable V orThrow() {
      return value;
    }
  }

  /**
   * The condition did not hold, and nothing was changed.
   *
   * @param actual the item that is there; null if there is none, or an expired one
   */
  record Refused<V>(@Nullable V actual) implements Outcome<V> {
    @Override
    public boolean isDone() {
      return false;
    }

    @Override
    public @Nullable V orThrow() {
      throw new ConditionFailedException(
          "the condition did not hold; nothing was changed. "
              + (actual == null ? "There is no item" : "There is an item: actual(…) tells it"),
          actual);
    }
  }

  /** True if it was done. */
  boolean isDone();

  /**
   * The value of what was done.
   *
   * @throws ConditionFailedException if it was refused; tells the actual item
   */
  @Nullable V orThrow();
}
