package io.github.dynamodbjcache.internal.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.dynamodbjcache.internal.store.StoreException;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** "a rate in capacity units" */
class UnitRateTest {

  private long nanos = 17;
  private final UnitRate rate = new UnitRate(10, () -> nanos, wait -> nanos += wait);

  private double seconds() {
    return (nanos - 17) / 1e9;
  }

  @Test
  void manyRequestsTakeAsLongAsTheirUnits() {
    double units = 0;
    for (int i = 0; i < 100; i++) {
      double took = i % 7 == 0 ? 30 : 0.5;
      rate.took(rate.await(), OptionalDouble.of(took));
      units += took;
      assertThat(seconds()).as("the first request is free").isLessThanOrEqualTo(units / 10);
    }
    rate.await();
    assertThat(seconds()).isCloseTo(units / 10, within(1e-3));
  }

  /** What the requests themselves take is part of the time. */
  @Test
  void slowRequestsDoNotWaitBeside() {
    for (int i = 0; i < 10; i++) {
      double setAside = rate.await();
      nanos += TimeUnit.SECONDS.toNanos(2);
      rate.took(setAside, OptionalDouble.of(5));
    }
    assertThat(seconds()).isCloseTo(20, within(1e-3));
  }

  @Test
  void aPauseEarnsNothing() {
    rate.took(rate.await(), OptionalDouble.of(10));
    nanos += TimeUnit.SECONDS.toNanos(60);
    double before = seconds();
    for (int i = 0; i < 5; i++) {
      rate.took(rate.await(), OptionalDouble.of(10));
    }
    rate.await();
    assertThat(seconds() - before).isCloseTo(5, within(1e-3));
  }

  /** Segments that ask at the same time are spaced by what the last page took. */
  @Test
  void thoseWhoShareItTakeTurns() {
    rate.took(rate.await(), OptionalDouble.of(10));
    double[] setAside = {rate.await(), rate.await(), rate.await()};
    assertThat(seconds()).isCloseTo(3, within(1e-3));
    for (double each : setAside) {
      rate.took(each, OptionalDouble.of(10));
    }
    rate.await();
    assertThat(seconds()).isCloseTo(4, within(1e-3));
  }

  @Test
  void aServiceThatDoesNotTellIsReported() {
    double setAside = rate.await();
    assertThatThrownBy(() -> rate.took(setAside, OptionalDouble.empty()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("unitsPerSecond");
  }

  @Test
  void anInterruptedWaitEndsAtOnceAndKeepsTheFlag() {
    UnitRate interrupted =
        new UnitRate(
            10,
            () -> nanos,
            wait -> {
              throw new InterruptedException();
            });
    interrupted.took(interrupted.await(), OptionalDouble.of(100));
    interrupted.await();
    assertThat(Thread.interrupted()).isTrue();
  }
}
