package io.github.dynamodbjcache.benchmarks.scale;

/**
 * The provider's own numbers. Its classes are not visible here; {@code ScaleSimulationTest} holds
 * these against them.
 */
final class ProviderNumbers {

  static final long CALL_TIMEOUT = 5 * VirtualTime.SECOND;
  static final int MAX_ATTEMPTS = 8;
  static final int MAX_CONNECTIONS = 64;

  /** Of the connections, one in so many is kept for looking what became of a write. */
  static final int ONE_KEPT_OF = 16;

  static final int BUDGET = 500;
  static final int BUDGET_RETRY = 5;
  static final int BUDGET_ANSWER = 2;

  static final long FIRST_BACK_OFF = 25 * VirtualTime.MILLISECOND;
  static final long LONGEST_BACK_OFF = VirtualTime.SECOND;
  static final int THROTTLES_WAIT_LONGER = 2;

  private static final long FIRST_WAIT = 2 * VirtualTime.MILLISECOND;
  private static final int MOST_DOUBLINGS = 5;
  private static final int RACES_WITH_LONG_WAITS = 8;

  private ProviderNumbers() {}

  /** The bound of the wait after so many lost races: that of {@code Patience}. */
  static long longestWait(int races) {
    return races > RACES_WITH_LONG_WAITS
        ? FIRST_WAIT
        : FIRST_WAIT << Math.min(races - 1, MOST_DOUBLINGS);
  }
}
