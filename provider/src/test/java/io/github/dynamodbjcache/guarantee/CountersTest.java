package io.github.dynamodbjcache.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.DynamoDbCachingProvider;
import io.github.dynamodbjcache.OutcomeUnknownException;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.testing.AnsweringJvm;
import io.github.dynamodbjcache.testing.Disturbances;
import io.github.dynamodbjcache.testing.DynamoDbProcess;
import io.github.dynamodbjcache.testing.FaultyHttpClient;
import io.github.dynamodbjcache.testing.Place;
import io.github.dynamodbjcache.testing.PlantedDefect;
import io.github.dynamodbjcache.testing.Scale;
import io.github.dynamodbjcache.testing.Seed;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import io.github.dynamodbjcache.testing.Workers;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.processor.EntryProcessor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/**
 * "Atomic across JVMs" and "never a doubled increment": four JVMs count up the same counters by
 * {@code invoke} over a network that loses answers, throttles and cuts connections. What is stored
 * in the end is what was acknowledged, and those of unknown outcome that are found to be there.
 *
 * <p>An entry holds its count and, of each writer, the number of the last increment that it has
 * from it, so that a writer can look whether one of unknown outcome is there.
 */
@Timeout(value = 10, unit = TimeUnit.HOURS)
class CountersTest {

  private static final int JVMS = 4;
  private static final int THREADS = 4;
  private static final int KEYS = 20;
  private static final String NO_DEFECT = "none";

  /** As many for each thread, and so many that one of unknown outcome is not too many. */
  private static final int INCREMENTS = JVMS * THREADS * Scale.of(20_000 / (JVMS * THREADS), 63);

  private static final List<AnsweringJvm> OTHERS = new ArrayList<>();
  private static DynamoDbProcess server;

  private final Seed seed = Seed.of(CountersTest.class);

  @BeforeAll
  static void start() throws IOException {
    server = DynamoDbProcess.start();
    for (int jvm = 0; jvm < JVMS; jvm++) {
      OTHERS.add(
          AnsweringJvm.start(
              Counting.class,
              List.of(
                  "-XX:+EnableDynamicAgentLoading",
                  "-Djdk.attach.allowAttachSelf=true",
                  "-Dorg.slf4j.simpleLogger.defaultLogLevel=error")));
    }
  }

  @AfterAll
  static void stop() throws IOException, InterruptedException {
    for (AnsweringJvm other : OTHERS) {
      other.close();
    }
    server.close();
  }

  @Test
  @Tag("large")
  void whatIsStoredIsWhatWasAcknowledged() throws Exception {
    run(JVMS, INCREMENTS, /* defect= */ null);
  }

  @Test
  void resentAsIfNothingHadHappenedTheyCountDouble() {
    assertThatThrownBy(() -> run(2, 400, Place.LOST_ANSWER_MAY_HAVE_WRITTEN))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("stored");
  }

  private void run(int jvms, int increments, @Nullable Place defect) throws Exception {
    String name = "counters-" + UUID.randomUUID();
    try (DynamoDbClient client = server.client();
        DynamoDbCachingProvider provider = new DynamoDbCachingProvider()) {
      Cache<String, String> counters = cache(provider, client, name);
      List<AnsweringJvm> counting = OTHERS.subList(0, jvms);
      long start = System.nanoTime();
      for (int jvm = 0; jvm < jvms; jvm++) {
        counting
            .get(jvm)
            .ask(
                List.of(
                    server.endpoint().toString(),
                    name,
                    Long.toString(seed.value()),
                    Integer.toString(jvm),
                    Integer.toString(increments / jvms),
                    defect == null ? NO_DEFECT : defect.name()));
      }
      long[] counted = new long[KEYS];
      long acknowledged = 0;
      long unknown = 0;
      for (AnsweringJvm other : counting) {
        String result = other.answer(Duration.ofHours(9));
        System.out.println("CountersTest: " + result);
        String[] words = result.split("[ ,;]+");
        acknowledged += Long.parseLong(words[3]);
        unknown += Long.parseLong(words[5]);
        for (int key = 0; key < KEYS; key++) {
          counted[key] += Long.parseLong(words[words.length - KEYS + key]);
        }
      }
      System.out.printf(
          "CountersTest: %d acknowledged, %d unknown, in %d s, %s%n",
          acknowledged, unknown, (System.nanoTime() - start) / 1_000_000_000, seed);
      for (int key = 0; key < KEYS; key++) {
        Entry stored = Entry.parse(counters.get("counter" + key));
        assertThat(stored.count()).as("stored in counter%d, %s", key, seed).isEqualTo(counted[key]);
      }
      assertThat(acknowledged).as("acknowledged, %s", seed).isGreaterThanOrEqualTo(increments);
      // 0.1 %; of few increments, chance alone may have it a little higher.
      assertThat(unknown)
          .as("unknown, %s", seed)
          .isLessThanOrEqualTo(Math.max(3, increments / 1000));
    }
  }

