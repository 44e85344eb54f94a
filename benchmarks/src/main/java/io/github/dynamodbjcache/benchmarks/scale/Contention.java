package io.github.dynamodbjcache.benchmarks.scale;

import static io.github.dynamodbjcache.benchmarks.scale.Markdown.hundredths;
import static io.github.dynamodbjcache.benchmarks.scale.Markdown.percent;
import static io.github.dynamodbjcache.benchmarks.scale.Markdown.tenths;
import static io.github.dynamodbjcache.benchmarks.scale.Markdown.whole;

/** JVMs that all change one key. */
final class Contention {

  private static final long KEY = 1;
  private static final int[] FLEETS = {1, 10, 100, 1_000};

  private Contention() {}

  static String report(long seed) {
    return closed(seed, "`invoke`, one caller in each JVM", (jvm, end) -> jvm.invoke(KEY, end), 1)
        + closed(seed, "`invoke`, eight callers in each JVM", (jvm, end) -> jvm.invoke(KEY, end), 8)
        + closed(seed, "`put`, one caller in each JVM", (jvm, end) -> jvm.put(KEY, end), 1)
        + closed(
            seed,
            "`invoke` under `exactly-once = writes`",
            (jvm, end) -> jvm.invokeExactly(KEY, end),
            1)
        + closed(
            seed, "`put` under `exactly-once = writes`", (jvm, end) -> jvm.putExactly(KEY, end), 1)
        + arriving(seed, "`invoke`", (jvm, end) -> jvm.invoke(KEY, end))
        + arriving(
            seed,
            "`invoke` under `exactly-once = writes`",
            (jvm, end) -> jvm.invokeExactly(KEY, end))
        + arriving(
            seed, "`put` under `exactly-once = writes`", (jvm, end) -> jvm.putExactly(KEY, end));
  }

  private static String closed(long seed, String title, Fleet.Operation operation, int callers) {
    Markdown text =
        new Markdown(
            "One key, " + title + ", each again and again",
            "JVMs",
            "done/s",
            "requests per done",
            "lost races per done",
            "median ms",
            "p99 ms",
            "Jain's index",
            "slowest JVM",
            "deadline",
            "throttled",
            "conflict");
    for (int jvms : FLEETS) {
      Fleet fleet = fleet(seed, jvms).callers(callers, operation);
      Tally tally = fleet.run();
      text.row(
          whole(jvms),
          whole(tally.donePerSecond()),
          tenths((double) fleet.table.requests() / tally.all(End.DONE)),
          hundredths(tally.lostRacesPerDone()),
          whole(tally.quantileMillis(0.5)),
          whole(tally.quantileMillis(0.99)),
          hundredths(tally.fairness()),
          percent(tally.slowestShare()),
          percent(tally.share(End.DEADLINE)),
          percent(tally.share(End.THROTTLED)),
          percent(tally.share(End.CONFLICT)));
    }
    return text.toString();
  }

  private static String arriving(long seed, String title, Fleet.Operation operation) {
    Markdown text =
        new Markdown(
            "One key, " + title + ", from 100 JVMs, at a rate",
            "calls/s",
            "done/s",
            "lost races per done",
            "median ms",
            "p99 ms",
            "deadline",
            "throttled",
            "conflict");
    for (int rate : new int[] {10, 25, 50, 75, 100, 150, 200, 400}) {
      Tally tally = fleet(seed, 100).arrivals(rate / 100.0, operation).run();
      text.row(
          whole(rate),
          whole(tally.donePerSecond()),
          hundredths(tally.lostRacesPerDone()),
          whole(tally.quantileMillis(0.5)),
          whole(tally.quantileMillis(0.99)),
          percent(tally.share(End.DEADLINE)),
          percent(tally.share(End.THROTTLED)),
          percent(tally.share(End.CONFLICT)));
    }
    return text.toString();
  }

  private static Fleet fleet(long seed, int jvms) {
    return new Fleet(seed, jvms, Table.Shape.ofPartitions(1, 5), Retries.BUDGET, 10, 25);
  }
}
