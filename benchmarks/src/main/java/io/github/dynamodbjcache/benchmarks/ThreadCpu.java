package io.github.dynamodbjcache.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * The CPU time per operation that the client's threads take, helpers of bulk calls included.
 *
 * <p>Not the process's: compiler and collector would be in it. The compiler's share ends with the
 * warm-up of a real program; the collector's follows from the bytes allocated, which have a column
 * of their own. Of JMH, only its loop around the calls is counted: some nanoseconds.
 */
public final class ThreadCpu implements InternalProfiler {

  /** The name of its result, in microseconds per operation. */
  static final String NAME = "cpu";

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final double NANOS_PER_MICRO = 1_000;

  private ThreadFigures before = new ThreadFigures(THREADS::getThreadCpuTime);

  @Override
  public String getDescription() {
    return "CPU time of all Java threads per operation";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    before = new ThreadFigures(THREADS::getThreadCpuTime);
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double micros = before.grown() / NANOS_PER_MICRO / result.getMetadata().getMeasuredOps();
    return List.of(new ScalarResult(NAME, micros, "us/op", AggregationPolicy.AVG));
  }
}
