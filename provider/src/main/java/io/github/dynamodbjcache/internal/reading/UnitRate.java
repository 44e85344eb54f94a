package io.github.dynamodbjcache.internal.reading;

import io.github.dynamodbjcache.internal.store.StoreException;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Holds requests to a number of capacity units per second. What a request takes is known when it is
 * answered: so each one sets aside what the one before took, is corrected by what it took itself,
 * and the next one waits until all of that is earned. A pause earns nothing in advance.
 *
 * <p>Several threads may share one.
 */
public final class UnitRate {

  /** Waits; tests replace it. */
  public interface Sleeper {
    /** Waits that long. */
    void sleep(long nanos) throws InterruptedException;
  }

  private final double nanosPerUnit;
  private final LongSupplier nanoClock;
  private final Sleeper sleeper;
  private long earnedAt;
  private double expected;

  /**
   * At most that many.
   *
   * @param nanoClock monotonic, in nanoseconds
   */
  UnitRate(double unitsPerSecond, LongSupplier nanoClock, Sleeper sleeper) {
    this.nanosPerUnit = TimeUnit.SECONDS.toNanos(1) / unitsPerSecond;
    this.nanoClock = nanoClock;
    this.sleeper = sleeper;
    this.earnedAt = nanoClock.getAsLong();
  }

  /** At most that many, by the system's clock. */
  public static UnitRate of(double unitsPerSecond) {
    return new UnitRate(unitsPerSecond, System::nanoTime, TimeUnit.NANOSECONDS::sleep);
  }

  /**
   * Waits until the next request may go; if the thread is interrupted, its flag stays set, and the
   * request is refused by who would send it.
   *
   * @return what is set aside for it
   */
  double await() {
    double units;
    long due;
    synchronized (this) {
      long now = nanoClock.getAsLong();
      due = earnedAt - now > 0 ? earnedAt : now;
      units = expected;
      earnedAt = due + nanos(units);
    }
    try {
      for (long wait = due - nanoClock.getAsLong(); wait > 0; wait = due - nanoClock.getAsLong()) {
        sleeper.sleep(wait);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return units;
  }

  /**
   * The request has been answered.
   *
   * @param setAside what {@link #await} has set aside for it
   * @param took what it took, as the service tells
   * @throws StoreException if the service does not tell
   */
  synchronized void took(double setAside, OptionalDouble took) {
    expected =
        took.orElseThrow(
            () ->
                new StoreException(
                    "the service does not tell what a page took, so a rate cannot be held. Read"
                        + " without unitsPerSecond(…) here, with a pageSize(…) and pauses",
                    null));
    earnedAt += nanos(expected - setAside);
  }

  private long nanos(double units) {
    return (long) (units * nanosPerUnit);
  }
}
