package io.github.dynamodbjcache.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.dynamodbjcache.OutcomeUnknownException;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.Companion;
import io.github.dynamodbjcache.testing.FaultyHttpClient;
import io.github.dynamodbjcache.testing.Place;
import io.github.dynamodbjcache.testing.PlantedDefect;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.processor.EntryProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * "Closing lets no new call in, and lets those under way come to their end, for at most {@code
 * client.bulk-timeout}": JSR-107 has the listeners, loaders and writers closed and events ended by
 * the time {@code close} returns, which would pull the rug from under calls that still use them.
 */
@Timeout(120)
class CloseWaitsTest {

  private static final Duration A_WHILE = Duration.ofMillis(300);

  private final CacheFixture fixture = CacheFixture.open();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch working = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);

  /** Creates the entry, once it may. */
  private final EntryProcessor<String, String, String> slow =
      (entry, arguments) -> {
        working.countDown();
        try {
          mayEnd.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        entry.setValue("v");
        return "done";
      };

  @AfterEach
  void close() {
    mayEnd.countDown();
    threads.shutdownNow();
    fixture.close();
  }

  @Test
  void closingWaitsForCallsAndLetsNoMoreIn() throws Exception {
    closingWaits();
  }

  @Companion
  void wouldNoticeThatClosingDoesNotWait() {
    try (PlantedDefect inAHurry = PlantedDefect.in(Place.CALLS_ARE_AWAITED).doesNothing()) {
      assertThatThrownBy(this::closingWaits)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("closed over a call");
    }
  }

  private void closingWaits() throws Exception {
    Cache<String, String> cache = fixture.cache();
    Future<String> call = threads.submit(() -> cache.invoke("k", slow));
    working.await();
    Future<?> closing = threads.submit(cache::close);
    await().until(cache::isClosed);

    assertThat(endsInAWhile(closing)).as("closed over a call").isFalse();
    assertThatThrownBy(() -> cache.get("k")).isInstanceOf(IllegalStateException.class);
    mayEnd.countDown();

    closing.get(60, TimeUnit.SECONDS);
    // Its thread may take a moment from its return to the future's end.
    assertThat(call).succeedsWithin(Duration.ofSeconds(60)).isEqualTo("done");
    Cache<String, String> again =
        fixture
            .newManager()
            .createCache(
                cache.getName(),
                new MutableConfiguration<String, String>().setTypes(String.class, String.class));
    assertThat(again.get("k")).isEqualTo("v");
  }

  private static boolean endsInAWhile(Future<?> closing) throws Exception {
    try {
      closing.get(A_WHILE.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException stillWaiting) {
      return false;
    }
  }

  @Test
  void whoClosesSecondWaitsForTheFirst() throws Exception {
    CacheManager manager = fixture.newManager();
    Cache<String, String> cache =
        manager.createCache(
            fixture.newName(),
            new MutableConfiguration<String, String>().setTypes(String.class, String.class));
    Future<String> call = threads.submit(() -> cache.invoke("k", slow));
    working.await();
    Future<?> first = threads.submit(cache::close);
    await().until(cache::isClosed);

    Future<?> second = threads.submit(cache::close);
    Future<?> ofManager = threads.submit(manager::close);

    assertThat(endsInAWhile(second)).isFalse();
    assertThat(endsInAWhile(ofManager)).isFalse();
    mayEnd.countDown();
    first.get(60, TimeUnit.SECONDS);
    second.get(60, TimeUnit.SECONDS);
    ofManager.get(60, TimeUnit.SECONDS);
    assertThat(call.get()).isEqualTo("done");
  }

  @Test
  void closingWaitsNoLongerThanABulkCallMayTake() throws Exception {
    Properties properties = fixture.properties();
    properties.setProperty("dynamodb-jcache.client.bulk-timeout", "300ms");
    Cache<String, String> cache =
        fixture
            .newManager(properties)
            .createCache(
                fixture.newName(),
                new MutableConfiguration<String, String>().setTypes(String.class, String.class));
    Future<String> call = threads.submit(() -> cache.invoke("k", slow));
    working.await();

    threads.submit(cache::close).get(60, TimeUnit.SECONDS);

    assertThat(call.isDone()).isFalse();
    mayEnd.countDown();
    assertThat(call.get(60, TimeUnit.SECONDS)).as("the client is open").isEqualTo("done");
  }

  @Test
  void aCallThatClosesItsCacheWaitsForNobody() throws Exception {
    Cache<String, String> cache = fixture.cache();
    Future<String> other = threads.submit(() -> cache.invoke("other", slow));
    working.await();

    CompletableFuture<Void> closed = new CompletableFuture<>();
    threads.submit(
        () ->
            cache.invoke(
                "k",
                (entry, arguments) -> {
                  cache.close();
                  closed.complete(null);
                  return null;
                }));

    closed.get(30, TimeUnit.SECONDS);
    assertThat(other.isDone()).isFalse();
  }

  /** "Closed" would be read as "not done". */
  @Test
  void aWriteThatMayHaveBeenDoneIsToldAsSuchEvenIfTheCacheWasClosedMeanwhile() {
    FaultyHttpClient http = new FaultyHttpClient(TestDynamoDb.http());
    try (DynamoDbClient client = TestDynamoDb.client(http)) {
      Properties properties = fixture.properties();
      properties.put(DynamoDbCacheProperties.CLIENT_INSTANCE, client);
      Cache<String, String> cache =
          fixture
              .newManager(properties)
              .createCache(
                  fixture.newName(),
                  new MutableConfiguration<String, String>().setTypes(String.class, String.class));
      Runnable closed =
          () -> {
            threads.submit(cache::close);
            await().until(cache::isClosed);
          };
      http.next("UpdateItem", FaultyHttpClient.lostOnTheWayAfter(closed));

      assertThatThrownBy(() -> cache.put("k", "v")).isInstanceOf(OutcomeUnknownException.class);
      assertThatThrownBy(() -> cache.put("k", "v")).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void anInterruptEndsTheWaiting() throws Exception {
    Cache<String, String> cache = fixture.cache();
    threads.submit(() -> cache.invoke("k", slow));
    working.await();
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread closer =
        new Thread(
            () -> {
              cache.close();
              interrupted.complete(Thread.currentThread().isInterrupted());
            });
    closer.start();
    await().until(cache::isClosed);
    closer.interrupt();

    assertThat(interrupted.get(30, TimeUnit.SECONDS)).as("the flag is kept").isTrue();
  }
}
