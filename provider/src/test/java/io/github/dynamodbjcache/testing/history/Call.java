package io.github.dynamodbjcache.testing.history;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One call on one entry, as its caller saw it. Calls that certainly did nothing are none.
 *
 * @param caller who called, for people
 * @param from when it began, in nanoseconds of one clock
 * @param until when it ended; {@link Long#MAX_VALUE} if its outcome is unknown, since it may then
 *     take effect at any time after its beginning, once or never
 * @param answer what the caller was told; nothing if the outcome is unknown
 * @param repeats true if it may take effect several times while it lasts
 */
public record Call(
    String caller,
    Meaning meaning,
    long from,
    long until,
    @Nullable Object answer,
    boolean repeats) {

  private static final long NEVER = Long.MAX_VALUE;

  /** A call that ended with an answer: it took effect once between beginning and end. */
  public static Call answered(
      String caller, Meaning meaning, long from, long until, @Nullable Object answer) {
    return new Call(caller, meaning, from, until, answer, false);
  }

  /** A call of which nobody knows whether it took, or will take, effect. */
  public static Call unknown(String caller, Meaning meaning, long from) {
    return new Call(caller, meaning, from, NEVER, null, false);
  }

  /** The same, of a call that may be sent again after it took effect. */
  public Call repeating() {
    return new Call(caller, meaning, from, until, answer, true);
  }

  boolean isUnknown() {
    return until == NEVER;
  }

  boolean mayAnswer(@Nullable Object given) {
    return isUnknown() || Objects.equals(answer, given);
  }

  /** The same as it stood at that instant: not ended yet, if it ended later. */
  Call asOf(long instant) {
    return until <= instant ? this : new Call(caller, meaning, from, NEVER, null, repeats);
  }

  @Override
  public String toString() {
    return "%,15d %15s  %s: %s%s"
        .formatted(
            from,
            isUnknown() ? "?" : "%,d".formatted(until),
            caller,
            meaning,
            isUnknown() ? ", outcome unknown" : " = " + answer);
  }
}
