package io.github.dynamodbjcache.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.FaultyHttpClient;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.util.Iterator;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.MutableConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** "Interrupts are honoured within the deadline, the flag kept": wherever a call waits. */
@Timeout(120)
class InterruptsTest {

  /** How a call ended that was interrupted. */
  private record End(@Nullable RuntimeException thrown, boolean flagKept) {}

  private final CacheFixture fixture = CacheFixture.open();
  private final FaultyHttpClient http = new FaultyHttpClient(TestDynamoDb.http());
  private final DynamoDbClient client = TestDynamoDb.client(http);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch working = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);

  @AfterEach
  void close() {
    mayEnd.countDown();
    threads.shutdownNow();
    fixture.close();
    client.close();
  }

  @Test
  void whileAnotherThreadsProcessorHasTheKey() throws Exception {
    Cache<String, String> cache = fixture.cache();
    threads.submit(
        () ->
            cache.invoke(
                "k",
                (entry, arguments) -> {
                  working.countDown();
                  return await(mayEnd);
                }));
    working.await();

    End end = interrupted(() -> cache.getAndPut("k", "v"));

    assertThat(end.flagKept()).isTrue();
    assertThat(end.thrown())
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("interrupted while waiting");
    mayEnd.countDown();
  }

  @Test
  void whileAnIterationWaitsForAPage() throws Exception {
    Properties properties = fixture.properties();
    properties.put(DynamoDbCacheProperties.CLIENT_INSTANCE, client);
    Cache<String, String> cache =
        fixture
            .newManager(properties)
            .createCache(
                fixture.newName(),
                new MutableConfiguration<String, String>().setTypes(String.class, String.class));
    cache.put("k", "v");
    Iterator<Cache.Entry<String, String>> entries = cache.iterator();
    http.next(
        "Scan",
        request -> {
          working.countDown();
          await(mayEnd);
          return request.call();
        });

    End end = interrupted(entries::hasNext);

    assertThat(end.flagKept()).isTrue();
    assertThat(end.thrown()).isInstanceOf(CacheException.class);
    assertThat(entries.next().getKey()).as("the page is asked for again").isEqualTo("k");
  }

  private End interrupted(Runnable call) throws Exception {
    CompletableFuture<End> end = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              RuntimeException thrown = null;
              try {
                call.run();
              } catch (RuntimeException e) {
                thrown = e;
              }
              end.complete(new End(thrown, Thread.currentThread().isInterrupted()));
            });
    caller.start();
    working.await();
    // The interrupt may come before the wait, too: then it is kept for it.
    caller.interrupt();
    return end.get(30, TimeUnit.SECONDS);
  }

  private static @Nullable Void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return null;
  }
}
