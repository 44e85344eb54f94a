package io.github.dynamodbjcache.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.OutcomeUnknownException;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.internal.split.StaleGeneration;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.Companion;
import io.github.dynamodbjcache.testing.Disturbances;
import io.github.dynamodbjcache.testing.FaultyHttpClient;
import io.github.dynamodbjcache.testing.LateParts;
import io.github.dynamodbjcache.testing.Place;
import io.github.dynamodbjcache.testing.PlantedDefect;
import io.github.dynamodbjcache.testing.Scale;
import io.github.dynamodbjcache.testing.Seed;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * "A reader gets the old value or the new one, never a mix": one manager switches a key between
 * small and split values over a disturbed network, readers of others poll it. They see whole values
 * only, and never an older one after a newer one.
 */
@Timeout(180)
class NeverAMixTest {

  private static final int SWITCHES = 60;
  private static final int FEWEST_SWITCHES = 20;
  private static final int FEWEST_READS = 20;

  private final Seed seed = Seed.of(NeverAMixTest.class);
  private CacheFixture fixture;
  private Cache<String, String> readers;

  @BeforeEach
  void open() {
    fixture = CacheFixture.open();
    readers = fixture.cache();
    readers.put("key", ValueOf.write(0, 10));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  @Tag("large")
  void aReaderSeesTheOldValueOrTheNewOne() {
    FaultyHttpClient http = new FaultyHttpClient(TestDynamoDb.http());
    Disturbances disturbances = Disturbances.usual(seed.random(0));
    for (String operation :
        new String[] {"GetItem", "BatchGetItem", "UpdateItem", "BatchWriteItem"}) {
      http.always(operation, disturbances);
    }

    int unknown = switchWhileReading(http, Scale.of(SWITCHES, FEWEST_SWITCHES));

    System.out.printf(
        "NeverAMixTest: %d switches, %d of unknown outcome, %d disturbed requests%n",
        Scale.of(SWITCHES, FEWEST_SWITCHES), unknown, disturbances.met());
    assertThat(disturbances.met()).isPositive();
  }

  @Test
  void theCheckSeesAManifestThatIsSwitchedBeforeThePartsAreWritten() {
    assertThatThrownBy(() -> switchWhileReading(new LateParts(TestDynamoDb.http()), SWITCHES))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("split over several items");
  }

  @Companion
  void theCheckSeesTwoWritesUnderOneGeneration() {
    try (PlantedDefect notFresh =
        PlantedDefect.in(Place.FRESH_GENERATION).does(StaleGeneration.class, "same")) {
      assertThatThrownBy(() -> switchWhileReading(TestDynamoDb.http(), SWITCHES))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("split over several items");
    }
  }

  private int switchWhileReading(SdkHttpClient http, int switches) {
    AtomicBoolean ended = new AtomicBoolean();
    AtomicInteger reads = new AtomicInteger();
    try (DynamoDbClient client = TestDynamoDb.client(http)) {
      CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> poll(ended, reads));
      int unknown;
      try {
        unknown = write(client, switches, reader, reads);
      } finally {
        ended.set(true);
      }
      reader
          .handle(
              (done, failure) -> {
                if (failure != null) {
                  throw new AssertionError(seed + ": " + failure.getMessage(), failure);
                }
                return done;
              })
          .join();
      return unknown;
    } catch (CompletionException e) {
      if (e.getCause() instanceof AssertionError seen) {
        throw seen;
      }
      throw e;
    }
  }

  private int write(
      DynamoDbClient client, int switches, CompletableFuture<Void> reader, AtomicInteger reads) {
    Properties properties = DynamoDbCacheProperties.withClient(client);
    properties.put(DynamoDbCacheProperties.CLOCK_INSTANCE, fixture.clock());
    properties.setProperty("dynamodb-jcache.client.attempt-timeout", "20s");
    properties.setProperty("dynamodb-jcache.client.api-call-timeout", "60s");
    Cache<String, String> writer =
        fixture
            .newManager(properties)
            .createCache(
                readers.getName(),
                new MutableConfiguration<String, String>().setTypes(String.class, String.class));
    Random random = seed.random(1);
    int unknown = 0;
    for (int number = 1;
        !reader.isDone() && (number <= switches || reads.get() < FEWEST_READS);
        number++) {
      int length = random.nextInt(4) == 0 ? 10 : 410_000 + random.nextInt(500_000);
      try {
        writer.put("key", ValueOf.write(number, length));
      } catch (OutcomeUnknownException mayBeThere) {
        unknown++;
      } catch (CacheException notDone) {
        // Throttled or cut off until no attempt was left: the old value is there.
      }
    }
    return unknown;
  }

  private void poll(AtomicBoolean ended, AtomicInteger reads) {
    long newest = 0;
    while (!ended.get()) {
      String value = readers.get("key");
      assertThat(value).as("there always is a value").isNotNull();
      long number = ValueOf.numberIn(value);
      assertThat(number).as("never back").isGreaterThanOrEqualTo(newest);
      newest = number;
      reads.incrementAndGet();
    }
  }
}
