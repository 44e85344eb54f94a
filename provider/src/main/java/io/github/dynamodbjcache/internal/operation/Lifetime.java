package io.github.dynamodbjcache.internal.operation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long the values live that an operation writes. */
public final class Lifetime {

  /** As long as the expiry policy says. */
  public static final Lifetime AS_THE_POLICY_SAYS = new Lifetime(null);

  private final @Nullable Duration duration;

  private Lifetime(@Nullable Duration duration) {
    this.duration = duration;
  }

  /**
   * That long from the write on, whatever the policy says.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public static Lifetime of(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("a lifetime of " + duration + " is over already");
    }
    return new Lifetime(duration);
  }

  /** The operation, whose written value lives so long. */
  public <V, R extends @Nullable Object> Operation<V, R> of(Operation<V, R> operation) {
    return duration == null ? operation : Operations.lasting(duration, operation);
  }
}
