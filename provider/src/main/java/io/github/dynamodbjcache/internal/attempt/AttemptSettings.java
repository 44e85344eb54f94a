package io.github.dynamodbjcache.internal.attempt;

import java.time.Duration;

/**
 * How a store asks the table.
 *
 * @param maxAttempts how often a request is sent at most if the service or the network disturbs it;
 *     leftovers of batches are resent until the limit of the call all the same
 * @param attemptTimeout how long one attempt may take
 * @param backOffBase the upper bound of the first pause between attempts; it doubles with each. A
 *     throttled request starts at twice that
 * @param backOffCap the upper bound of any pause
 * @param asksForConsumedUnits whether requests ask what they cost
 */
public record AttemptSettings(
    int maxAttempts,
    Duration attemptTimeout,
    Duration backOffBase,
    Duration backOffCap,
    boolean asksForConsumedUnits) {

  /** Refuses numbers that make no sense. */
  public AttemptSettings {
    if (maxAttempts < 1) {
      throw new IllegalArgumentException("maxAttempts must be at least 1");
    }
    if (!isPositive(attemptTimeout) || !isPositive(backOffBase) || !isPositive(backOffCap)) {
      throw new IllegalArgumentException("attemptTimeout and back-off must be positive");
    }
  }

  /**
   * Ten attempts of two seconds with pauses of 25 ms to one second; for a client that was handed
   * in.
   */
  public static AttemptSettings standard() {
    return new AttemptSettings(
        /* maxAttempts= */ 10,
        Duration.ofSeconds(2),
        Duration.ofMillis(25),
        Duration.ofSeconds(1),
        /* asksForConsumedUnits= */ false);
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }
}
