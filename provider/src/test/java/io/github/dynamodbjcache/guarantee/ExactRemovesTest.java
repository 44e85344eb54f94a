package io.github.dynamodbjcache.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.OutcomeUnknownException;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.configuration.ExactlyOnce;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.Companion;
import io.github.dynamodbjcache.testing.Disturbances;
import io.github.dynamodbjcache.testing.FaultyHttpClient;
import io.github.dynamodbjcache.testing.Place;
import io.github.dynamodbjcache.testing.PlantedDefect;
import io.github.dynamodbjcache.testing.Scale;
import io.github.dynamodbjcache.testing.Seed;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.cache.Cache;
import javax.cache.CacheManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * "exactly-once = removes: their outcome is certain even if answers are lost." A third of all
 * deletions is disturbed, in each possible way, and every one of them answers right; none is
 * unknown.
 */
@Timeout(180)
class ExactRemovesTest {

  private static final int THREADS = 4;
  private static final int ROUNDS = 1_000;

  private static final Seed SEED = Seed.of(ExactRemovesTest.class);
  private static CacheFixture fixture;

  @BeforeAll
  static void open() {
    fixture = CacheFixture.open();
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @Test
  @Tag("large")
  void everyRemoveAnswersRight() throws Exception {
    Tally tally = run(Scale.of(ROUNDS, 50));
    System.out.printf("ExactRemovesTest: %s, %s%n", SEED, tally);
    check(tally);
  }

  @Companion
  void removesThatAreNoTransactionsWouldBeNoticed() throws Exception {
    try (PlantedDefect plainDeletions =
        PlantedDefect.in(Place.WRITE_IS_TRANSACTED).answers(false)) {
      Tally tally = run(100);
      assertThatThrownBy(() -> check(tally)).isInstanceOf(AssertionError.class);
    }
  }

  private static void check(Tally tally) {
    assertThat(tally.disturbed).as("%s", SEED).isGreaterThan(tally.right.get() / 10L);
    assertThat(tally.wrong).as("%s", SEED).hasValue(0);
    assertThat(tally.unknown).as("%s", SEED).hasValue(0);
  }

  /** What became of the calls. */
  private static final class Tally {
    private final AtomicInteger right = new AtomicInteger();
    private final AtomicInteger wrong = new AtomicInteger();
    private final AtomicInteger unknown = new AtomicInteger();
    private long disturbed;

    @Override
    public String toString() {
      return right
          + " right, "
          + wrong
          + " wrong, "
          + unknown
          + " unknown, "
          + disturbed
          + " requests disturbed";
    }
  }

  /** Each kind of removal that often, over entries that are there and that are not. */
  private static Tally run(int rounds) throws Exception {
    FaultyHttpClient http = new FaultyHttpClient(TestDynamoDb.http());
    Disturbances disturbances =
        new Disturbances(SEED.random(0))
            .with(0.08, FaultyHttpClient.answerLost())
            .with(0.05, FaultyHttpClient.appliedBut(500, "InternalServerError"))
            .with(0.05, FaultyHttpClient.answers(500, "InternalServerError"))
            .with(0.05, FaultyHttpClient.answers(503, "ServiceUnavailable"))
            .with(0.05, FaultyHttpClient.garbledAnswer())
            .with(0.05, FaultyHttpClient.refusedConnection());
    http.always("TransactWriteItems", disturbances).always("DeleteItem", disturbances);
    Tally tally = new Tally();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (DynamoDbClient client = TestDynamoDb.client(http);
        CacheManager manager = fixture.newManager(properties(client))) {
      Cache<String, String> cache =
          manager.createCache(
              fixture.newName(),
              new DynamoDbConfiguration<String, String>()
                  .setExactlyOnce(ExactlyOnce.REMOVES)
                  .setTypes(String.class, String.class));
      List<? extends Future<?>> running =
          IntStream.range(0, THREADS)
              .mapToObj(
                  thread ->
                      threads.submit(() -> removals(cache, "k" + thread, rounds / THREADS, tally)))
              .toList();
      for (Future<?> each : running) {
        each.get();
      }
      tally.disturbed = disturbances.met();
    } finally {
      threads.shutdown();
    }
    return tally;
  }

  private static void removals(Cache<String, String> cache, String key, int rounds, Tally tally) {
    for (int round = 0; round < rounds; round++) {
      String value = "v" + round;
      for (boolean there : List.of(true, false)) {
        expect(tally, cache, key, value, there, there, () -> cache.remove(key));
        expect(tally, cache, key, value, there, there, () -> cache.remove(key, value));
        expect(
            tally, cache, key, value, there, there ? value : null, () -> cache.getAndRemove(key));
        expect(
            tally,
            cache,
            key,
            value,
            there,
            there,
            () ->
                cache.invoke(
                    key,
                    (entry, nothing) -> {
                      boolean existed = entry.exists();
                      entry.remove();
                      return existed;
                    }));
      }
    }
  }

  private interface Removal {
    Object call();
  }

  private static void expect(
      Tally tally,
      Cache<String, String> cache,
      String key,
      String value,
      boolean there,
      @Nullable Object answer,
      Removal removal) {
    prepared(cache, key, there ? value : null);
    try {
      boolean right = Objects.equals(removal.call(), answer) && !cache.containsKey(key);
      (right ? tally.right : tally.wrong).incrementAndGet();
    } catch (OutcomeUnknownException e) {
      tally.unknown.incrementAndGet();
    }
  }

  /** What is not there was removed before, or was said to be of unknown outcome. */
  private static void prepared(Cache<String, String> cache, String key, @Nullable String value) {
    if (value != null) {
      cache.put(key, value);
      return;
    }
    while (cache.containsKey(key)) {
      try {
        cache.remove(key);
      } catch (OutcomeUnknownException e) {
        // Looked at again.
      }
    }
  }

  private static Properties properties(DynamoDbClient client) {
    Properties properties = fixture.properties();
    properties.putAll(DynamoDbCacheProperties.withClient(client));
    // With a third of the attempts disturbed, eight in a row would be now and then.
    properties.setProperty("dynamodb-jcache.client.max-attempts", "30");
    return properties;
  }
}
