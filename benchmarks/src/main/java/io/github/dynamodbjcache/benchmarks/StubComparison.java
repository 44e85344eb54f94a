package io.github.dynamodbjcache.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dynamodbjcache.DynamoDbCachingProvider;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures what the provider adds to the SDK where nothing else counts: no network and no server,
 * the answers lie in memory ({@link StubHttpClient}). Prints a table in Markdown.
 *
 * <p>Another build of the provider can be measured beside this one: each has a JVM of its own, and
 * they take turns round by round, so that what else the machine does meets both.
 */
public final class StubComparison {

  private static final String HEAD =
      "| call | CPU, µs: provider | raw | own | ratio | allocated, kB: provider | raw | own | ratio |\n"
          + "|---|--:|--:|--:|--:|--:|--:|--:|--:|\n";
  private static final String HEAD_OF_TWO =
      "| call | CPU, µs: raw | before | after | own before | own after"
          + " | allocated, kB: raw | before | after | own before | own after |\n"
          + "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n";

  // Where a line of StubSides has a figure of the provider; the raw side's stand RAW further on.
  private static final int CPU = 0;
  private static final int BYTES = 1;
  private static final int RAW = 2;

  private StubComparison() {}

  /**
   * Runs it.
   *
   * @param arguments the number of rounds, by default 5; seconds of warm-up in each JVM, by default
   *     60; a part of the names of the calls to measure, or {@code all}; and the class path of
   *     another build of the provider; as one argument or as four
   */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, URISyntaxException {
    Arguments given = new Arguments(arguments);
    int rounds = given.next(5);
    int warmUp = given.next(60);
    String names = given.next("all");
    System.out.print(
        run(new Plan(rounds, warmUp, 1_000, names.equals("all") ? "" : names, given.next(""))));
  }

  /** Runs it and gives the table. */
  static String run(Plan plan) throws IOException, InterruptedException, URISyntaxException {
    List<Side> builds = new ArrayList<>();
    try {
      if (!plan.other().isEmpty()) {
        builds.add(new Side(plan, classPathWith(plan.other())));
      }
      builds.add(new Side(plan, System.getProperty("java.class.path")));
      for (int round = 1; round <= plan.rounds(); round++) {
        for (Side build : builds) {
          build.measure();
        }
      }
      return builds.size() == 1 ? builds.get(0).table() : table(builds.get(0), builds.get(1));
    } finally {
      builds.forEach(Side::close);
    }
  }

  /** Own figures are over the raw side in the same JVM; the raw column is that of this build. */
  private static String table(Side before, Side after) {
    StringBuilder table = new StringBuilder(HEAD_OF_TWO);
    for (String call : after.figures.keySet()) {
      table.append("| ").append(call).append(" |");
      for (int figure : List.of(CPU, BYTES)) {
        double provider = before.median(call, figure);
        double raw = after.median(call, figure + RAW);
        double changed = after.median(call, figure);
        table.append(
            String.format(
                Locale.ROOT,
                " %,.1f | %,.1f | %,.1f | %,.1f | %,.1f |",
                raw,
                provider,
                changed,
                provider - before.median(call, figure + RAW),
                changed - raw));
      }
      table.append('\n');
    }
    return table.toString();
  }

  /** The class path of this JVM, with another build in the place of the provider. */
  private static String classPathWith(String other) throws URISyntaxException {
    URI provider =
        DynamoDbCachingProvider.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    Path replaced = Path.of(provider);
    List<String> entries =
        new ArrayList<>(List.of(System.getProperty("java.class.path").split(File.pathSeparator)));
    if (!entries.removeIf(entry -> Path.of(entry).toAbsolutePath().equals(replaced))) {
      throw new IllegalStateException(replaced + " is not on the class path " + entries);
    }
    entries.add(0, other);
    return String.join(File.pathSeparator, entries);
  }

  /**
   * How long to measure, and what.
   *
   * @param warmUp seconds, once in each JVM
   * @param millis per figure and round
   * @param names a part of the names of the calls
   * @param other the class path of another build, or empty
   */
  record Plan(int rounds, int warmUp, int millis, String names, String other) {}

  /** A build in its JVM, warm when it is made. */
  private static final class Side implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;
    private final PrintWriter input;
    private final Map<String, List<double[]>> figures = new LinkedHashMap<>();

    Side(Plan plan, String classPath) throws IOException {
      process =
          JavaProgram.command(
                  StubSides.class,
                  classPath,
                  StubSides.OPTIONS,
                  List.of(
                      Integer.toString(plan.warmUp()),
                      Integer.toString(plan.millis()),
                      plan.names()))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      output = process.inputReader(UTF_8);
      input = new PrintWriter(process.outputWriter(UTF_8), true);
      readToEnd();
    }

    void measure() throws IOException {
      input.println("measure");
      readToEnd();
    }

    private void readToEnd() throws IOException {
      for (String line = output.readLine(); !StubSides.END.equals(line); line = output.readLine()) {
        if (line == null) {
          throw new IOException("the JVM of the calls has ended; see its error output above");
        }
        List<String> words = List.of(line.split("\t"));
        double[] row = words.stream().skip(1).mapToDouble(Double::parseDouble).toArray();
        figures.computeIfAbsent(words.get(0), call -> new ArrayList<>()).add(row);
      }
    }

    String table() {
      StringBuilder table = new StringBuilder(HEAD);
      for (String call : figures.keySet()) {
        table.append("| ").append(call).append(" |");
        for (int figure : List.of(CPU, BYTES)) {
          double provider = median(call, figure);
          double raw = median(call, figure + RAW);
          table.append(
              String.format(
                  Locale.ROOT,
                  " %,.1f | %,.1f | %,.1f | %.2f |",
                  provider,
                  raw,
                  provider - raw,
                  provider / raw));
        }
        table.append('\n');
      }
      return table.toString();
    }

    /** In microseconds or kB. */
    double median(String call, int figure) {
      double[] sorted =
          figures.getOrDefault(call, List.of()).stream()
              .mapToDouble(round -> round[figure] / 1_000)
              .sorted()
              .toArray();
      int middle = sorted.length / 2;
      return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
