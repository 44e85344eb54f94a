package io.github.dynamodbjcache.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.DynamoDbCachingProvider;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.integration.CacheLoader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * "A call without stack enough fails before anything is begun, and only that call": a stack that
 * overflows within the SDK leaves locks and pools behind that no call gets any more.
 */
@Timeout(120)
class StackOverflowTest {

  private static final long STACK = 256 * 1024;

  private final DynamoDbCachingProvider provider = new DynamoDbCachingProvider();
  private final String name = "test-" + UUID.randomUUID();
  private Cache<String, String> cache;
  private Cache<String, String> another;
  private volatile int deepest;

  @BeforeEach
  void open() {
    System.setProperty("aws.accessKeyId", "a");
    System.setProperty("aws.secretAccessKey", "b");
    MutableConfiguration<String, String> configuration =
        new MutableConfiguration<String, String>().setTypes(String.class, String.class);
    another = manager().createCache(name, configuration);
    CacheManager manager = manager();
    AtomicReference<Cache<String, String>> itself = new AtomicReference<>();
    cache =
        manager.createCache(
            name,
            new MutableConfiguration<>(configuration)
                .setReadThrough(true)
                .setCacheLoaderFactory(() -> new AskingItself(itself)));
    itself.set(cache);
    cache.put("k", "v");
  }

  @AfterEach
  void close() {
    cache.getCacheManager().destroyCache(name);
    provider.close();
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  /** All of them share one client. */
  private CacheManager manager() {
    Properties properties = new Properties();
    properties.setProperty("dynamodb-jcache.client.endpoint", TestDynamoDb.endpoint().toString());
    properties.setProperty("dynamodb-jcache.client.region", "us-east-1");
    return provider.getCacheManager(
        URI.create("test-" + UUID.randomUUID()), getClass().getClassLoader(), properties);
  }

  @Test
  void aRecursionThatCallsTheCacheFailsAndHarmsNothing() throws Exception {
    for (int round = 0; round < 5; round++) {
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      join(new Thread(null, () -> thrown.set(thrownBy(() -> getDeeper(0))), "deep", STACK));
      assertThat(thrown.get())
          .isInstanceOf(CacheException.class)
          .hasMessageContaining(name)
          .hasMessageContaining("this thread's stack is almost used up")
          .hasMessageContaining("-Xss");
      everythingWorks();
    }
  }

  @Test
  void norDoesOneThatGoesOnWhateverItIsTold() throws Exception {
    for (int round = 0; round < 5; round++) {
      join(new Thread(null, () -> thrownBy(() -> goOnDeeper(0)), "deep", STACK));
      everythingWorks();
    }
  }

  @Test
  void aLoaderThatAsksForItsOwnKeyIsToldSo() throws Exception {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    join(new Thread(null, () -> thrown.set(thrownBy(() -> cache.get("own"))), "deep", STACK));
    assertThat(thrown.get())
        .isInstanceOf(CacheException.class)
        .hasStackTraceContaining("does a loader ask the cache for the key that it is to load?");
    everythingWorks();
  }

  /**
   * By reflection, as the tests are compiled for a JDK that has none. Their stacks are so large
   * that most of one is used up without a call. To park one, the JVM itself needs stack for all of
   * its frames, which nobody can look for: that overflow is as it is.
   */
  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void oneOfAVirtualThreadHarmsNothingEither() throws Exception {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Runnable program =
        () -> {
          for (int round = 0; round < 20; round++) { // Compiled, its frames are smaller.
            thrownBy(() -> descend(Integer.MAX_VALUE));
          }
          int most = deepest;
          thrown.set(thrownBy(() -> descend(most - most / 4)));
        };
    Thread virtual =
        (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, program);
    virtual.join();
    assertThat(thrown.get()).isInstanceOfAny(CacheException.class, StackOverflowError.class);
    everythingWorks();
  }

  @SuppressWarnings("InfiniteRecursion") // until the stack is used up
  private void getDeeper(int level) {
    if (level % 50 == 0) { // Often enough: a call takes the stack of more levels than that.
      cache.get("k");
    }
    getDeeper(level + 1);
  }

  @SuppressWarnings("InfiniteRecursion") // as above
  private void goOnDeeper(int level) {
    try {
      if (level % 10 == 0) {
        cache.put("k", "v");
      }
    } catch (CacheException | StackOverflowError tooDeep) {
      // It goes on all the same.
    }
    goOnDeeper(level + 1);
  }

  private void descend(int levels) {
    deepest = Integer.MAX_VALUE - levels;
    if (levels > 0) {
      descend(levels - 1);
    } else {
      getDeeper(0);
    }
  }

  private void everythingWorks() {
    another.put("after", "w");
    assertThat(cache.get("after")).isEqualTo("w");
    String found = cache.invoke("k", (entry, arguments) -> entry.getValue());
    assertThat(found).isEqualTo("v");
    long before = System.nanoTime();
    CacheManager one = manager();
    one.createCache(name, cache.getConfiguration(javax.cache.configuration.Configuration.class))
        .get("after");
    one.close();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
  }

  private static void join(Thread thread) throws InterruptedException {
    thread.start();
    thread.join();
  }

  private static @Nullable Throwable thrownBy(Runnable action) {
    try {
      action.run();
      return null;
    } catch (Throwable thrown) {
      return thrown;
    }
  }

  /** Asks the cache for what it should load itself. */
  private record AskingItself(AtomicReference<Cache<String, String>> cache)
      implements CacheLoader<String, String> {
    @Override
    public String load(String key) {
      return key.equals("own") ? cache.get().get(key) : null;
    }

    @Override
    public Map<String, String> loadAll(Iterable<? extends String> keys) {
      return Map.of();
    }
  }
}
