package io.github.dynamodbjcache.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.stream.Stream;
import javax.cache.configuration.Factory;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** "The standard classes where they fit, otherwise an own policy." */
class LifetimesTest {

  private static final Duration HOUR = Duration.ONE_HOUR;
  private static final Duration DAY = Duration.ONE_DAY;
  private static final Duration ETERNAL = Duration.ETERNAL;

  @ParameterizedTest
  @MethodSource("lifetimes")
  void theLifetimesMakeAPolicy(
      Duration creation,
      @Nullable Duration update,
      @Nullable Duration access,
      Class<? extends ExpiryPolicy> type)
      throws Exception {
    Factory<ExpiryPolicy> factory = Lifetimes.policyFactory(creation, update, access);

    for (ExpiryPolicy policy : List.of(factory.create(), copy(factory).create())) {
      assertThat(policy).isExactlyInstanceOf(type);
      assertThat(policy.getExpiryForCreation()).isEqualTo(creation);
      assertThat(policy.getExpiryForUpdate()).isEqualTo(update);
      assertThat(policy.getExpiryForAccess()).isEqualTo(access);
    }
    assertThat(copy(factory)).isEqualTo(factory);
  }

  static Stream<Arguments> lifetimes() {
    return Stream.of(
        Arguments.of(ETERNAL, null, null, EternalExpiryPolicy.class),
        Arguments.of(HOUR, null, null, CreatedExpiryPolicy.class),
        Arguments.of(HOUR, HOUR, null, ModifiedExpiryPolicy.class),
        Arguments.of(HOUR, HOUR, HOUR, TouchedExpiryPolicy.class),
        Arguments.of(HOUR, null, HOUR, AccessedExpiryPolicy.class),
        Arguments.of(HOUR, DAY, null, ThreeLifetimesExpiryPolicy.class),
        Arguments.of(HOUR, null, DAY, ThreeLifetimesExpiryPolicy.class),
        Arguments.of(ETERNAL, DAY, HOUR, ThreeLifetimesExpiryPolicy.class),
        Arguments.of(HOUR, HOUR, DAY, ThreeLifetimesExpiryPolicy.class));
  }

  @Test
  void aLifetimeIsNeverShorterThanWasAskedFor() {
    assertThat(Lifetimes.of(java.time.Duration.ofNanos(1)).getDurationAmount()).isEqualTo(1);
    assertThat(Lifetimes.of(java.time.Duration.ofMillis(7)).getDurationAmount()).isEqualTo(7);
    assertThat(Lifetimes.of(java.time.Duration.ofNanos(Long.MAX_VALUE)).getDurationAmount())
        .isEqualTo(9_223_372_036_855L);
    assertThat(Lifetimes.of(java.time.Duration.ZERO).isZero()).isTrue();
  }

  @SuppressWarnings("unchecked") // it is what was written
  private static <T> Factory<T> copy(Factory<T> factory)
      throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(factory);
    return (Factory<T>)
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
  }
}
