package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.time.Duration;

/**
 * How long calls of a cache may take.
 *
 * @param call one operation on one entry, the caller's own code aside
 * @param bulk an operation on many entries, in all
 */
public record CallLimits(Duration call, Duration bulk) {

  /** Of an operation on one entry, from now on. */
  public TimeLimit newCall() {
    return TimeLimit.after(call);
  }

  /** Of an operation on many entries, from now on. */
  public TimeLimit newBulk() {
    return TimeLimit.after(bulk);
  }
}
