package io.github.dynamodbjcache.benchmarks.scale;

/** What a JVM does about attempts that were throttled, or met a transaction. */
enum Retries {
  /** As the provider: at most eight attempts, out of a budget that all calls share. */
  BUDGET("the provider's budget"),
  /** Eight attempts, and no budget. */
  EIGHT("8 attempts each, no budget"),
  /** Until the call's deadline. */
  WITHOUT_END("until the deadline, no budget"),
  /** None. */
  NONE("no retry");

  private final String words;

  Retries(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
