package io.github.dynamodbjcache.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.guarantee.SkewedCaller.Side;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.Companion;
import io.github.dynamodbjcache.testing.ManualClock;
import io.github.dynamodbjcache.testing.Place;
import io.github.dynamodbjcache.testing.PlantedDefect;
import io.github.dynamodbjcache.testing.Scale;
import io.github.dynamodbjcache.testing.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * "Entries expire by the clocks of the JVMs; a clock that is wrong by a second shifts expiry by a
 * second": with clocks five seconds apart, nobody is shown what has expired by their own clock, nor
 * denied what has not, and what has expired or was removed stays away until somebody writes it.
 */
@Timeout(value = 10, unit = TimeUnit.HOURS)
class ClockSkewTest {

  private static final int CALLS_OF_A_CALLER = Scale.of(4_000, 200);
  private static final Duration SKEW = Duration.ofSeconds(5);
  private static final long MILLIS = 10_000;
  private static final javax.cache.expiry.Duration LIFETIME =
      new javax.cache.expiry.Duration(TimeUnit.MILLISECONDS, MILLIS);

  private final Seed seed = Seed.of(ClockSkewTest.class);

  /** A policy, and the lifetimes that it is known to yield. */
  private record Policy(Factory<? extends ExpiryPolicy> factory, ChangingLifetimes lifetimes) {

    static Policy standard(
        Factory<? extends ExpiryPolicy> factory, @Nullable Long update, @Nullable Long access) {
      return new Policy(factory, new ChangingLifetimes(MILLIS, update, access));
    }

    static Policy changing() {
      ChangingLifetimes lifetimes = new ChangingLifetimes(MILLIS, null, null);
      return new Policy(() -> lifetimes, lifetimes);
    }

    boolean changes() {
      return factory.create() == lifetimes;
    }
  }

  @Test
  @Tag("large")
  void nothingIsShownTooLongOrWithheldTooEarly() throws Exception {
    long start = System.nanoTime();
    callAll(CALLS_OF_A_CALLER, created(), modified(), accessed(), touched(), Policy.changing());
    System.out.printf(
        "ClockSkewTest: %,d calls, %d s, %s%n",
        5 * CALLS_OF_A_CALLER, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start), seed);
  }

  @Companion
  void wouldNoticeThatExpiredEntriesAreShown() {
    try (PlantedDefect forEver = PlantedDefect.in(Place.ENTRY_IS_LIVE).answers(true)) {
      assertThatThrownBy(() -> callAll(400, modified()))
          .hasRootCauseInstanceOf(AssertionError.class);
    }
  }

  @Companion
  void wouldNoticeThatAccessesDoNotCount() {
    try (PlantedDefect untouched = PlantedDefect.in(Place.TOUCH_OF_AN_ENTRY).doesNothing()) {
      assertThatThrownBy(() -> callAll(400, touched()))
          .hasRootCauseInstanceOf(AssertionError.class);
    }
  }

  private static Policy created() {
    return Policy.standard(CreatedExpiryPolicy.factoryOf(LIFETIME), null, null);
  }

  private static Policy modified() {
    return Policy.standard(ModifiedExpiryPolicy.factoryOf(LIFETIME), MILLIS, null);
  }

  private static Policy accessed() {
    return Policy.standard(AccessedExpiryPolicy.factoryOf(LIFETIME), null, MILLIS);
  }

  private static Policy touched() {
    return Policy.standard(TouchedExpiryPolicy.factoryOf(LIFETIME), MILLIS, MILLIS);
  }

  private void callAll(int callsEach, Policy... policies) throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(policies.length);
    try (CacheFixture fixture = CacheFixture.open()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < policies.length; i++) {
        Duration skew = i % 2 == 0 ? SKEW : SKEW.negated();
        running.add(callers.submit(caller(fixture, policies[i], skew, i, callsEach)));
      }
      for (Future<?> caller : running) {
        try {
          caller.get();
        } catch (ExecutionException e) {
          throw new AssertionError(seed.toString(), e.getCause());
        }
      }
    } finally {
      callers.shutdownNow();
    }
  }

  private SkewedCaller caller(
      CacheFixture fixture, Policy policy, Duration skew, int number, int calls) {
    ManualClock one = new ManualClock();
    ManualClock other = new ManualClock();
    other.advance(Duration.between(other.instant(), one.instant()).plus(skew));
    String name = fixture.newName();
    List<Side> sides =
        List.of(
            new Side("one", cache(fixture, one, name, policy), one),
            new Side(skew + " later", cache(fixture, other, name, policy), other));
    return new SkewedCaller(
        sides,
        List.of(one, other),
        policy.lifetimes(),
        policy.changes(),
        seed.random(number),
        calls);
  }

  private static Cache<String, Long> cache(
      CacheFixture fixture, ManualClock clock, String name, Policy policy) {
    Properties properties = fixture.properties();
    properties.put(DynamoDbCacheProperties.CLOCK_INSTANCE, clock);
    Cache<String, Long> cache =
        fixture
            .newManager(properties)
            .createCache(
                name,
                new MutableConfiguration<String, Long>()
                    .setTypes(String.class, Long.class)
                    .setExpiryPolicyFactory(policy.factory()));
    assertThat(cache.iterator().hasNext()).isFalse();
    return cache;
  }
}
