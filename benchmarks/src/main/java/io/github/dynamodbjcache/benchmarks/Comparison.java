package io.github.dynamodbjcache.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures {@link ProviderBenchmark} against {@link RawBenchmark} and {@link EnhancedBenchmark},
 * and prints a table in Markdown.
 *
 * <p>A round runs each benchmark in a fresh JVM, the sides of a row one right after the other, so
 * that what else the machine does meets both. A figure is the median over the iterations of all
 * rounds.
 */
public final class Comparison {

  private static final List<Row> ROWS =
      List.of(
          new Row("get, text", "getText", "getText"),
          new Row("get, object", "getObject", "getObject"),
          new Row("put, text", "putText", "putText"),
          new Row("put, text, against `PutItem`", "putText", "putTextForgetful"),
          new Row("put, object", "putObject", "putObject"),
          new Row("invoke, increment", "invoke", "invoke"),
          new Row("getAll(100)", "getAll", "getAll"),
          new Row("putAll(100)", "putAll", "putAll"),
          new Row("iteration over 4,000", "iterate", "iterate"),
          new Row("own table: get", "getTrack", "getTrack"),
          new Row("own table: put", "updateTrack", "updateTrack"),
          new Row("own table: put, unknown = drop", "putTrack", "putTrack"),
          new Row("own table: query of 10,000", "queryTracks", "queryTracks"),
          new Row("own table: batch of 10,000", "batchTracks", "batchTracks"),
          Row.againstEnhanced("own table: get", "getTrack"),
          Row.againstEnhanced("own table: put", "updateTrack"),
          Row.againstEnhanced("own table: put, unknown = drop", "putTrack"),
          Row.againstEnhanced("own table: query of 10,000", "queryTracks"),
          Row.againstEnhanced("own table: batch of 10,000", "batchTracks"));

  private static final List<Figure> FIGURES =
      List.of(
          new Figure("time, µs", result -> result.getPrimaryResult().getScore()),
          new Figure("client CPU, µs", result -> secondary(result, ThreadCpu.NAME)),
          new Figure("allocated, bytes", result -> secondary(result, "gc.alloc.rate.norm")));

  private final Plan plan;
  private final Map<String, List<IterationResult>> iterations = new HashMap<>();

  private Comparison(Plan plan) {
    this.plan = plan;
  }

  /**
   * Runs it.
   *
   * @param arguments the number of rounds, by default 2, and a part of the names of the methods to
   *     measure, by default all; as one argument or as two
   */
  public static void main(String[] arguments) throws IOException, RunnerException {
    Arguments given = new Arguments(arguments);
    int rounds = given.next(2);
    System.out.print(
        run(new Plan(rounds, given.next(""), TimeValue.seconds(5), TimeValue.seconds(1), 5)));
  }

  /** Runs it and gives the table. */
  static String run(Plan plan) throws IOException, RunnerException {
    Comparison comparison = new Comparison(plan);
    try (ServerProcess server = new ServerProcess()) {
      for (int round = 1; round <= plan.rounds(); round++) {
        for (String benchmark : comparison.benchmarks()) {
          System.err.printf("round %d of %d: %s%n", round, plan.rounds(), benchmark);
          comparison.measure(benchmark, server);
        }
      }
    }
    return comparison.table();
  }

  private Set<String> benchmarks() {
    Set<String> benchmarks = new LinkedHashSet<>();
    for (Row row : rows()) {
      rows().stream()
          .filter(other -> other.provider().equals(row.provider()))
          .map(Row::otherBenchmark)
          .forEach(benchmarks::add);
      benchmarks.add(row.providerBenchmark());
    }
    return benchmarks;
  }

  private List<Row> rows() {
    return ROWS.stream().filter(row -> row.other().contains(plan.names())).toList();
  }

  private void measure(String benchmark, ServerProcess server) throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include("^" + benchmark.replace(".", "\\.") + "$")
                    .forks(1)
                    .threads(1)
                    .warmupIterations(1)
                    .warmupTime(plan.warmUp())
                    .measurementIterations(plan.iterations())
                    .measurementTime(plan.iteration())
                    .addProfiler(GCProfiler.class)
                    .addProfiler(ThreadCpu.class)
                    .jvmArgs(server.clientOptions().toArray(String[]::new))
                    .shouldFailOnError(true)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();
    for (RunResult result : results) {
      for (BenchmarkResult fork : result.getBenchmarkResults()) {
        iterations
            .computeIfAbsent(benchmark, name -> new ArrayList<>())
            .addAll(fork.getIterationResults());
      }
    }
  }

  private String table() {
    StringBuilder table = new StringBuilder("| call |");
    FIGURES.forEach(figure -> table.append(" %s: provider | raw | ratio |".formatted(figure.name)));
    table.append("\n|---|").append("--:|--:|--:|".repeat(FIGURES.size())).append('\n');
    for (Row row : rows()) {
      table.append("| ").append(row.name).append(" |");
      for (Figure figure : FIGURES) {
        double provider = median(row.providerBenchmark(), figure);
        double raw = median(row.otherBenchmark(), figure);
        table.append(
            String.format(Locale.ROOT, " %,.0f | %,.0f | %.2f |", provider, raw, provider / raw));
      }
      table.append('\n');
    }
    return table.toString();
  }

  private double median(String benchmark, Figure figure) {
    double[] sorted =
        iterations.getOrDefault(benchmark, List.of()).stream()
            .mapToDouble(figure.of)
            .sorted()
            .toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static double secondary(IterationResult result, String name) {
    return Objects.requireNonNull(result.getSecondaryResults().get(name), name).getScore();
  }

  /**
   * How long to measure, and what.
   *
   * @param names a part of the names of the methods to measure
   * @param warmUp once in each JVM
   */
  record Plan(int rounds, String names, TimeValue warmUp, TimeValue iteration, int iterations) {}

  /** What is compared: a method of each side. */
  private record Row(String name, String provider, Class<?> side, String other) {

    Row(String name, String provider, String raw) {
      this(name, provider, RawBenchmark.class, raw);
    }

    static Row againstEnhanced(String name, String method) {
      return new Row(
          name + ", against `dynamodb-enhanced`", method, EnhancedBenchmark.class, method);
    }

    String providerBenchmark() {
      return ProviderBenchmark.class.getName() + "." + provider;
    }

    String otherBenchmark() {
      return side.getName() + "." + other;
    }
  }

  /** What is measured, per call. */
  private record Figure(String name, ToDoubleFunction<IterationResult> of) {}
}
