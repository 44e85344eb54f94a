package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The limit of one run, which is the table's: what processors, loaders, writers and policies take
 * is the caller's own time. For one thread.
 */
final class TableTime {

  private TimeLimit limit;

  /** Beginning with that limit. */
  TableTime(TimeLimit limit) {
    this.limit = limit;
  }

  /** The limit, without what the code of the caller has taken so far. */
  TimeLimit limit() {
    return limit;
  }

  /** Runs code of the caller's. */
  <T extends @Nullable Object> T without(Supplier<T> callersCode) {
    long start = System.nanoTime();
    try {
      return callersCode.get();
    } finally {
      limit = limit.extendedBy(System.nanoTime() - start);
    }
  }
}
