package io.github.dynamodbjcache.internal.table;

import io.github.dynamodbjcache.internal.attempt.BackOff;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.time.Duration;

/** The pauses between two looks at a table that is not yet as it will be. */
final class Polling {

  private static final Duration FIRST_STEP = Duration.ofMillis(250);
  private static final Duration LONGEST_STEP = Duration.ofSeconds(2);

  private final TimeLimit limit;
  private final BackOff.Sleeper sleeper;
  private Duration step = FIRST_STEP;

  /** Within that limit. */
  Polling(TimeLimit limit, BackOff.Sleeper sleeper) {
    this.limit = limit;
    this.sleeper = sleeper;
  }

  /**
   * Waits, each time longer.
   *
   * @param notYet what the table is not yet: "ready", "gone"
   * @param limitName what the limit is called
   * @throws StoreException if there is no time left, or the thread was interrupted
   */
  void pause(String table, String notYet, String limitName) {
    if (limit.remaining().compareTo(step) <= 0) {
      throw new StoreException(
          "DynamoDB table "
              + table
              + " was not "
              + notYet
              + " within the "
              + limitName
              + " of "
              + limit.allowed().toMillis()
              + " ms",
          null);
    }
    try {
      sleeper.sleep(step.toNanos());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StoreException(
          "interrupted while DynamoDB table " + table + " was not " + notYet, null);
    }
    Duration next = step.multipliedBy(2);
    step = next.compareTo(LONGEST_STEP) < 0 ? next : LONGEST_STEP;
  }
}
