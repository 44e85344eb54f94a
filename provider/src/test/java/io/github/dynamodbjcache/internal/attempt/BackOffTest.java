package io.github.dynamodbjcache.internal.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.internal.store.dynamodb.StoreFixture;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** "Exponential back-off with full jitter, within the time limit." */
class BackOffTest {

  private static final TimeLimit LONG = TimeLimit.after(Duration.ofMinutes(1));

  private final List<Long> slept = new ArrayList<>();

  @Test
  void theBoundDoublesUpToTheCap() {
    assertThat(pausesWith(0.999_999, Failure.Kind.NOT_DONE))
        .containsExactly(25L, 50L, 100L, 200L, 400L, 800L, 1000L, 1000L);
    assertThat(pausesWith(0.999_999, Failure.Kind.THROTTLED))
        .containsExactly(50L, 100L, 200L, 400L, 800L, 1000L, 1000L, 1000L);
  }

  @Test
  void anyPartOfTheBoundMayBeDrawn() {
    assertThat(pausesWith(0, Failure.Kind.THROTTLED)).containsOnly(0L);
    assertThat(pausesWith(0.5, Failure.Kind.AMBIGUOUS)).startsWith(13L, 25L, 50L);
  }

  @Test
  void noPauseOutlivesTheLimit() {
    TimeLimit almostReached = TimeLimit.after(Duration.ofMillis(30), () -> 0);
    assertThat(backOff(0.999).pause(1, Failure.Kind.NOT_DONE, almostReached)).isTrue();
    assertThat(backOff(0.999).pause(2, Failure.Kind.NOT_DONE, almostReached)).isFalse();
    assertThat(slept).hasSize(1);
  }

  @Test
  void anInterruptEndsThePauseAndStaysSet() {
    BackOff backOff =
        new BackOff(
            StoreFixture.SETTINGS,
            RandomGenerator.getDefault(),
            nanos -> {
              throw new InterruptedException();
            });
    assertThat(backOff.pause(1, Failure.Kind.NOT_DONE, LONG)).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }

  private List<Long> pausesWith(double drawn, Failure.Kind kind) {
    slept.clear();
    BackOff backOff = backOff(drawn);
    for (int attempts = 1; attempts <= 8; attempts++) {
      assertThat(backOff.pause(attempts, kind, LONG)).isTrue();
    }
    return slept.stream().map(nanos -> Math.round(nanos / 1e6)).toList();
  }

  private BackOff backOff(double drawn) {
    RandomGenerator random =
        new RandomGenerator() {
          @Override
          public long nextLong() {
            throw new UnsupportedOperationException();
          }

          @Override
          public double nextDouble() {
            return drawn;
          }
        };
    return new BackOff(StoreFixture.SETTINGS, random, slept::add);
  }
}
