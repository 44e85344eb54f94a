package io.github.dynamodbjcache.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.Companion;
import io.github.dynamodbjcache.testing.Disturbances;
import io.github.dynamodbjcache.testing.FaultyHttpClient;
import io.github.dynamodbjcache.testing.Place;
import io.github.dynamodbjcache.testing.PlantedDefect;
import io.github.dynamodbjcache.testing.Scale;
import io.github.dynamodbjcache.testing.Seed;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import io.github.dynamodbjcache.testing.Workers;
import io.github.dynamodbjcache.testing.history.Register;
import io.github.dynamodbjcache.testing.history.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.expiry.AccessedExpiryPolicy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * "Atomic across JVMs. Every conditional operation and invoke is linearizable per key" and "Never a
 * wrong answer. Where an answer was lost on the way, the item itself tells whether the write
 * counted; where it does not, the call ends in an OutcomeUnknownException": whatever several
 * threads of two managers do to an entry over a disturbed network, there is an order in which one
 * thread could have done it, and been told the same.
 */
@Timeout(value = 10, unit = TimeUnit.HOURS)
class LinearizabilityTest {

  private static final int THREADS = 12;

  /** No part is larger, since a history has to fit into memory. */
  private static final int CALLS_OF_A_PART = Math.min(8_334, Scale.of(8_334, 1_000));

  private final Seed seed = Seed.of(LinearizabilityTest.class);

  /** What changes the requests that operations make. */
  private enum Variation {
    PLAIN,
    /** Old values are needed, and removals are counted: so bulk removals go one by one. */
    LISTENED_AND_COUNTED,
    /** Each read moves the deadline, which nobody reaches. */
    TOUCHED
  }

  private static final int PARTS = Scale.of(6, Variation.values().length);

  @Test
  @Tag("large")
  void everyHistoryIsLinearizable() throws Exception {
    long start = System.nanoTime();
    Totals totals = new Totals();
    for (int part = 0; part < PARTS; part++) {
      Variation variation = Variation.values()[part % Variation.values().length];
      check(part, variation, CALLS_OF_A_PART, totals);
    }
    System.out.printf(
        "LinearizabilityTest: %,d calls on entries, %,d of them of unknown outcome, %,d not done,"
            + " %,d disturbed requests, %d s, %s%n",
        totals.recorded,
        totals.unknown,
        totals.failed,
        totals.disturbed,
        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start),
        seed);
    assertThat(totals.unknown).as("outcomes unknown").isLessThan(totals.recorded / 20);
  }

  @Companion
  void wouldNoticeThatLostAnswersAreTakenForLostRequests() {
    try (PlantedDefect resent =
        PlantedDefect.in(Place.LOST_ANSWER_MAY_HAVE_WRITTEN).answers(false)) {
      assertThatThrownBy(() -> check(0, Variation.PLAIN, 2_000, new Totals()))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("not linearizable");
    }
  }

  @Companion
  void wouldNoticeThatWritesAreNotGuarded() {
    try (PlantedDefect unguarded = PlantedDefect.in(Place.CONDITION_OF_A_WRITE).doesNothing()) {
      assertThatThrownBy(() -> check(0, Variation.PLAIN, 1_000, new Totals()))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("not linearizable");
    }
  }

  private static final class Totals {
    int recorded;
    int unknown;
    int failed;
    long disturbed;
  }

  private void check(int part, Variation variation, int calls, Totals totals) throws Exception {
    Disturbances first = Disturbances.usual(seed.random(3 * part));
    Disturbances second = Disturbances.usual(seed.random(3 * part + 1));
    Recorder recorder = new Recorder(variation != Variation.LISTENED_AND_COUNTED);
    try (CacheFixture fixture = CacheFixture.open();
        DynamoDbClient oneClient = disturbed(first);
        DynamoDbClient otherClient = disturbed(second)) {
      Cache<String, Long> undisturbed = fixture.cache(configuration(Variation.PLAIN));
      String name = undisturbed.getName();
      List<Cache<String, Long>> caches =
          List.of(
              cache(fixture, oneClient, name, configuration(variation)),
              cache(fixture, otherClient, name, configuration(variation)));
      call(caches, recorder, part, calls);
      for (String key : recorder.keys()) {
        recorder.record(key, Register.get(), () -> undisturbed.get(key));
      }
    }
    Map<String, Violation> violations = recorder.violations();
    assertThat(violations)
        .as("histories that are not linearizable, %s, part %s, %s", variation, part, seed)
        .isEmpty();
    totals.recorded += recorder.recorded();
    totals.unknown += recorder.unknown();
    totals.failed += recorder.failed();
    totals.disturbed += first.met() + second.met();
  }

  private void call(List<Cache<String, Long>> caches, Recorder recorder, int part, int calls)
      throws Exception {
    AtomicInteger called = new AtomicInteger();
    Workers.run(
        THREADS,
        i ->
            new RandomCaller(
                    caches.get(i % caches.size()),
                    recorder,
                    seed.random(1_000_000 + part * THREADS + i),
                    called,
                    calls)
                .run());
  }

  private static DynamoDbClient disturbed(Disturbances disturbances) {
    return TestDynamoDb.client(new FaultyHttpClient(TestDynamoDb.http()).always(disturbances));
  }

  private static Cache<String, Long> cache(
      CacheFixture fixture,
      DynamoDbClient client,
      String name,
      MutableConfiguration<String, Long> configuration) {
    Properties properties = fixture.properties();
    properties.put(DynamoDbCacheProperties.CLIENT_INSTANCE, client);
    return fixture.newManager(properties).createCache(name, configuration);
  }

  private static MutableConfiguration<String, Long> configuration(Variation variation) {
    MutableConfiguration<String, Long> configuration =
        new MutableConfiguration<String, Long>().setTypes(String.class, Long.class);
    return switch (variation) {
      case PLAIN -> configuration;
      case LISTENED_AND_COUNTED ->
          configuration
              .setStatisticsEnabled(true)
              .addCacheEntryListenerConfiguration(
                  new MutableCacheEntryListenerConfiguration<>(
                      () -> (CacheEntryCreatedListener<String, Long>) events -> {},
                      null,
                      true,
                      true));
      case TOUCHED ->
          configuration.setExpiryPolicyFactory(
              AccessedExpiryPolicy.factoryOf(
                  new javax.cache.expiry.Duration(
                      TimeUnit.MILLISECONDS, Duration.ofDays(1).toMillis())));
    };
  }
}
