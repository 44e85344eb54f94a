package io.github.dynamodbjcache.internal.split;

import io.github.dynamodbjcache.internal.time.Deadline;
import java.time.Duration;

/**
 * How long parts live on their own: past the deadline of their entry, so that DynamoDB deletes them
 * after it and never before. Moving the deadline within the lease leaves the parts alone.
 */
final class Lease {

  private static final long AT_LEAST_BEYOND = Duration.ofHours(1).toMillis();

  private Lease() {}

  /** The deadline and as long again as the entry lives, an hour at least; eternal if it is. */
  static Deadline of(Deadline deadline, long nowMillis) {
    if (deadline.isNever()) {
      return deadline;
    }
    long lifetime = deadline.epochMillis() - nowMillis;
    return Deadline.after(
        deadline.epochMillis(), Duration.ofMillis(Math.max(AT_LEAST_BEYOND, lifetime)));
  }
}
