package io.github.dynamodbjcache.benchmarks.scale;

import static io.github.dynamodbjcache.benchmarks.scale.Markdown.hundredths;
import static io.github.dynamodbjcache.benchmarks.scale.Markdown.percent;
import static io.github.dynamodbjcache.benchmarks.scale.Markdown.whole;

import java.util.ArrayList;
import java.util.List;

/**
 * Tables that are paid per request and have to warm up, and what a fleet of 1,000 JVMs does to
 * them. One JVM in a number of them is simulated, at that part of the table's units; what is
 * printed is multiplied again.
 */
final class WarmUp {

  private static final double NEW_READS = 12_000;
  private static final double NEW_WRITES = 4_000;
  private static final int FLEET = 1_000;
  private static final int MINUTE = 60;

  private WarmUp() {}

  static String report(long seed) {
    return tripled(seed) + coldFleet(seed) + outage(seed);
  }

  private static String tripled(long seed) {
    int oneIn = 20;
    Markdown text =
        new Markdown(
            "A load of 12,000 puts a second on a table whose peak was 4,000, 1,000 JVMs",
            "minutes",
            "done/s",
            "requests/s",
            "not done",
            "requests/s, no budget",
            "not done, no budget");
    List<Window> ours = tripled(seed, oneIn, Retries.BUDGET);
    List<Window> others = tripled(seed, oneIn, Retries.EIGHT);
    for (int i = 0; i < ours.size(); i++) {
      Window our = ours.get(i);
      Window other = others.get(i);
      text.row(
          our.fromSeconds / MINUTE + "–" + our.toSeconds / MINUTE,
          whole(our.perSecond(our.done) * oneIn),
          whole(our.perSecond(our.requests) * oneIn),
          percent(our.failedShare()),
          whole(other.perSecond(other.requests) * oneIn),
          percent(other.failedShare()));
    }
    return text.toString();
  }

  private static List<Window> tripled(long seed, int oneIn, Retries retries) {
    Fleet fleet =
        new Fleet(
            seed,
            FLEET / oneIn,
            Table.Shape.ofTable(1e9, 2 * NEW_WRITES / oneIn, 5),
            retries,
            0,
            40 * MINUTE);
    new OnDemand(fleet, fleet.table.tableWrites()).start(40);
    Windows windows = new Windows(fleet, 0, MINUTE, 10 * MINUTE, 29 * MINUTE);
    windows.until(31 * MINUTE, 32 * MINUTE, 40 * MINUTE);
    fleet.arrivals(12.0, (jvm, end) -> jvm.put(fleet.random.nextInt(), end)).run();
    return windows.all();
  }

  private static String coldFleet(long seed) {
    int oneIn = 10;
    Markdown text =
        new Markdown(
            "1,000 JVMs start at once with an empty cache on a new table: 10 look-ups a second"
                + " each of 1,000,000 keys, misses loaded and put",
            "retries",
            "requests/s, first minute",
            "requests per done, first minute",
            "not done, first minute",
            "p99 ms",
            "seconds until < 1 % fail",
            "loads by then",
            "requests by then");
    for (Retries retries : Retries.values()) {
      Cold cold = cold(seed, oneIn, retries);
      Window first = cold.firstMinute();
      text.row(
          retries.words(),
          whole(first.perSecond(first.requests) * oneIn),
          hundredths((double) first.requests / first.done),
          percent(first.failedShare()),
          whole(cold.p99),
          whole(cold.steadyAfter()),
          whole((double) cold.loadsUntilSteady() * oneIn),
          whole((double) cold.requestsUntilSteady() * oneIn));
    }
    return text.toString();
  }

  private static Cold cold(long seed, int oneIn, Retries retries) {
    int seconds = 10 * MINUTE;
    Fleet fleet =
        new Fleet(
            seed,
            FLEET / oneIn,
            Table.Shape.ofTable(NEW_READS / oneIn, NEW_WRITES / oneIn, 5),
            retries,
            0,
            seconds);
    int keys = 1_000_000 / oneIn;
    long[] loads = new long[1];
    List<Long> loadsThen = new ArrayList<>();
    Windows windows = new Windows(fleet, 0);
    for (int until = 10; until <= seconds; until += 10) {
      windows.until(until);
      fleet.time.after(until * VirtualTime.SECOND, () -> loadsThen.add(loads[0]));
    }
    Tally tally =
        fleet
            .arrivals(
                10,
                (jvm, end) -> {
                  long key = fleet.random.nextInt(keys);
                  boolean[] isFound = new boolean[1];
                  jvm.get(
                      key,
                      found -> isFound[0] = found,
                      got -> {
                        if (got == End.DONE && !isFound[0]) {
                          loads[0]++;
                          fleet.time.after(50 * VirtualTime.MILLISECOND, () -> jvm.put(key, end));
                        }
                      });
                })
            .run();
    return new Cold(windows.all(), loadsThen, tally.quantileMillis(0.99));
  }

