package io.github.dynamodbjcache.internal.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** "A copy for each who asks: decoded anew, unless the first one is such that all may share it." */
class CopiesTest {

  static List<Object> immutable() {
    return List.of("text", 1, 2L, UUID.randomUUID(), Instant.EPOCH, TimeUnit.DAYS);
  }

  @SuppressWarnings("JavaUtilDate") // users have keys and values of that class
  static List<Object> mutable() {
    return List.of(new byte[] {1}, new Date(1), new ArrayList<>(List.of(1)), new int[] {1});
  }

  @ParameterizedTest
  @MethodSource("immutable")
  void whatNobodyCanChangeIsDecodedOnceForAll(Object value) {
    assertThat(timesDecoded(value)).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("mutable")
  void everythingElseIsDecodedForEach(Object value) {
    assertThat(timesDecoded(value)).isEqualTo(2);
  }

  @Test
  void whatIsNotThereIsLookedForOnce() {
    AtomicInteger asked = new AtomicInteger();
    Copies<Object> copies =
        new Copies<>(
            () -> {
              asked.incrementAndGet();
              return null;
            });
    assertThat(copies.get()).isNull();
    assertThat(copies.get()).isNull();
    assertThat(asked).hasValue(1);
  }

  private static int timesDecoded(Object value) {
    AtomicInteger decoded = new AtomicInteger();
    Copies<Object> copies =
        new Copies<>(
            () -> {
              decoded.incrementAndGet();
              return value;
            });
    copies.get();
    copies.get();
    return decoded.get();
  }
}
