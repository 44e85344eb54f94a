package io.github.dynamodbjcache.internal.attempt;

import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * The pauses between attempts: a random part of a bound that doubles, so that clients that were
 * disturbed together do not come back together.
 */
public final class BackOff {

  /** Waits; tests replace it. */
  public interface Sleeper {
    /** Waits that long. */
    void sleep(long nanos) throws InterruptedException;
  }

  private static final int THROTTLES_WAIT_LONGER = 2;

  private final RandomGenerator random;
  private final Duration base;
  private final Duration cap;
  private final Sleeper sleeper;

  public BackOff(AttemptSettings settings, RandomGenerator random) {
    this(settings, random, TimeUnit.NANOSECONDS::sleep);
  }

  public BackOff(AttemptSettings settings, RandomGenerator random, Sleeper sleeper) {
    this.random = random;
    this.base = settings.backOffBase();
    this.cap = settings.backOffCap();
    this.sleeper = sleeper;
  }

  /**
   * Waits after a number of attempts.
   *
   * @return false if there is no time left for another attempt, or the thread was interrupted (the
   *     flag stays set)
   */
  boolean pause(int attemptsSoFar, Failure.Kind after, TimeLimit limit) {
    long nanos = nextPause(attemptsSoFar, after);
    if (nanos >= limit.remainingNanos()) {
      return false;
    }
    try {
      sleeper.sleep(nanos);
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private long nextPause(int attemptsSoFar, Failure.Kind after) {
    long first = base.toNanos() * (after == Failure.Kind.THROTTLED ? THROTTLES_WAIT_LONGER : 1);
    double bound = (double) first * Math.pow(2, attemptsSoFar - 1.0);
    return 1 + (long) (random.nextDouble() * Math.min(bound, (double) cap.toNanos()));
  }
}
