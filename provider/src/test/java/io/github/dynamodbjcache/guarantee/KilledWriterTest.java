package io.github.dynamodbjcache.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.DynamoDbCache;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.Items;
import io.github.dynamodbjcache.testing.Scale;
import io.github.dynamodbjcache.testing.Seed;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.cache.Cache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * "kill -9 of a writing JVM, small and split values: every acknowledged write there, nothing
 * half-written or mixed, orphans gone after a sweep."
 */
@Timeout(1800)
class KilledWriterTest {

  private static final int ROUNDS = 100;
  private static final int FEWEST_ROUNDS = 6;

  private static final int AT_A_TIME = 2;
  private static final int NUMBERS_OF_A_ROUND = 1_000_000;
  private static final int MOST_LINES = 30;
  private static final int LONGEST_MILLIS = 30;

  private final Seed seed = Seed.of(KilledWriterTest.class);
  private CacheFixture fixture;
  private Cache<String, String> cache;

  @BeforeEach
  void open() {
    fixture = CacheFixture.open();
    cache = fixture.cache();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  @Tag("large")
  void whatAKilledWriterHasAcknowledgedIsThereAndNothingElse() throws Exception {
    long start = System.nanoTime();
    int rounds = Scale.of(ROUNDS, FEWEST_ROUNDS) / AT_A_TIME;
    int kills = 0;
    long acknowledged = 0;
    int orphans = 0;

    // A few kills may all miss the split writes.
    while (kills == 0 || (orphans == 0 && kills < ROUNDS)) {
      int firstLane = kills;
      acknowledged += inParallel(lane -> rounds(firstLane + lane, rounds, false));
      kills += rounds * AT_A_TIME;
      orphans = orphans();
    }
    fixture.clock().advance(Duration.ofHours(2));
    long swept = cache.unwrap(DynamoDbCache.class).removeOrphanParts(Duration.ofHours(1));
    System.out.printf(
        "KilledWriterTest: %d kills, %d acknowledged writes, %d orphaned parts, %d ms%n",
        kills, acknowledged, orphans, (System.nanoTime() - start) / 1_000_000);
    assertThat(swept).as("%s: orphans found", seed).isEqualTo(orphans);
    assertThat(orphans()).as("%s: orphans after the sweep", seed).isZero();
    Items items = Items.of(fixture.client(), cache.getName());
    assertThat(items.parts()).isEqualTo(items.namedParts());
    cache.forEach(entry -> ValueOf.numberIn(entry.getValue()));
    assertThat(orphans).as("%s: no kill hit a split write", seed).isPositive();
  }

  /** In the first few rounds, as a rule; it ends with the one that sees it. */
  @Test
  void theCheckSeesManifestsThatAreSwitchedBeforeThePartsAreWritten() throws Exception {
    assertThatThrownBy(() -> rounds(0, ROUNDS, true))
        .hasStackTraceContaining("split over several items");
  }

  /** Kills writers one after the other, on keys that no other lane uses. */
  private long rounds(int lane, int rounds, boolean late) throws Exception {
    String prefix = "lane" + lane + "-";
    Random random = seed.random(lane);
    Ledger ledger = new Ledger();
    for (int round = 0; round < rounds; round++) {
      long first = 1 + round * (long) NUMBERS_OF_A_ROUND;
      WriterProcess writer = start(prefix, first, random.nextLong(), late);
      ledger.note(writer.killAfter(1 + random.nextInt(MOST_LINES), random.nextInt(LONGEST_MILLIS)));
      try {
        ledger.check(cache, prefix);
      } catch (RuntimeException | AssertionError wrong) {
        throw new AssertionError(
            seed + ", lane " + lane + ", round " + round + ": " + wrong.getMessage(), wrong);
      }
    }
    return ledger.acknowledged();
  }

  private WriterProcess start(String prefix, long first, long randomSeed, boolean late)
      throws IOException {
    return WriterProcess.start(
        List.of(
            TestDynamoDb.endpoint().toString(),
            cache.getName(),
            prefix,
            Long.toString(first),
            Long.toString(randomSeed),
            Boolean.toString(late)));
  }

  private int orphans() {
    Items items = Items.of(fixture.client(), cache.getName());
    return items.parts().size() - items.namedParts().size();
  }

  /** A lane of rounds. */
  private interface Lane {
    long run(int lane) throws Exception;
  }

  private static long inParallel(Lane lane) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    try {
      List<Callable<Long>> lanes = new ArrayList<>();
      for (int i = 0; i < AT_A_TIME; i++) {
        int number = i;
        lanes.add(() -> lane.run(number));
      }
      long sum = 0;
      for (Future<Long> each : threads.invokeAll(lanes)) {
        sum += each.get();
      }
      return sum;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AssertionError wrong) {
        throw wrong;
      }
      throw e;
    } finally {
      threads.shutdownNow();
    }
  }
}
