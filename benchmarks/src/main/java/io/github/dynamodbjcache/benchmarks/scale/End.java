package io.github.dynamodbjcache.benchmarks.scale;

/** How a call ended. */
enum End {
  DONE,
  /** No time was left for another attempt, a turn or a connection. */
  DEADLINE,
  /** Throttled, and not to be sent again: attempts or budget were used up. */
  THROTTLED,
  /** The same, after a transaction of somebody else. */
  CONFLICT
}
