package io.github.dynamodbjcache.internal.wire;

import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who may use a connection. There is one for each request that is under way, so that a request
 * which is sent gets its connection at once: callers wait here, first come first served, within
 * their own deadline, and the time for an attempt runs only when it is made.
 *
 * <p>A few are kept for finding out what became of a write whose answer was lost: those must not
 * wait behind all the calls that came after it.
 */
public final class Connections {

  /** What a connection is wanted for. */
  public enum Use {
    /** Any request of a call. */
    CALL,
    /** Looking for what became of a write whose answer was lost. */
    LOOK_UP
  }

  private static final int ONE_KEPT_OF = 16;

  private final int most;
  private final Semaphore all;
  private final Semaphore ofCalls;

  private Connections(int most, int kept) {
    this.most = most;
    this.all = new Semaphore(most, /* fair= */ true);
    this.ofCalls = new Semaphore(most - kept, /* fair= */ true);
  }

  /** As many as the client opens. */
  static Connections of(int most) {
    return new Connections(most, most == 1 ? 0 : Math.max(1, most / ONE_KEPT_OF));
  }

  /** For clients whose pool is their own affair. */
  static Connections unlimited() {
    return new Connections(Integer.MAX_VALUE, 0);
  }

  /** How many there are. */
  public int most() {
    return most;
  }

  /** One that is free, if nobody waits before; null otherwise. */
  public @Nullable Lease takeFree(Use use) throws InterruptedException {
    return take(use, () -> 0);
  }

  /**
   * Waits for one.
   *
   * @return null if the limit has been reached; else to be closed when the request has ended
   * @throws InterruptedException if the thread has been interrupted
   */
  public @Nullable Lease take(Use use, TimeLimit limit) throws InterruptedException {
    return take(use, limit::remainingNanos);
  }

  private @Nullable Lease take(Use use, LongSupplier longestNanos) throws InterruptedException {
    if (use == Use.LOOK_UP) {
      return take(all, longestNanos) ? all::release : null;
    }
    if (!take(ofCalls, longestNanos)) {
      return null;
    }
    boolean taken = false;
    try {
      taken = take(all, longestNanos);
    } finally {
      if (!taken) {
        ofCalls.release();
      }
    }
    return taken ? this::releaseOfCall : null;
  }

  /** With a time, also of nothing, nobody overtakes those who wait. */
  private static boolean take(Semaphore permits, LongSupplier longestNanos)
      throws InterruptedException {
    return permits.tryAcquire(longestNanos.getAsLong(), TimeUnit.NANOSECONDS);
  }

  private void releaseOfCall() {
    all.release();
    ofCalls.release();
  }

  /** A connection that is in use. */
  public interface Lease extends AutoCloseable {
    @Override
    void close();
  }
}
