package io.github.dynamodbjcache.benchmarks.scale;

import static io.github.dynamodbjcache.benchmarks.scale.Markdown.hundredths;
import static io.github.dynamodbjcache.benchmarks.scale.Markdown.percent;
import static io.github.dynamodbjcache.benchmarks.scale.Markdown.whole;

import java.util.ArrayList;
import java.util.List;

/** Partitions with 1,000 write units and 3,000 read units a second: hot keys, and shards. */
final class Partitions {

  private static final int KEYS = 100_000;
  private static final int JVMS = 100;

  private Partitions() {}

  static String report(long seed) {
    return skew(seed) + hotRead(seed) + shards(seed) + shardsAtRates(seed) + splits();
  }

  private static String skew(long seed) {
    Markdown text =
        new Markdown(
            "Puts to 100,000 keys in 40 partitions, 100 JVMs",
            "keys are",
            "hottest key",
            "puts/s",
            "done/s",
            "throttled",
            "requests per done",
            "p99 ms");
    for (double s : new double[] {0, 0.8, 1, 1.2}) {
      Keys keys = Keys.zipf(KEYS, s);
      for (int rate : new int[] {2_000, 10_000, 20_000, 30_000}) {
        Fleet fleet = new Fleet(seed, JVMS, Table.Shape.ofPartitions(40, 5), Retries.BUDGET, 4, 10);
        Tally tally =
            fleet
                .arrivals((double) rate / JVMS, (jvm, end) -> jvm.put(keys.next(fleet.random), end))
                .run();
        text.row(
            s == 0 ? "uniform" : "Zipf " + s,
            percent(keys.share(0)),
            whole(rate),
            whole(tally.donePerSecond()),
            percent(1 - tally.share(End.DONE)),
            hundredths((double) fleet.table.requests() / tally.all(End.DONE)),
            whole(tally.quantileMillis(0.99)));
      }
    }
    return text.toString();
  }

  private static String hotRead(long seed) {
    Markdown text =
        new Markdown(
            "Gets of one key, 100 JVMs", "consistency", "gets/s", "done/s", "not done", "p99 ms");
    for (double units : new double[] {1, 0.5}) {
      Table.Shape shape = Table.Shape.ofPartitions(1, 5).readingFor(units);
      for (int rate : new int[] {2_000, 4_000, 8_000, 16_000}) {
        Tally tally =
            new Fleet(seed, JVMS, shape, Retries.BUDGET, 4, 10)
                .arrivals((double) rate / JVMS, (jvm, end) -> jvm.get(1, found -> {}, end))
                .run();
        text.row(
            units == 1 ? "strong" : "eventual",
            whole(rate),
            whole(tally.donePerSecond()),
            percent(1 - tally.share(End.DONE)),
            whole(tally.quantileMillis(0.99)));
      }
    }
    return text.toString();
  }

  private static String shards(long seed) {
    Markdown text =
        new Markdown(
            "A counter in so many shards, `invoke` by 100 JVMs with eight callers each, again and"
                + " again",
            "shards",
            "done/s, 4 partitions",
            "lost races per done",
            "not done",
            "done/s, 64 partitions",
            "lost races per done",
            "not done");
    for (int shards : new int[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024}) {
      Tally few = shards(seed, shards, 4);
      Tally many = shards(seed, shards, 64);
      text.row(
          shards,
          whole(few.donePerSecond()),
          hundredths(few.lostRacesPerDone()),
          percent(1 - few.share(End.DONE)),
          whole(many.donePerSecond()),
          hundredths(many.lostRacesPerDone()),
          percent(1 - many.share(End.DONE)));
    }
    return text.toString();
  }

  static Tally shards(long seed, int shards, int partitions) {
    Fleet fleet =
        new Fleet(seed, JVMS, Table.Shape.ofPartitions(partitions, 5), Retries.BUDGET, 5, 15);
    return fleet.callers(8, (jvm, end) -> jvm.invoke(fleet.random.nextInt(shards), end)).run();
  }

  private static String shardsAtRates(long seed) {
    Markdown text =
        new Markdown(
            "The same counter, 100 JVMs, 64 partitions, calls that come at a rate: p99 in ms, and"
                + " what is not done",
            "shards",
            "500/s",
            "1,000/s",
            "2,000/s",
            "4,000/s");
    for (int shards : new int[] {4, 8, 16, 32, 64, 128, 256}) {
      List<Object> row = new ArrayList<>(List.of(shards));
      for (int rate : new int[] {500, 1_000, 2_000, 4_000}) {
        Fleet fleet = new Fleet(seed, JVMS, Table.Shape.ofPartitions(64, 5), Retries.BUDGET, 4, 10);
        Tally tally =
            fleet
                .arrivals(
                    (double) rate / JVMS,
                    (jvm, end) -> jvm.invoke(fleet.random.nextInt(shards), end))
                .run();
        row.add(whole(tally.quantileMillis(0.99)) + ", " + percent(1 - tally.share(End.DONE)));
      }
      text.row(row.toArray());
    }
    return text.toString();
  }

  /**
   * No events: shares of a load, and every ten minutes each partition that has more than it can
   * bear is split in two. How fast the service splits is not published.
   */
  private static String splits() {
    Markdown text =
        new Markdown(
            "Split for heat: 10,000 puts a second, Zipf, 100,000 keys, from 4 partitions on",
            "minutes",
            "partitions, Zipf 0.8",
            "too much",
            "partitions, Zipf 1.2",
            "too much");
    List<Splitting> both =
        List.of(new Splitting(Keys.zipf(KEYS, 0.8)), new Splitting(Keys.zipf(KEYS, 1.2)));
    for (int minutes = 0; minutes <= 80; minutes += 10) {
      text.row(
          minutes,
          both.get(0).partitions(),
          percent(both.get(0).tooMuch()),
          both.get(1).partitions(),
          percent(both.get(1).tooMuch()));
      both.forEach(Splitting::split);
    }
    return text.toString();
  }

  /** Loads on partitions that split. */
  private static final class Splitting {

    private static final double LOAD = 10_000;

    private final Keys keys;
    private List<List<Integer>> partitions = new ArrayList<>();
    private int generation;

    Splitting(Keys keys) {
      this.keys = keys;
      for (int i = 0; i < 4; i++) {
        partitions.add(new ArrayList<>());
      }
      for (int key = 0; key < keys.count(); key++) {
        partitions.get(Table.partitionOf(key, 4)).add(key);
      }
    }

    int partitions() {
      return partitions.size();
    }

    private double load(List<Integer> partition) {
      return LOAD * partition.stream().mapToDouble(keys::share).sum();
    }

    double tooMuch() {
      double over = 0;
      for (List<Integer> partition : partitions) {
        over += Math.max(0, load(partition) - Table.PARTITION_WRITES);
      }
      return over / LOAD;
    }

    void split() {
      generation++;
      List<List<Integer>> after = new ArrayList<>();
      for (List<Integer> partition : partitions) {
        if (load(partition) <= Table.PARTITION_WRITES || partition.size() == 1) {
          after.add(partition);
          continue;
        }
        List<Integer> left = new ArrayList<>();
        List<Integer> right = new ArrayList<>();
        for (int key : partition) {
          boolean goesLeft = Table.partitionOf(key + (long) KEYS * generation, 2) == 0;
          (goesLeft ? left : right).add(key);
        }
        after.add(left);
        after.add(right);
      }
      partitions = after;
    }
  }
}
