package io.github.dynamodbjcache.internal.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.testing.Companion;
import io.github.dynamodbjcache.testing.Place;
import io.github.dynamodbjcache.testing.PlantedDefect;
import io.github.dynamodbjcache.testing.Seed;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * "invoke from many JVMs makes progress with jitter": contenders for one entry in simulated time,
 * over a network of 4 ms there and back, each of which begins anew as soon as it is done.
 */
class PatienceTest {

  private static final double ROUND_TRIP_MILLIS = 4;
  private static final int OPERATIONS = 30_000;

  private final Seed seed = Seed.of(PatienceTest.class);

  @ParameterizedTest
  @CsvSource({"2, 1000, 2.5", "12, 1000, 8", "32, 2000, 20"})
  void nobodyWaitsForEverAndFewWritesAreForNothing(
      int contenders, double longestMillis, double mostWrites) {
    Contention contention = new Contention(contenders, seed.random(contenders));
    contention.run();
    System.out.printf("PatienceTest: %d contenders, %s%n", contenders, contention);
    assertThat(contention.longestMillis).as("longest, %s", seed).isLessThan(longestMillis);
    assertThat(contention.writes / (double) OPERATIONS)
        .as("writes for each operation, %s", seed)
        .isLessThan(mostWrites);
  }

  @Companion
  void whoHasLostOftenWouldStarveIfItWaitedLonger() {
    try (PlantedDefect longerAndLonger =
        PlantedDefect.in(Place.WAIT_AFTER_A_LOST_RACE).does(Defects.class, "longerAndLonger")) {
      assertThatThrownBy(() -> nobodyWaitsForEverAndFewWritesAreForNothing(12, 1000, 8))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("longest");
    }
  }

  /** What is planted has to be visible from everywhere. */
  public static final class Defects {
    private Defects() {}

    public static long longerAndLonger(int races) {
      return 2_000_000L << Math.min(races - 1, 6);
    }
  }

  private static final class Contention {

    private enum Next {
      BEGIN,
      READ,
      WRITE,
      DONE,
      LOST
    }

    private record Event(double millis, Next next, int contender) {}

    private final Random random;
    private final PriorityQueue<Event> events =
        new PriorityQueue<>((a, b) -> Double.compare(a.millis(), b.millis()));
    private final double[] begun;
    private final int[] races;
    private final long[] known;
    private long revision;
    private int done;
    private double now;
    private double longestMillis;
    private long writes;

    Contention(int contenders, Random random) {
      this.random = random;
      this.begun = new double[contenders];
      this.races = new int[contenders];
      this.known = new long[contenders];
      for (int i = 0; i < contenders; i++) {
        events.add(new Event(random.nextDouble() * ROUND_TRIP_MILLIS, Next.BEGIN, i));
      }
    }

    void run() {
      while (done < OPERATIONS) {
        Event event = events.remove();
        now = event.millis();
        int i = event.contender();
        switch (event.next()) {
          case BEGIN -> {
            begun[i] = now;
            races[i] = 0;
            after(oneWay(), Next.READ, i);
          }
          case READ -> {
            known[i] = revision;
            after(oneWay() + oneWay(), Next.WRITE, i);
          }
          case WRITE -> {
            writes++;
            boolean won = known[i] == revision;
            revision += won ? 1 : 0;
            known[i] = revision;
            after(oneWay(), won ? Next.DONE : Next.LOST, i);
          }
          case LOST -> {
            races[i]++;
            double longest = Patience.longestWaitNanos(races[i]) / 1e6;
            after(random.nextDouble() * longest + oneWay(), Next.WRITE, i);
          }
          case DONE -> {
            done++;
            longestMillis = Math.max(longestMillis, now - begun[i]);
            after(0, Next.BEGIN, i);
          }
        }
      }
    }

    private void after(double millis, Next next, int contender) {
      events.add(new Event(now + millis, next, contender));
    }

    private double oneWay() {
      return ROUND_TRIP_MILLIS / 2 * (0.7 + 0.8 * random.nextDouble());
    }

    @Override
    public String toString() {
      return "%.1f writes for each operation, the longest took %.0f ms, %.0f operations a second"
          .formatted(writes / (double) OPERATIONS, longestMillis, done / now * 1000);
    }
  }
}
