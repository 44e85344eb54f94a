package io.github.dynamodbjcache.internal.time;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * By when a call has to have ended, on a monotonic clock.
 *
 * <p>A call carries one limit through all its requests, resends and waits, so that their sum is
 * bounded and not each of them.
 */
public final class TimeLimit {

  private final LongSupplier nanoClock;
  private final Duration allowed;
  private final long endNanos;

  private TimeLimit(LongSupplier nanoClock, Duration allowed, long endNanos) {
    this.nanoClock = nanoClock;
    this.allowed = allowed;
    this.endNanos = endNanos;
  }

  /** A limit that ends the given time from now, by {@link System#nanoTime}. */
  public static TimeLimit after(Duration allowed) {
    return after(allowed, System::nanoTime);
  }

  /** A limit that ends the given time from now, by that monotonic clock (nanoseconds). */
  public static TimeLimit after(Duration allowed, LongSupplier nanoClock) {
    return new TimeLimit(nanoClock, allowed, nanoClock.getAsLong() + allowed.toNanos());
  }

  /** This limit, ended that much later: for time that the caller's own code has taken. */
  public TimeLimit extendedBy(long nanos) {
    return new TimeLimit(nanoClock, allowed, endNanos + Math.max(0, nanos));
  }

  /** This limit, or one that ends that long from now, whichever comes first. */
  public TimeLimit atMost(Duration allowedOnItsOwn) {
    return remaining().compareTo(allowedOnItsOwn) <= 0 ? this : after(allowedOnItsOwn, nanoClock);
  }

  /** How long the call was allowed in all, for messages. */
  public Duration allowed() {
    return allowed;
  }

  /** What is left, never negative. */
  public Duration remaining() {
    return Duration.ofNanos(remainingNanos());
  }

  /** What is left in nanoseconds, never negative. */
  public long remainingNanos() {
    return Math.max(0, endNanos - nanoClock.getAsLong());
  }

  /** True if nothing is left: less than a millisecond, in which no request comes back. */
  public boolean isReached() {
    return remaining().toMillis() == 0;
  }
}
