package io.github.dynamodbjcache.internal.time;

import java.time.Duration;

/**
 * The instant from which an entry counts as absent, or never.
 *
 * @param epochMillis milliseconds since the epoch; {@link Long#MAX_VALUE} stands for never
 */
public record Deadline(long epochMillis) implements Comparable<Deadline> {

  /** The deadline of an eternal entry. */
  public static final Deadline NEVER = new Deadline(Long.MAX_VALUE);

  /** The deadline at that instant, in milliseconds since the epoch. */
  public static Deadline at(long epochMillis) {
    return new Deadline(epochMillis);
  }

  /** The deadline a lifetime after now; never, if the sum leaves the range of a long. */
  public static Deadline after(long nowMillis, Duration lifetime) {
    try {
      return at(Math.addExact(nowMillis, lifetime.toMillis()));
    } catch (ArithmeticException beyondAllCalendars) {
      return NEVER;
    }
  }

  /** True if no instant ends this entry. */
  public boolean isNever() {
    return epochMillis == Long.MAX_VALUE;
  }

  /** True if an entry with this deadline counts as absent at that instant. */
  public boolean hasPassedAt(long nowMillis) {
    return !isNever() && epochMillis <= nowMillis;
  }

  @Override
  public int compareTo(Deadline other) {
    return Long.compare(epochMillis, other.epochMillis);
  }
}
