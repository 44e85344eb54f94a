package io.github.dynamodbjcache.benchmarks.scale;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What became of the calls: of all, and of those that ended after the warm-up. */
final class Tally {

  private final VirtualTime time;
  private final long from;
  private final long to;
  private final Map<End, Long> all = new EnumMap<>(End.class);
  private final Map<End, Long> ended = new EnumMap<>(End.class);
  private final List<Long> durations = new ArrayList<>(); // of those that are done
  private final long[] doneOf;
  private long started;
  private long lostRaces;
  private double measuredNanos;

  /** Measures between two times. */
  Tally(VirtualTime time, int jvms, long from, long to) {
    this.time = time;
    this.doneOf = new long[jvms];
    this.from = from;
    this.to = to;
  }

  void started() {
    started++;
  }

  void lostRace() {
    if (isMeasured()) {
      lostRaces++;
    }
  }

  void ended(int jvm, End end, long took) {
    all.merge(end, 1L, Long::sum);
    if (!isMeasured()) {
      return;
    }
    ended.merge(end, 1L, Long::sum);
    measuredNanos += took;
    if (end == End.DONE) {
      durations.add(took);
      doneOf[jvm]++;
    }
  }

  private boolean isMeasured() {
    return time.now() >= from && time.now() < to;
  }

  /** All calls that were begun, whenever. */
  long allStarted() {
    return started;
  }

  /** All calls that ended so, whenever. */
  long all(End end) {
    return all.getOrDefault(end, 0L);
  }

  /** Those that ended so while it was measured. */
  long count(End end) {
    return ended.getOrDefault(end, 0L);
  }

  /** All that ended while it was measured. */
  long count() {
    return ended.values().stream().mapToLong(Long::longValue).sum();
  }

  double share(End end) {
    return count() == 0 ? 0 : (double) count(end) / count();
  }

  double donePerSecond() {
    return (double) count(End.DONE) * VirtualTime.SECOND / (to - from);
  }

  double lostRacesPerDone() {
    return (double) lostRaces / Math.max(1, count(End.DONE));
  }

  /** The duration below which that share of the calls lies that are done, in milliseconds. */
  double quantileMillis(double share) {
    if (durations.isEmpty()) {
      return 0;
    }
    long[] sorted = durations.stream().mapToLong(Long::longValue).sorted().toArray();
    int at = (int) Math.min(sorted.length - 1L, Math.round(share * sorted.length));
    return (double) sorted[at] / VirtualTime.MILLISECOND;
  }

  /** The mean duration of all calls, however they ended. */
  double meanMillis() {
    return measuredNanos / Math.max(1, count()) / VirtualTime.MILLISECOND;
  }

  /** Jain's index over the JVMs: 1 if all have done the same, 1/n if one has done it all. */
  double fairness() {
    double sum = Arrays.stream(doneOf).sum();
    double squares = Arrays.stream(doneOf).mapToDouble(done -> (double) done * done).sum();
    return squares == 0 ? 1 : sum * sum / (doneOf.length * squares);
  }

  /** What the slowest JVM has done, of what each would have with equal shares. */
  double slowestShare() {
    double mean = Arrays.stream(doneOf).average().orElse(0);
    return mean == 0 ? 0 : Arrays.stream(doneOf).min().orElse(0) / mean;
  }
}