  /** The program of the other JVMs: endpoint, cache, seed, number, increments, defect. */
  public static final class Counting {
    private Counting() {}

    public static void main(String[] none) throws Exception {
      AnsweringJvm.answer(Counting::count);
    }

    private static String count(String[] arguments) throws Exception {
      long seed = Long.parseLong(arguments[2]);
      int jvm = Integer.parseInt(arguments[3]);
      long increments = Long.parseLong(arguments[4]);
      if (arguments[5].equals(NO_DEFECT)) {
        return count(arguments[0], arguments[1], seed, jvm, increments);
      }
      try (PlantedDefect defect = PlantedDefect.in(Place.valueOf(arguments[5])).answers(false)) {
        return count(arguments[0], arguments[1], seed, jvm, increments);
      }
    }

    private static String count(String endpoint, String name, long seed, int jvm, long increments)
        throws Exception {
      Disturbances disturbances = Disturbances.usual(new Random(seed + jvm));
      FaultyHttpClient http = new FaultyHttpClient(TestDynamoDb.http());
      http.always(disturbances);
      try (DynamoDbClient disturbed = builder(endpoint).httpClient(http).build();
          DynamoDbClient undisturbed = builder(endpoint).build();
          DynamoDbCachingProvider provider = new DynamoDbCachingProvider()) {
        Counter counter =
            new Counter(cache(provider, disturbed, name), cache(provider, undisturbed, name));
        Workers.run(
            THREADS,
            thread ->
                counter.countUp(
                    "w" + jvm + "." + thread,
                    new Random(seed * 31 + jvm * THREADS + thread),
                    increments / THREADS));
        return "%s; met %d faults; by key %s"
            .formatted(counter, disturbances.met(), counter.byKey());
      }
    }

