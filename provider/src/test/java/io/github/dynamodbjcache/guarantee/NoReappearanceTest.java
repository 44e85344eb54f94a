package io.github.dynamodbjcache.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.OutcomeUnknownException;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * "A resent put never brings back a value that a later acknowledged write had replaced": two
 * writers put unique values to one key while answers get lost, and a reader looks all the time.
 *
 * <p>Each put takes effect at one instant between its beginning and its end, whether or not its
 * outcome became known: no request is under way any more when it ends. So a value that was seen and
 * then another is not seen again; and a read that begins after an acknowledged put has ended never
 * gives a value whose put had ended before that one began.
 */
@Timeout(600)
class NoReappearanceTest {

  private static final int PUTS = Scale.of(20_000, 1_000);

  /** Pairs of writers, each pair with a key of its own: they mostly wait. */
  private static final int PAIRS = 4;

  private static final int BETWEEN_READS_MILLIS = 3;

  private final Seed seed = Seed.of(NoReappearanceTest.class);
  private final CacheFixture fixture = CacheFixture.open();
  private final Cache<String, String> undisturbed = fixture.cache(strings());
  private final List<DynamoDbClient> clients = new ArrayList<>();

  @AfterEach
  void close() {
    fixture.close();
    clients.forEach(DynamoDbClient::close);
  }

  @Test
  @Tag("large")
  void whatWasReplacedStaysReplaced() throws Exception {
    run(PUTS);
  }

  @Companion
  void resentAsIfNothingHadHappenedValuesReappear() {
    try (PlantedDefect lostAnswersAreIgnored =
        PlantedDefect.in(Place.LOST_ANSWER_MAY_HAVE_WRITTEN).answers(false)) {
      assertThatThrownBy(() -> run(Math.min(PUTS, 4000)))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("reappeared");
    }
  }

  private void run(int puts) throws Exception {
    List<History> histories = new ArrayList<>();
    List<Cache<String, String>> caches = new ArrayList<>();
    for (int pair = 0; pair < PAIRS; pair++) {
      histories.add(new History("key" + pair));
      caches.add(disturbed(2 * pair));
      caches.add(disturbed(2 * pair + 1));
    }
    AtomicInteger writing = new AtomicInteger(2 * PAIRS);
    Workers.run(
        3 * PAIRS,
        worker -> {
          if (worker < 2 * PAIRS) {
            try {
              histories.get(worker / 2).write(caches.get(worker), worker, puts / (2 * PAIRS));
            } finally {
              writing.decrementAndGet();
            }
          } else {
            histories.get(worker - 2 * PAIRS).read(undisturbed, writing);
          }
        });
    int reappeared = 0;
    for (History history : histories) {
      System.out.println("NoReappearanceTest: " + history);
      reappeared += history.reappeared();
    }
    assertThat(reappeared).as("values that reappeared, %s", seed).isZero();
  }

  private Cache<String, String> disturbed(int part) {
    FaultyHttpClient http = new FaultyHttpClient(TestDynamoDb.http());
    http.always(Disturbances.usual(seed.random(part)));
    DynamoDbClient client = TestDynamoDb.client(http);
    clients.add(client);
    Properties properties = fixture.properties();
    properties.put(DynamoDbCacheProperties.CLIENT_INSTANCE, client);
    return fixture.newManager(properties).createCache(undisturbed.getName(), strings());
  }

  /** What happened to one key. */
  private static final class History {

    /** One put; its effect lies between beginning and end. */
    private record Put(long begin, long end) {}

    private record Read(long begin, String value) {}

    private final String key;
    private final Map<String, Put> puts = new HashMap<>();
    private final List<Put> acknowledged = new ArrayList<>();
    private final List<Read> reads = new ArrayList<>();
    private int unknown;

    History(String key) {
      this.key = key;
    }

    void write(Cache<String, String> cache, int writer, int count) {
      for (int number = 1; number <= count; number++) {
        String value = writer + ":" + number;
        long begin = System.nanoTime();
        boolean isAcknowledged = false;
        boolean isUnknown = false;
        try {
          cache.put(key, value);
          isAcknowledged = true;
        } catch (OutcomeUnknownException e) {
          isUnknown = true;
        } catch (CacheException notDone) {
          continue;
        }
        note(value, new Put(begin, System.nanoTime()), isAcknowledged, isUnknown);
      }
    }

    private synchronized void note(
        String value, Put put, boolean isAcknowledged, boolean isUnknown) {
      puts.put(value, put);
      unknown += isUnknown ? 1 : 0;
      if (isAcknowledged) {
        acknowledged.add(put);
      }
    }

    void read(Cache<String, String> cache, AtomicInteger writing) throws InterruptedException {
      boolean isLast = false;
      while (!isLast) {
        isLast = writing.get() == 0;
        long begin = System.nanoTime();
        String value = cache.get(key);
        if (value != null) {
          reads.add(new Read(begin, value));
        }
        Thread.sleep(BETWEEN_READS_MILLIS);
      }
    }

    int reappeared() {
      TreeMap<Long, Long> latestBegins = latestBeginsByEnd();
      int reappeared = 0;
      Map<String, Boolean> replaced = new HashMap<>();
      String last = null;
      for (Read read : reads) {
        if (last != null && !last.equals(read.value())) {
          replaced.put(last, true);
        }
        last = read.value();
        Put put = puts.get(read.value());
        Map.Entry<Long, Long> before = latestBegins.lowerEntry(read.begin());
        boolean isOutdated = put == null || (before != null && put.end() < before.getValue());
        if (isOutdated || replaced.containsKey(read.value())) {
          reappeared++;
        }
      }
      return reappeared;
    }

    /** Of the acknowledged puts that have ended by an instant, the latest beginning. */
    private TreeMap<Long, Long> latestBeginsByEnd() {
      TreeMap<Long, Long> byEnd = new TreeMap<>();
      acknowledged.forEach(put -> byEnd.merge(put.end(), put.begin(), Math::max));
      long latest = Long.MIN_VALUE;
      for (Map.Entry<Long, Long> entry : byEnd.entrySet()) {
        latest = Math.max(latest, entry.getValue());
        entry.setValue(latest);
      }
      return byEnd;
    }

    @Override
    public String toString() {
      return "%s: %d puts, %d of them unknown, %d reads, %d reappeared"
          .formatted(key, puts.size(), unknown, reads.size(), reappeared());
    }
  }

  private static MutableConfiguration<String, String> strings() {
    return new MutableConfiguration<String, String>().setTypes(String.class, String.class);
  }
}
