package io.github.dynamodbjcache.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.internal.store.Basis;
import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.Companion;
import io.github.dynamodbjcache.testing.Disturbances;
import io.github.dynamodbjcache.testing.FaultyHttpClient;
import io.github.dynamodbjcache.testing.FaultyHttpClient.Fault;
import io.github.dynamodbjcache.testing.Place;
import io.github.dynamodbjcache.testing.PlantedDefect;
import io.github.dynamodbjcache.testing.Scale;
import io.github.dynamodbjcache.testing.Seed;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import io.github.dynamodbjcache.testing.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.expiry.CreatedExpiryPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * "That an entry has expired is told once, by whoever removes it, in whatever JVM and thread." Two
 * managers, two threads each, meet the same expired entries at the same time, by all kinds of
 * operations, over a network that disturbs a share of their writes.
 *
 * <p>No expiry is told twice. One is told by nobody only if the answer to a write of that entry was
 * lost, which then may have removed it.
 */
@Timeout(300)
class ExpiredOnceTest {

  private static final int ROUNDS = Scale.of(200, 10);
  private static final int KEYS = 20;
  private static final int THREADS = 4;

  private final Seed seed = Seed.of(ExpiredOnceTest.class);
  private final FaultyHttpClient http = new FaultyHttpClient(TestDynamoDb.http());
  private final Map<String, Integer> told = new ConcurrentHashMap<>();
  private final Set<String> doubted = ConcurrentHashMap.newKeySet();
  private final ThreadLocal<String> key = ThreadLocal.withInitial(() -> "none");
  private final AtomicInteger values = new AtomicInteger();
  private final List<Cache<String, String>> caches = new ArrayList<>();
  private CacheFixture fixture;
  private DynamoDbClient client;
  private Cache<String, String> undisturbed;

  @BeforeEach
  void open() {
    fixture = CacheFixture.open();
    client = TestDynamoDb.client(http);
    undisturbed = fixture.cache(expiring());
    Properties properties = fixture.properties();
    properties.put(DynamoDbCacheProperties.CLIENT_INSTANCE, client);
    for (int manager = 0; manager < 2; manager++) {
      Cache<String, String> cache =
          fixture.newManager(properties).createCache(undisturbed.getName(), expiring());
      cache.registerCacheEntryListener(
          new MutableCacheEntryListenerConfiguration<>(
              this::listener, null, /* isOldValueRequired= */ true, /* isSynchronous= */ true));
      caches.add(cache);
    }
  }

  private CacheEntryExpiredListener<String, String> listener() {
    return events -> events.forEach(event -> told.merge(event.getOldValue(), 1, Integer::sum));
  }

  @AfterEach
  void close() {
    fixture.close();
    client.close();
  }

  @Test
  @Tag("large")
  void eachExpiryIsToldOnce() throws Exception {
    List<String> all = run(ROUNDS);
    long heard = all.stream().filter(told::containsKey).count();
    System.out.printf(
        "ExpiredOnceTest: %s, %d expired, %d told, %d with lost answers%n",
        seed, all.size(), heard, doubted.size());
    assertThat(heard).as("%s", seed).isGreaterThan(all.size() * 2L / 3);
  }

  @Companion
  void deletionsWithoutTheirGuardWouldBeNoticed() {
    try (PlantedDefect unguarded =
        PlantedDefect.in(Place.GUARD_UNCHANGED).does(Defects.class, "whateverIsThere")) {
      assertThatThrownBy(() -> run(20))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("told more than once");
    }
  }

  /** What is planted has to be visible from everywhere. */
  public static final class Defects {
    private Defects() {}

    public static Guard whateverIsThere(Basis basis) {
      return Guard.NONE;
    }
  }

  /** The values that expired. */
  private List<String> run(int rounds) throws Exception {
    List<String> all = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      Map<String, String> entries = new HashMap<>();
      for (int i = 0; i < KEYS; i++) {
        entries.put("r" + round + "-k" + i, newValue());
      }
      undisturbed.putAll(entries);
      fixture.clock().advance(Duration.ofMinutes(1));
      disturb(round);
      List<String> keys = List.copyOf(entries.keySet());
      CyclicBarrier together = new CyclicBarrier(THREADS);
      int part = round * THREADS;
      Workers.run(THREADS, worker -> meet(keys, together, worker, seed.random(part + worker)));
      http.calm();
      // What could not be removed by then is met here, by each of them.
      caches.forEach(cache -> cache.forEach(entry -> {}));
      entries.forEach(this::check);
      all.addAll(entries.values());
    }
    assertThat(told.entrySet())
        .as("told more than once, %s", seed)
        .allMatch(e -> e.getValue() == 1);
    return all;
  }

  private void check(String at, String expired) {
    if (!told.containsKey(expired)) {
      assertThat(doubted).as("told by nobody, and no answer was lost, %s", seed).contains(at);
    }
  }

  private void disturb(int round) {
    http.always(
            "DeleteItem",
            new Disturbances(seed.random(-2 * round - 1))
                .with(0.05, doubting(FaultyHttpClient.answerLost()))
                .with(0.03, doubting(FaultyHttpClient.appliedBut(500, "InternalServerError")))
                .with(0.02, doubting(FaultyHttpClient.garbledAnswer()))
                .with(0.03, FaultyHttpClient.answers(500, "InternalServerError"))
                .with(0.05, FaultyHttpClient.answers(400, "ThrottlingException")))
        .always(
            "UpdateItem",
            new Disturbances(seed.random(-2 * round - 2))
                .with(0.05, doubting(FaultyHttpClient.answerLost()))
                .with(0.05, FaultyHttpClient.answers(400, "ThrottlingException")));
  }

  private Fault doubting(Fault fault) {
    return request -> {
      doubted.add(key.get());
      return fault.meet(request);
    };
  }

  /** All threads at one key at a time. */
  private void meet(List<String> keys, CyclicBarrier together, int worker, Random random)
      throws Exception {
    Cache<String, String> cache = caches.get(worker % caches.size());
    for (String each : keys) {
      key.set(each);
      together.await(60, TimeUnit.SECONDS);
      try {
        call(cache, each, random.nextInt(12));
      } catch (CacheException disturbed) {
        // Of what was told, and of what is there, the others say whether it is true.
      }
    }
  }

  private void call(Cache<String, String> cache, String at, int operation) {
    switch (operation) {
      case 0 -> cache.put(at, newValue());
      case 1 -> cache.putIfAbsent(at, newValue());
      case 2 -> cache.getAndPut(at, newValue());
      case 3 -> cache.replace(at, newValue());
      case 4 -> cache.remove(at);
      case 5 -> cache.getAndRemove(at);
      case 6 -> cache.invoke(at, (entry, arguments) -> entry.exists());
      case 7 -> cache.getAll(Set.of(at));
      case 8 -> cache.containsKey(at);
      default -> cache.get(at);
    }
  }

  private String newValue() {
    return "v" + values.incrementAndGet();
  }

  private static MutableConfiguration<String, String> expiring() {
    return new MutableConfiguration<String, String>()
        .setTypes(String.class, String.class)
        .setExpiryPolicyFactory(
            CreatedExpiryPolicy.factoryOf(new javax.cache.expiry.Duration(TimeUnit.SECONDS, 60)));
  }
}