    private static DynamoDbClientBuilder builder(String endpoint) {
      return DynamoDbClient.builder()
          .endpointOverride(URI.create(endpoint))
          .region(Region.US_EAST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
          .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()));
    }
  }

  /** The increments of one JVM. */
  private static final class Counter {

    private final Cache<String, String> disturbed;
    private final Cache<String, String> undisturbed;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong unknown = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLongArray byKey = new AtomicLongArray(KEYS);

    Counter(Cache<String, String> disturbed, Cache<String, String> undisturbed) {
      this.disturbed = disturbed;
      this.undisturbed = undisturbed;
    }

    void countUp(String writer, Random random, long increments) {
      long number = 0;
      for (long done = 0; done < increments; ) {
        int key = random.nextInt(KEYS);
        long mine = ++number;
        try {
          disturbed.invoke("counter" + key, increment(writer, mine));
          acknowledged.incrementAndGet();
          byKey.incrementAndGet(key);
          done++;
        } catch (OutcomeUnknownException e) {
          unknown.incrementAndGet();
          if (Entry.parse(undisturbed.get("counter" + key)).last(writer) == mine) {
            byKey.incrementAndGet(key);
          }
        } catch (CacheException notDone) {
          failed.incrementAndGet();
        }
      }
    }

    String byKey() {
      List<String> counts = new ArrayList<>();
      for (int key = 0; key < KEYS; key++) {
        counts.add(Long.toString(byKey.get(key)));
      }
      return String.join(",", counts);
    }

    @Override
    public String toString() {
      return "counted up: acknowledged "
          + acknowledged
          + ", unknown "
          + unknown
          + ", not done "
          + failed;
    }
  }

  private static EntryProcessor<String, String, Void> increment(String writer, long number) {
    return (entry, arguments) -> {
      entry.setValue(Entry.parse(entry.getValue()).with(writer, number).toString());
      return null;
    };
  }

  /** A count, and the number of the last increment of each writer. */
  private record Entry(long count, Map<String, Long> lasts) {

    static Entry parse(String text) {
      if (text == null) {
        return new Entry(0, Map.of());
      }
      String[] parts = text.split(";");
      Map<String, Long> lasts = new TreeMap<>();
      for (int i = 1; i < parts.length; i++) {
        String[] last = parts[i].split("=");
        lasts.put(last[0], Long.valueOf(last[1]));
      }
      return new Entry(Long.parseLong(parts[0]), lasts);
    }

    long last(String writer) {
      return lasts.getOrDefault(writer, 0L);
    }

    Entry with(String writer, long number) {
      Map<String, Long> next = new TreeMap<>(lasts);
      next.put(writer, number);
      return new Entry(count + 1, next);
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder(Long.toString(count));
      lasts.forEach((writer, last) -> text.append(';').append(writer).append('=').append(last));
      return text.toString();
    }
  }

  /** A manager of its own for each. */
  private static Cache<String, String> cache(
      DynamoDbCachingProvider provider, DynamoDbClient client, String name) {
    Properties properties = DynamoDbCacheProperties.withClient(client);
    properties.setProperty("dynamodb-jcache.client.attempt-timeout", "20s");
    properties.setProperty("dynamodb-jcache.client.api-call-timeout", "60s");
    return provider
        .getCacheManager(
            URI.create("counters-" + UUID.randomUUID()),
            CountersTest.class.getClassLoader(),
            properties)
        .createCache(
            name, new MutableConfiguration<String, String>().setTypes(String.class, String.class));
  }

  /**
   * "From many JVMs invoke makes progress with jitter": as many managers as contenders, so that no
   * lock of a JVM keeps them apart.
   */
  @Test
  @Tag("large")
  void contendersForOneKeyAllMakeProgress() throws Exception {
    int contenders = 12;
    int each = Scale.of(25, 5);
    String name = "contended-" + UUID.randomUUID();
    AtomicInteger runs = new AtomicInteger();
    AtomicLong longestNanos = new AtomicLong();
    try (DynamoDbCachingProvider provider = new DynamoDbCachingProvider();
        DynamoDbClient client = TestDynamoDb.client()) {
      List<Cache<String, String>> caches = new ArrayList<>();
      for (int i = 0; i < contenders; i++) {
        caches.add(cache(provider, client, name));
      }
      long start = System.nanoTime();
      Workers.run(
          contenders,
          worker -> {
            for (int i = 1; i <= each; i++) {
              EntryProcessor<String, String, Void> increment = increment("w" + worker, i);
              long begin = System.nanoTime();
              caches
                  .get(worker)
                  .invoke(
                      "one",
                      (entry, arguments) -> {
                        runs.incrementAndGet();
                        return increment.process(entry, arguments);
                      });
              longestNanos.accumulateAndGet(System.nanoTime() - begin, Math::max);
            }
          });
      System.out.printf(
          "CountersTest: %d contenders, %d increments in %d ms, %.1f runs each, the longest %d ms%n",
          contenders,
          contenders * each,
          (System.nanoTime() - start) / 1_000_000,
          (double) runs.get() / (contenders * each),
          longestNanos.get() / 1_000_000);
      assertThat(Entry.parse(caches.get(0).get("one")).count()).isEqualTo((long) contenders * each);
      client.deleteTable(request -> request.tableName(name));
    }
  }
}
