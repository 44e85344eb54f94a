package io.github.dynamodbjcache.behaviour;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.DynamoDbCachingProvider;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.ChildJvm;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.processor.MutableEntry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Promise 2: every conditional operation and invoke is linearizable per key, across managers. */
@Timeout(60)
class AtomicityTest {

  private static final int THREADS = 8;

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
  void countersByInvokeFromEightThreadsOfTwoManagersEndExact() throws Exception {
    Cache<String, Long> here = fixture.cache(counters());
    Cache<String, Long> there = fixture.sameCacheElsewhere(here);

    inParallel(
        thread -> {
          Cache<String, Long> cache = thread % 2 == 0 ? here : there;
          for (int i = 0; i < 10; i++) {
            cache.invoke("counter", AtomicityTest::increment);
          }
          return thread;
        });

    assertThat(here.get("counter")).isEqualTo(THREADS * 10L);
  }

  @Test
  void processorsOfOneManagerWaitForEachOtherInsteadOfColliding() throws Exception {
    Cache<String, Long> cache = fixture.cache(counters());
    AtomicInteger runs = new AtomicInteger();

    inParallel(
        thread -> {
          for (int i = 0; i < 10; i++) {
            cache.invoke(
                "counter",
                (entry, arguments) -> {
                  runs.incrementAndGet();
                  return increment(entry);
                });
          }
          return thread;
        });

    assertThat(runs).as("runs of the processor").hasValue(THREADS * 10);
    assertThat(cache.get("counter")).isEqualTo(THREADS * 10L);
  }

  @Test
  void ofConcurrentPutIfAbsentsExactlyOneSucceeds() throws Exception {
    Cache<String, Long> here = fixture.cache(counters());
    Cache<String, Long> there = fixture.sameCacheElsewhere(here);
    for (int round = 0; round < 10; round++) {
      String key = "k" + round;
      List<Long> winners = new CopyOnWriteArrayList<>();
      inParallel(
          thread -> {
            if ((thread % 2 == 0 ? here : there).putIfAbsent(key, (long) thread)) {
              winners.add((long) thread);
            }
            return thread;
          });
      assertThat(winners).hasSize(1).containsExactly(here.get(key));
    }
  }

  @Test
  void ofConcurrentReplacesOfOneValueExactlyOneSucceeds() throws Exception {
    Cache<String, Long> here = fixture.cache(counters());
    Cache<String, Long> there = fixture.sameCacheElsewhere(here);
    for (int round = 0; round < 10; round++) {
      String key = "k" + round;
      here.put(key, -1L);
      List<Long> winners = new CopyOnWriteArrayList<>();
      inParallel(
          thread -> {
            if ((thread % 2 == 0 ? here : there).replace(key, -1L, (long) thread)) {
              winners.add((long) thread);
            }
            return thread;
          });
      assertThat(winners).hasSize(1).containsExactly(here.get(key));
    }
  }

  @Test
  void ofConcurrentRemovesExactlyOneSucceeds() throws Exception {
    Cache<String, Long> here = fixture.cache(counters());
    Cache<String, Long> there = fixture.sameCacheElsewhere(here);
    for (int round = 0; round < 10; round++) {
      String key = "k" + round;
      here.put(key, 1L);
      AtomicInteger removed = new AtomicInteger();
      inParallel(
          thread -> {
            Cache<String, Long> cache = thread % 2 == 0 ? here : there;
            boolean won =
                switch (thread % 4) {
                  case 0, 1 -> cache.remove(key);
                  case 2 -> cache.getAndRemove(key) != null;
                  default -> cache.remove(key, 1L);
                };
            if (won) {
              removed.incrementAndGet();
            }
            return thread;
          });
      assertThat(removed).hasValue(1);
      assertThat(here.containsKey(key)).isFalse();
    }
  }

  /** Each value that was put is handed back exactly once, or is the last one. */
  @Test
  void chainsOfGetAndPutLoseNothing() throws Exception {
    Cache<String, Long> here = fixture.cache(counters());
    Cache<String, Long> there = fixture.sameCacheElsewhere(here);
    List<@Nullable Long> handedBack = new CopyOnWriteArrayList<>();

    inParallel(
        thread -> {
          for (int i = 0; i < 10; i++) {
            handedBack.add((thread % 2 == 0 ? here : there).getAndPut("k", thread * 100L + i));
          }
          return thread;
        });

    handedBack.add(here.get("k"));
    assertThat(handedBack)
        .hasSize(THREADS * 10 + 1)
        .doesNotHaveDuplicates()
        .containsOnlyOnce((Long) null);
  }

  @Test
  void twoOtherJvmsAndThisOneIncrementExactly() throws Exception {
    Cache<String, Long> cache = fixture.cache(counters());
    List<String> arguments = List.of(TestDynamoDb.endpoint().toString(), cache.getName(), "100");
    ChildJvm one = ChildJvm.start(Incrementing.class, arguments);
    ChildJvm two = ChildJvm.start(Incrementing.class, arguments);
    for (int i = 0; i < 100; i++) {
      cache.invoke("counter", AtomicityTest::increment);
    }

    assertThat(one.await()).contains("done");
    assertThat(two.await()).contains("done");
    assertThat(cache.get("counter")).isEqualTo(300L);
  }

  /** The program of the other JVMs. */
  public static final class Incrementing {
    private Incrementing() {}

    public static void main(String[] arguments) {
      Properties properties = new Properties();
      properties.setProperty("dynamodb-jcache.client.endpoint", arguments[0]);
      properties.setProperty("dynamodb-jcache.client.region", "us-east-1");
      try (DynamoDbCachingProvider provider = new DynamoDbCachingProvider()) {
        Cache<String, Long> cache =
            provider
                .getCacheManager(URI.create("child"), null, properties)
                .createCache(arguments[1], counters());
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
          cache.invoke("counter", AtomicityTest::increment);
        }
      }
      System.out.println("done");
    }
  }

  private static MutableConfiguration<String, Long> counters() {
    return new MutableConfiguration<String, Long>().setTypes(String.class, Long.class);
  }

  private static long increment(MutableEntry<String, Long> entry, Object... arguments) {
    long next = entry.exists() ? entry.getValue() + 1 : 1;
    entry.setValue(next);
    return next;
  }

  private interface Work {
    int run(int thread) throws Exception;
  }

  private static void inParallel(Work work) throws Exception {
    CyclicBarrier together = new CyclicBarrier(THREADS);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Integer>> calls = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        calls.add(
            () -> {
              together.await(20, SECONDS);
              return work.run(thread);
            });
      }
      Set<Integer> done = new HashSet<>();
      for (Future<Integer> end : threads.invokeAll(calls)) {
        done.add(end.get(40, SECONDS));
      }
      assertThat(done).hasSize(THREADS);
    } finally {
      threads.shutdownNow();
    }
  }
}
