package io.github.dynamodbjcache.benchmarks.scale;

import java.util.function.LongFunction;

/** What can be simulated. */
public enum Scenario {
  /** Many JVMs change one key. */
  CONTENTION(Contention::report),
  /** Hot keys, hot partitions, shards. */
  PARTITIONS(Partitions::report),
  /** Tables that have to warm up, and what retries do to them. */
  WARM_UP(WarmUp::report),
  /** Callers and connections; reads that are writes. */
  CONNECTIONS(Connections::report);

  private final LongFunction<String> report;

  Scenario(LongFunction<String> report) {
    this.report = report;
  }

  /** Its figures in Markdown. */
  public String report(long seed) {
    return report.apply(seed);
  }
}
