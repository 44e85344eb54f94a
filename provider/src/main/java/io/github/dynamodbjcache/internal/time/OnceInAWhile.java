package io.github.dynamodbjcache.internal.time;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * When something that may happen thousands of times a second is worth a word: the first time, and
 * then once in a while as long as it goes on.
 */
public final class OnceInAWhile {

  private static final long NEVER_YET = Long.MIN_VALUE;

  private final Duration interval;
  private final LongSupplier nanoClock;
  private final LongAdder since = new LongAdder();
  private final AtomicLong next = new AtomicLong(NEVER_YET);

  /** Not more often than once in that time, by that monotonic clock (nanoseconds). */
  public OnceInAWhile(Duration interval, LongSupplier nanoClock) {
    this.interval = interval;
    this.nanoClock = nanoClock;
  }

  /** Not more often than once a minute. */
  public static OnceInAWhile aMinute() {
    return new OnceInAWhile(Duration.ofMinutes(1), System::nanoTime);
  }

  /**
   * It has happened.
   *
   * @return how often since the last word of it, if it is time for another; else 0
   */
  public long happened() {
    since.increment();
    long now = nanoClock.getAsLong();
    long due = next.get();
    boolean isDue = due == NEVER_YET || now - due >= 0;
    return isDue && next.compareAndSet(due, now + interval.toNanos()) ? since.sumThenReset() : 0;
  }
}
