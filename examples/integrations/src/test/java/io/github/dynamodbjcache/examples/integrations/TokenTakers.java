package io.github.dynamodbjcache.examples.integrations;

import io.github.bucket4j.Bucket;
import io.github.dynamodbjcache.DynamoDbCache;
import io.github.dynamodbjcache.OutcomeUnknownException;
import io.github.dynamodbjcache.internal.store.Basis;
import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.testing.AnsweringJvm;
import io.github.dynamodbjcache.testing.Disturbances;
import io.github.dynamodbjcache.testing.FaultyHttpClient;
import io.github.dynamodbjcache.testing.Place;
import io.github.dynamodbjcache.testing.PlantedDefect;
import io.github.dynamodbjcache.testing.Workers;
import java.net.URI;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** One of several JVMs that take tokens from one bucket, over a network that may be disturbed. */
public final class TokenTakers {

  private static final int THREADS = 3;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

  private TokenTakers() {}

  /**
   * As often as it is asked, takes tokens until the bucket is empty, or that long if it refills,
   * and tells what became of them: {@code granted 12 unknown 0 failed 0 met 3}. The words of a
   * question are endpoint, seed, number of JVMs, capacity, tokens per second, milliseconds, whether
   * the network is disturbed, defect.
   */
  public static void main(String[] none) throws Exception {
    AnsweringJvm.answer(
        words -> {
          try (AutoCloseable defect = plant(words[7])) {
            assert defect != null;
            return take(words);
          }
        });
  }

  private static String take(String[] arguments) throws Exception {
    URI endpoint = URI.create(arguments[0]);
    Disturbances disturbances = Disturbances.usual(new Random(Long.parseLong(arguments[1])));
    FaultyHttpClient http = new FaultyHttpClient(Apache5HttpClient.create());
    if (Boolean.parseBoolean(arguments[6])) {
      http.always(disturbances);
    }
    try (DynamoDbClient client = Buckets.client(endpoint, http);
        CacheManager manager = Buckets.manager(client)) {
      Bucket bucket =
          Buckets.bucket(manager, Long.parseLong(arguments[3]), Long.parseLong(arguments[4]));
      Duration longest = Duration.ofMillis(Long.parseLong(arguments[5]));
      awaitOthers(endpoint, Integer.parseInt(arguments[2]));
      Tally tally = new Tally();
      long start = System.nanoTime();
      Workers.run(
          THREADS,
          thread -> {
            if (longest.isZero()) {
              while (tally.take(bucket)) {}
            } else {
              while (System.nanoTime() - start < longest.toNanos()) {
                tally.take(bucket);
              }
            }
          });
      return tally + " met " + disturbances.met();
    }
  }

  /**
   * Until as many are ready, so that they contend from the first token on; by a network that
   * nothing disturbs, and by blind writes, which no defect is planted in.
   */
  private static void awaitOthers(URI endpoint, int jvms) throws InterruptedException {
    try (SdkHttpClient http = Apache5HttpClient.create();
        DynamoDbClient client = Buckets.client(endpoint, http);
        CacheManager manager = Buckets.manager(client)) {
      Cache<String, String> gate =
          manager.createCache(
              "gate",
              new MutableConfiguration<String, String>().setTypes(String.class, String.class));
      gate.put(UUID.randomUUID().toString(), "ready");
      long end = System.nanoTime() + LONGEST_WAIT.toNanos();
      while (gate.unwrap(DynamoDbCache.class).countEntries() < jvms) {
        if (System.nanoTime() - end > 0) {
          throw new IllegalStateException("the other JVMs did not come in " + LONGEST_WAIT);
        }
        Thread.sleep(20);
      }
    }
  }

  private static AutoCloseable plant(String defect) {
    return switch (defect) {
      case "none" -> () -> {};
      // A lost answer is taken for "not written", and the write is sent again.
      case "lost" -> PlantedDefect.in(Place.LOST_ANSWER_MAY_HAVE_WRITTEN).answers(false);
      // What was read is written back, whoever has written meanwhile.
      case "unguarded" ->
          PlantedDefect.in(Place.GUARD_UNCHANGED).does(TokenTakers.class, "anything");
      default -> throw new IllegalArgumentException(defect);
    };
  }

  /** Instead of the guard "unchanged since". */
  public static Guard anything(Basis basis) {
    return Guard.NONE;
  }

  /** What became of the calls. */
  private static final class Tally {

    private final AtomicLong granted = new AtomicLong();
    private final AtomicLong unknown = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    /** False if the bucket was empty. */
    boolean take(Bucket bucket) {
      try {
        if (!bucket.tryConsume(1)) {
          return false;
        }
        granted.incrementAndGet();
      } catch (OutcomeUnknownException mayBeTaken) {
        unknown.incrementAndGet();
      } catch (CacheException notTaken) {
        failed.incrementAndGet();
      }
      return true;
    }

    @Override
    public String toString() {
      return "granted " + granted + " unknown " + unknown + " failed " + failed;
    }
  }
}