  private static String outage(long seed) {
    int oneIn = 10;
    Markdown text =
        new Markdown(
            "A table that throttles everything for a minute, 1,000 JVMs, 10,000 gets a second",
            "retries",
            "requests/s before",
            "requests/s in that minute",
            "calls under way at its end",
            "not done in the 10 s after");
    for (Retries retries : Retries.values()) {
      Fleet fleet =
          new Fleet(
              seed,
              FLEET / oneIn,
              Table.Shape.ofTable(NEW_READS / oneIn, NEW_WRITES / oneIn, 5),
              retries,
              0,
              2 * MINUTE);
      fleet.time.after(30 * VirtualTime.SECOND, () -> fleet.table.refuseAll(true));
      fleet.time.after(90 * VirtualTime.SECOND, () -> fleet.table.refuseAll(false));
      long[] underWay = new long[1];
      fleet.time.after(90 * VirtualTime.SECOND, () -> underWay[0] = underWay(fleet.tally));
      Windows windows = new Windows(fleet, 0, 30, 90, 100);
      fleet.arrivals(10, (jvm, end) -> jvm.get(fleet.random.nextInt(), found -> {}, end)).run();
      List<Window> all = windows.all();
      text.row(
          retries.words(),
          whole(all.get(0).perSecond(all.get(0).requests) * oneIn),
          whole(all.get(1).perSecond(all.get(1).requests) * oneIn),
          whole((double) underWay[0] * oneIn),
          percent(all.get(2).failedShare()));
    }
    return text.toString();
  }

  private static long underWay(Tally tally) {
    long ended = 0;
    for (End end : End.values()) {
      ended += tally.all(end);
    }
    return tally.allStarted() - ended;
  }

  /** What a fleet with a cold cache went through, ten seconds by ten seconds. */
  private record Cold(List<Window> windows, List<Long> loads, double p99) {

    Window firstMinute() {
      Window sum = windows.get(0);
      for (int i = 1; i < 6; i++) {
        sum = sum.and(windows.get(i));
      }
      return sum;
    }

    /** The first window from which on all have less than one failure in a hundred. */
    private int steady() {
      int at = windows.size();
      while (at > 0 && windows.get(at - 1).failedShare() < 0.01) {
        at--;
      }
      return at;
    }

    double steadyAfter() {
      return steady() * 10.0;
    }

    long loadsUntilSteady() {
      return steady() == 0 ? 0 : loads.get(steady() - 1);
    }

    long requestsUntilSteady() {
      return windows.subList(0, steady()).stream().mapToLong(window -> window.requests).sum();
    }
  }

  /** What happened in some seconds. */
  private record Window(long fromSeconds, long toSeconds, long done, long failed, long requests) {

    double perSecond(long count) {
      return (double) count / (toSeconds - fromSeconds);
    }

    double failedShare() {
      return done + failed == 0 ? 0 : (double) failed / (done + failed);
    }

    Window and(Window next) {
      return new Window(
          fromSeconds,
          next.toSeconds,
          done + next.done,
          failed + next.failed,
          requests + next.requests);
    }
  }

  /** Looks at a fleet now and then. */
  private static final class Windows {

    private final Fleet fleet;
    private final List<Window> sums = new ArrayList<>();

    Windows(Fleet fleet, int... seconds) {
      this.fleet = fleet;
      until(seconds);
    }

    void until(int... seconds) {
      for (int second : seconds) {
        fleet.time.after(second * VirtualTime.SECOND, () -> sums.add(sum(second)));
      }
    }

    private Window sum(int second) {
      Tally tally = fleet.tally;
      long failed = 0;
      for (End end : End.values()) {
        failed += end == End.DONE ? 0 : tally.all(end);
      }
      return new Window(0, second, tally.all(End.DONE), failed, fleet.table.requests());
    }

    List<Window> all() {
      List<Window> windows = new ArrayList<>();
      for (int i = 1; i < sums.size(); i++) {
        Window before = sums.get(i - 1);
        Window after = sums.get(i);
        windows.add(
            new Window(
                before.toSeconds,
                after.toSeconds,
                after.done - before.done,
                after.failed - before.failed,
                after.requests - before.requests));
      }
      return windows;
    }
  }

  /**
   * Twice the peak of before, once that is half an hour old: the slowest reading of what is
   * documented.
   */
  private static final class OnDemand {

    private static final int HALF_AN_HOUR = 30;

    private final Fleet fleet;
    private final Units units;
    private final List<Double> minutes = new ArrayList<>();

    OnDemand(Fleet fleet, Units units) {
      this.fleet = fleet;
      this.units = units;
    }

    void start(int howManyMinutes) {
      for (int minute = 1; minute <= howManyMinutes; minute++) {
        fleet.time.after(minute * MINUTE * VirtualTime.SECOND, this::minuteOver);
      }
    }

    private void minuteOver() {
      minutes.add(units.takenSince() / MINUTE);
      int old = minutes.size() - HALF_AN_HOUR;
      if (old >= 0) {
        double peak =
            minutes.subList(0, old + 1).stream().mapToDouble(Double::doubleValue).max().orElse(0);
        units.setPerSecond(Math.max(units.perSecond(), 2 * peak));
      }
    }
  }
}
