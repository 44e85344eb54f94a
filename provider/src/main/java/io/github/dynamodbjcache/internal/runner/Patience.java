package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * What one operation bears of lost races: a random wait after each, longer from race to race, until
 * its time limit.
 */
final class Patience {

  private static final long FIRST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final int MOST_DOUBLINGS = 6;

  private int races;

  /**
   * Waits before the next try.
   *
   * @throws ContentionException if the limit is reached or the thread is interrupted
   */
  void afterLostRace(TimeLimit limit) {
    races++;
    long longest = FIRST_WAIT_NANOS << Math.min(races - 1, MOST_DOUBLINGS);
    long wait = ThreadLocalRandom.current().nextLong(longest);
    if (limit.remainingNanos() <= wait) {
      throw new ContentionException(
          "lost "
              + races
              + " races in a row for the same key within "
              + limit.allowed()
              + "; this entry was not changed, try again later or spread the writes over more keys",
          null);
    }
    try {
      TimeUnit.NANOSECONDS.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ContentionException(
          "interrupted after " + races + " lost races; this entry was not changed", e);
    }
  }
}
