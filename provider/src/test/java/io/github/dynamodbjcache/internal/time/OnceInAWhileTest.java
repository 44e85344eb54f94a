package io.github.dynamodbjcache.internal.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The first time, and then once in a while. */
class OnceInAWhileTest {

  private final AtomicLong nanos = new AtomicLong(-17);
  private final OnceInAWhile seldom = new OnceInAWhile(Duration.ofMinutes(1), nanos::get);

  @Test
  void itIsWorthAWordAtOnceAndThenOnceAMinuteWithTheirCount() {
    assertThat(seldom.happened()).isEqualTo(1);
    for (int i = 0; i < 5; i++) {
      assertThat(seldom.happened()).isZero();
    }
    nanos.addAndGet(Duration.ofSeconds(59).toNanos());
    assertThat(seldom.happened()).isZero();
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(seldom.happened()).isEqualTo(7);
    assertThat(seldom.happened()).isZero();
  }
}
