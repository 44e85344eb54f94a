package io.github.dynamodbjcache.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dynamodbjcache.DynamoDbCachingProvider;
import io.github.dynamodbjcache.OutcomeUnknownException;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.internal.wire.WireDefects;
import io.github.dynamodbjcache.testing.Companion;
import io.github.dynamodbjcache.testing.Place;
import io.github.dynamodbjcache.testing.PlantedDefect;
import io.github.dynamodbjcache.testing.StubService;
import io.github.dynamodbjcache.testing.StubService.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * "Callers wait for a connection within their own deadline": waiting for one is not waiting for an
 * answer, and says nothing about a write.
 */
@Timeout(120)
class ConnectionsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final DynamoDbCachingProvider provider = new DynamoDbCachingProvider();
  private final ExecutorService callers = Executors.newCachedThreadPool();

  @BeforeEach
  void credentials() {
    System.setProperty("aws.accessKeyId", "a");
    System.setProperty("aws.secretAccessKey", "b");
  }

  @AfterEach
  void close() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    callers.shutdownNow();
    provider.close();
  }

  @Test
  void manyMoreCallersThanConnectionsAreAllServed() throws Exception {
    try (StubService service = StubService.start(answeringAfter(Duration.ofMillis(400)))) {
      Cache<String, String> cache = cache(service, Map.of());
      assertThat(failures(puts(cache, 500))).isEmpty();
      assertThat(service.requests()).hasSize(500);
    }
  }

  /** By reflection, as the tests are compiled for a JDK that has none. */
  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void aThousandVirtualThreadsAreAllServed() throws Exception {
    ExecutorService virtual =
        (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    try (StubService service = StubService.start(answeringAfter(Duration.ofMillis(400)))) {
      Cache<String, String> cache =
          cache(service, Map.of("dynamodb-jcache.client.api-call-timeout", "30s"));
      assertThat(failures(puts(virtual, cache, 1_000))).isEmpty();
      assertThat(service.requests()).hasSize(1_000);
    } finally {
      virtual.shutdownNow();
    }
  }

  @Companion
  void withConnectionsThatNobodyCountsSomeAreNotServed() {
    try (PlantedDefect uncounted =
        PlantedDefect.in(Place.CONNECTIONS_ARE_COUNTED).does(WireDefects.class, "unlimited")) {
      assertThatThrownBy(this::manyMoreCallersThanConnectionsAreAllServed)
          .isInstanceOf(AssertionError.class);
    }
  }

  /** An interrupt between the two counts of one connection must not lose it. */
  @Test
  void interruptsLoseNoConnection() throws Exception {
    try (StubService service = StubService.start(answeringAfter(Duration.ofMillis(5)))) {
      Cache<String, String> cache =
          cache(service, Map.of("dynamodb-jcache.client.max-connections", "2"));
      for (int round = 0; round < 30; round++) {
        List<Future<?>> calls = puts(cache, 8);
        Thread.sleep(1 + round % 5);
        calls.forEach(call -> call.cancel(/* mayInterruptIfRunning= */ true));
      }
      assertThat(failures(puts(cache, 8))).isEmpty();
    }
  }

  /** It holds one, so it must not wait for another. */
  @Test
  void anInterceptorThatAsksTheCacheItselfNeedsNoSecondConnection() throws Exception {
    try (StubService service = StubService.start(answeringAfter(Duration.ofMillis(5)))) {
      AtomicReference<Cache<String, String>> asked = new AtomicReference<>();
      ExecutionInterceptor asking =
          new ExecutionInterceptor() {
            @Override
            public void beforeExecution(
                Context.BeforeExecution context, ExecutionAttributes attributes) {
              if (context.request() instanceof UpdateItemRequest) {
                asked.get().get("session");
              }
            }
          };
      Properties properties =
          properties(service, Map.of("dynamodb-jcache.client.max-connections", "2"));
      properties.put(DynamoDbCacheProperties.EXECUTION_INTERCEPTOR_INSTANCE, asking);
      asked.set(cache(properties));
      assertThat(failures(puts(asked.get(), 20))).isEmpty();
    }
  }

  @Test
  void theBottleneckIsNamedAndOnlyWhatHasArrivedIsUnknown() throws Exception {
    try (StubService service = StubService.start(answeringAfter(Duration.ofMillis(300)))) {
      Cache<String, String> cache =
          cache(
              service,
              Map.of(
                  "dynamodb-jcache.client.max-connections", "2",
                  "dynamodb-jcache.client.attempt-timeout", "900ms",
                  "dynamodb-jcache.client.api-call-timeout", "2s"));
      int calls = 60;
      List<Throwable> failures = failures(puts(cache, calls));
      assertThat(failures).isNotEmpty();
      long unknown = failures.stream().filter(OutcomeUnknownException.class::isInstance).count();
      // What has just left when the time is up may not arrive any more: one on each connection.
      int left = calls - failures.size() + (int) unknown;
      assertThat(service.requests()).hasSizeBetween(left - 2, left);
      assertThat(failures).hasSizeGreaterThan((int) unknown);
      for (Throwable failure : failures) {
        if (!(failure instanceof OutcomeUnknownException)) {
          assertThat(failure)
              .isInstanceOf(CacheException.class)
              .hasMessageContaining("sent")
              .hasMessageContaining("max-connections");
        }
      }
      assertThat(failures)
          .anySatisfy(
              failure -> assertThat(failure).hasMessageContaining("all 2 connections were in use"));
    }
  }

  /** "Look-ups after a lost answer do not starve behind new calls." */
  @Test
  void aLostAnswerIsLookedUpBeforeTheCallsThatCameLater() throws Exception {
    AtomicReference<String> revision = new AtomicReference<>();
    CountDownLatch othersWait = new CountDownLatch(1);
    StubService.Answers answers =
        request -> {
          JsonNode body = json(request.body());
          boolean ours = body.path("Key").path("k").path("S").asText().equals("lost");
          if (ours && request.operation().equals("UpdateItem")) {
            revision.set(body.path("ExpressionAttributeValues").path(":0").path("B").asText());
            othersWait.await(30, TimeUnit.SECONDS);
            throw new InterruptedException("its answer is lost");
          }
          if (ours) {
            return Answer.ok(
                "{\"Item\":{\"k\":{\"S\":\"lost\"},\"w\":{\"B\":\"" + revision.get() + "\"}}}");
          }
          Thread.sleep(400);
          return Answer.ok("{}");
        };
    try (StubService service = StubService.start(answers)) {
      Cache<String, String> cache =
          cache(
              service,
              Map.of(
                  "dynamodb-jcache.client.max-connections", "2",
                  "dynamodb-jcache.client.attempt-timeout", "10s",
                  "dynamodb-jcache.client.api-call-timeout", "12s"));
      Future<?> lost = callers.submit(() -> cache.put("lost", "1"));
      await().until(() -> revision.get() != null);
      List<Future<?>> later = puts(cache, 100);
      othersWait.countDown();
      lost.get(5, TimeUnit.SECONDS);
      assertThat(later.stream().filter(Future::isDone).count()).isLessThan(30);
    }
  }

  private List<Future<?>> puts(Cache<String, String> cache, int count) {
    return puts(callers, cache, count);
  }

  private static List<Future<?>> puts(
      ExecutorService callers, Cache<String, String> cache, int count) {
    List<Future<?>> puts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String key = "k" + i;
      puts.add(callers.submit(() -> cache.put(key, "1")));
    }
    return puts;
  }

  private static List<Throwable> failures(List<Future<?>> calls) throws InterruptedException {
    List<Throwable> failures = new ArrayList<>();
    for (Future<?> call : calls) {
      try {
        call.get();
      } catch (ExecutionException e) {
        failures.add(e.getCause());
      }
    }
    return failures;
  }

  private static StubService.Answers answeringAfter(Duration time) {
    return request -> {
      Thread.sleep(time.toMillis());
      return Answer.ok("{}");
    };
  }

  private static JsonNode json(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Cache<String, String> cache(StubService service, Map<String, String> more) {
    return cache(properties(service, more));
  }

  private static Properties properties(StubService service, Map<String, String> more) {
    Properties properties = new Properties();
    properties.setProperty("dynamodb-jcache.client.endpoint", service.uri().toString());
    properties.setProperty("dynamodb-jcache.client.region", "eu-west-1");
    properties.setProperty("dynamodb-jcache.table.create", "assumed");
    properties.putAll(more);
    return properties;
  }

  private Cache<String, String> cache(Properties properties) {
    return provider
        .getCacheManager(
            URI.create("connections-" + UUID.randomUUID()), getClass().getClassLoader(), properties)
        .createCache(
            "c", new MutableConfiguration<String, String>().setTypes(String.class, String.class));
  }
}
