package io.github.dynamodbjcache.internal.attempt;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that a table is in trouble, when that begins, and then once in a while as long as it lasts:
 * a line for each retry would drown what matters.
 */
final class TroubleLog {

  private static final Logger LOG = LoggerFactory.getLogger(TroubleLog.class);
  private static final Duration ONCE_IN = Duration.ofMinutes(1);

  private final FailureMessages messages;
  private final LongSupplier nanoClock;
  private final Occasion retries;
  private final Occasion spentBudgets;

  TroubleLog(FailureMessages messages, LongSupplier nanoClock) {
    this.messages = messages;
    this.nanoClock = nanoClock;
    this.retries = new Occasion();
    this.spentBudgets = new Occasion();
  }

  /** A request is sent again. */
  void retried(Failure failure) {
    long count = retries.count();
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
    long count = spentBudgets.count();
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

  private final class Occasion {

    private final LongAdder since = new LongAdder();
    private final AtomicLong next = new AtomicLong(Long.MIN_VALUE);

    /** How many there were since the last line; 0 if it is not time for another. */
    long count() {
      since.increment();
      long now = nanoClock.getAsLong();
      long due = next.get();
      boolean isDue = due == Long.MIN_VALUE || now - due >= 0;
      return isDue && next.compareAndSet(due, now + ONCE_IN.toNanos()) ? since.sumThenReset() : 0;
    }
  }
}
