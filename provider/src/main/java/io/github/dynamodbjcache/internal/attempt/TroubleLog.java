package io.github.dynamodbjcache.internal.attempt;

import io.github.dynamodbjcache.internal.time.OnceInAWhile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that a table is in trouble, when that begins, and then once in a while as long as it lasts:
 * a line for each retry would drown what matters.
 */
final class TroubleLog {

  private static final Logger LOG = LoggerFactory.getLogger(TroubleLog.class);

  private final FailureMessages messages;
  private final OnceInAWhile retries = OnceInAWhile.aMinute();
  private final OnceInAWhile spentBudgets = OnceInAWhile.aMinute();

  TroubleLog(FailureMessages messages) {
    this.messages = messages;
  }

  /** A request is sent again. */
  void retried(Failure failure) {
    long count = retries.happened();
    if (count > 0) {
      LOG.warn(
          "Table {}: requests are sent again ({} since the last such line, at most one a minute),"
              + " now because: {}",
          messages.table(),
          count,
          messages.reason(failure));
    }
  }

  /** A request is not sent again, since too many were. */
  void budgetSpent(Failure failure) {
    long count = spentBudgets.happened();
    if (count > 0) {
      LOG.warn(
          "Table {}: the budget of retries is spent, so that requests are sent once only until"
              + " answers come again ({} since the last such line, at most one a minute), now"
              + " because: {}",
          messages.table(),
          count,
          messages.reason(failure));
    }
  }
}
