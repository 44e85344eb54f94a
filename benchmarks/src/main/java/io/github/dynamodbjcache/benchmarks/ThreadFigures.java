package io.github.dynamodbjcache.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/**
 * A figure of each Java thread that there is, which only grows: its CPU time, the bytes that it has
 * allocated. Helpers of bulk calls are threads as well.
 */
final class ThreadFigures {

  private final LongUnaryOperator figure;
  private final Map<Long, Long> byThread = new HashMap<>();

  /**
   * As they are now.
   *
   * @param figure of the thread of that number; negative if it has ended
   */
  ThreadFigures(LongUnaryOperator figure) {
    this.figure = figure;
    for (long thread : ManagementFactory.getThreadMXBean().getAllThreadIds()) {
      long now = figure.applyAsLong(thread);
      if (now >= 0) {
        byThread.put(thread, now);
      }
    }
  }

  /** What all threads have added since, but for those that have ended. */
  long grown() {
    long grown = 0;
    for (Map.Entry<Long, Long> now : new ThreadFigures(figure).byThread.entrySet()) {
      grown += now.getValue() - byThread.getOrDefault(now.getKey(), 0L);
    }
    return grown;
  }
}
