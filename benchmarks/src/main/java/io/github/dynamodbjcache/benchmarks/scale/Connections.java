package io.github.dynamodbjcache.benchmarks.scale;

import static io.github.dynamodbjcache.benchmarks.scale.Markdown.percent;
import static io.github.dynamodbjcache.benchmarks.scale.Markdown.tenths;
import static io.github.dynamodbjcache.benchmarks.scale.Markdown.whole;

/** Callers of one JVM and its connections, and reads that are writes. */
final class Connections {

  private static final int FOR_CALLS =
      ProviderNumbers.MAX_CONNECTIONS
          - ProviderNumbers.MAX_CONNECTIONS / ProviderNumbers.ONE_KEPT_OF;

  private Connections() {}

  static String report(long seed) {
    return callers(seed) + arrivals(seed) + touches(seed);
  }

  private static String callers(long seed) {
    Markdown text =
        new Markdown(
            "Callers of one JVM, 64 connections, each call one request",
            "callers",
            "done/s at 5 ms",
            "by Little",
            "mean ms",
            "done/s at 50 ms",
            "by Little",
            "mean ms",
            "deadline");
    for (int callers : new int[] {16, 64, 128, 256, 1_024, 4_096, 8_192}) {
      Tally fast = callers(seed, callers, 5);
      Tally slow = callers(seed, callers, 50);
      text.row(
          whole(callers),
          whole(fast.donePerSecond()),
          whole(little(callers, 5)),
          tenths(fast.meanMillis()),
          whole(slow.donePerSecond()),
          whole(little(callers, 50)),
          tenths(slow.meanMillis()),
          percent(slow.share(End.DEADLINE)));
    }
    return text.toString();
  }

  static Tally callers(long seed, int callers, int latencyMillis) {
    return new Fleet(seed, 1, Table.Shape.unlimited(latencyMillis), Retries.BUDGET, 10, 20)
        .callers(callers, (jvm, end) -> jvm.get(1, found -> {}, end))
        .run();
  }

  /** Requests a second: those under way by the time that each takes. */
  static double little(int callers, int latencyMillis) {
    return Math.min(callers, FOR_CALLS) * 1_000.0 / latencyMillis;
  }

  private static String arrivals(long seed) {
    Markdown text =
        new Markdown(
            "Calls that come by chance to one JVM with 64 connections",
            "of what they can",
            "gets/s at 5 ms",
            "mean ms",
            "p99 ms",
            "deadline",
            "gets/s at 50 ms",
            "mean ms",
            "p99 ms",
            "deadline");
    for (double load : new double[] {0.5, 0.8, 0.95, 1.05, 1.5}) {
      Tally fast = arrivals(seed, load, 5);
      Tally slow = arrivals(seed, load, 50);
      text.row(
          percent(load),
          whole(load * little(FOR_CALLS, 5)),
          tenths(fast.meanMillis()),
          whole(fast.quantileMillis(0.99)),
          percent(fast.share(End.DEADLINE)),
          whole(load * little(FOR_CALLS, 50)),
          tenths(slow.meanMillis()),
          whole(slow.quantileMillis(0.99)),
          percent(slow.share(End.DEADLINE)));
    }
    return text.toString();
  }

  private static Tally arrivals(long seed, double load, int latencyMillis) {
    return new Fleet(seed, 1, Table.Shape.unlimited(latencyMillis), Retries.BUDGET, 10, 40)
        .arrivals(
            load * little(FOR_CALLS, latencyMillis), (jvm, end) -> jvm.get(1, found -> {}, end))
        .run();
  }

  private static String touches(long seed) {
    Markdown text =
        new Markdown(
            "Access expiry: 2,000 gets a second from 100 JVMs",
            "touch-interval",
            "keys",
            "done/s",
            "writes/s",
            "throttled requests/s",
            "mean ms",
            "p99 ms");
    for (int keys : new int[] {1, 1_000, 100_000}) {
      for (int intervalSeconds : new int[] {0, 1, 10, 60}) {
        touches(seed, keys, intervalSeconds, text);
      }
    }
    return text.toString();
  }

  private static void touches(long seed, int keys, int intervalSeconds, Markdown text) {
    int seconds = 240;
    Fleet fleet =
        new Fleet(seed, 100, Table.Shape.ofPartitions(4, 5), Retries.BUDGET, 120, seconds);
    long[] touchedAt = new long[keys];
    // What was put in before, at any time within the interval.
    for (int key = 0; key < keys; key++) {
      touchedAt[key] = -(long) (fleet.random.nextDouble() * intervalSeconds * VirtualTime.SECOND);
    }
    long[] writes = new long[1];
    long interval = intervalSeconds * VirtualTime.SECOND;
    Tally tally =
        fleet
            .arrivals(
                20,
                (jvm, end) -> {
                  int key = fleet.random.nextInt(keys);
                  jvm.getAndTouch(
                      key,
                      () -> fleet.time.now() - touchedAt[key] >= interval,
                      () -> {
                        writes[0]++;
                        touchedAt[key] = fleet.time.now();
                      },
                      end);
                })
            .run();
    text.row(
        intervalSeconds + " s",
        whole(keys),
        whole(tally.donePerSecond()),
        whole((double) writes[0] / seconds),
        whole((double) fleet.table.throttles() / seconds),
        tenths(tally.meanMillis()),
        whole(tally.quantileMillis(0.99)));
  }
}
