package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.internal.store.OutcomeUnknownStoreException;
import io.github.dynamodbjcache.internal.store.PartialFailureException;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one operation bears of lost races: a random wait after each, until its time limit.
 *
 * <p>The waits get longer from race to race, so that many contenders do not all write for nothing.
 * But who has waited longest must not wait longer still: those who have just come would always be
 * faster, and it would never get its turn. So after some races it hardly waits any more.
 */
final class Patience {

  private static final long FIRST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final int MOST_DOUBLINGS = 5;
  private static final int RACES_WITH_LONG_WAITS = 8;

  private int races;

  /**
   * Waits before the next try.
   *
   * @throws ContentionException if the limit is reached or the thread is interrupted
   */
  void afterLostRace(TimeLimit limit) {
    races++;
    long wait = ThreadLocalRandom.current().nextLong(longestWaitNanos(races));
    if (limit.remainingNanos() <= wait) {
      throw lostTooOften(limit, null);
    }
    try {
      TimeUnit.NANOSECONDS.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ContentionException(
          "interrupted after " + races + " lost races; this entry was not changed", e);
    }
  }

  /** What a write that found no time any more after lost races is to the caller: contention. */
  RuntimeException explained(StoreException failure, TimeLimit limit) {
    boolean isPlain =
        !(failure instanceof OutcomeUnknownStoreException)
            && !(failure instanceof PartialFailureException);
    return races > 0 && limit.isReached() && isPlain ? lostTooOften(limit, failure) : failure;
  }

  private ContentionException lostTooOften(TimeLimit limit, @Nullable StoreException failure) {
    return new ContentionException(
        "lost "
            + races
            + " races in a row for the same key within "
            + limit.allowed()
            + "; this entry was not changed, try again later or spread the writes over more keys. An"
            + " entry processor, or a function given to a map, that itself writes its key through"
            + " the cache always loses: it has to change the entry that it is given"
            + (failure == null ? "" : ". The last one ended so: " + failure.getMessage()),
        failure);
  }

  /** The bound of the wait after so many lost races. */
  static long longestWaitNanos(int races) {
    return races > RACES_WITH_LONG_WAITS
        ? FIRST_WAIT_NANOS
        : FIRST_WAIT_NANOS << Math.min(races - 1, MOST_DOUBLINGS);
  }
}
