package io.github.dynamodbjcache.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.dynamodbjcache.DynamoDbCachingProvider;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.testing.StubService;
import io.github.dynamodbjcache.testing.StubService.Answer;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * "An error within a request ends that call with an exception, and harms no other": not those of
 * other caches and managers that share the client, whose HTTP client an error shuts down.
 */
@Timeout(120)
class ErrorsWithinRequestsTest {

  /** One of them is kept for look-ups. */
  private static final int CONNECTIONS = 3;

  private final DynamoDbCachingProvider provider = new DynamoDbCachingProvider();
  private final Planted planted = new Planted();

  @BeforeEach
  void credentials() {
    System.setProperty("aws.accessKeyId", "a");
    System.setProperty("aws.secretAccessKey", "b");
  }

  @AfterEach
  void close() {
    provider.close();
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  /** Where in the SDK's course an error comes up. */
  enum Where {
    BEFORE_EXECUTION,
    REQUEST,
    BODY,
    TRANSMISSION,
    ANSWER,
    AFTER_EXECUTION
  }

  @ParameterizedTest
  @EnumSource
  void noneLosesAConnectionOrALock(Where where) {
    URI endpoint = TestDynamoDb.endpoint();
    String name = "test-" + UUID.randomUUID();
    Cache<String, String> cache = cache(endpoint, name);
    Cache<String, String> another = cache(endpoint, name);
    cache.put("k", "v");
    for (Error error :
        new Error[] {
          new OutOfMemoryError("planted"),
          new StackOverflowError("planted"),
          new NoClassDefFoundError("planted"),
          new AssertionError("planted")
        }) {
      for (int i = 0; i <= CONNECTIONS; i++) {
        planted.next(GetItemRequest.class, where, error);
        assertThat(thrownBy(() -> cache.get("k"))).isIn(null, error);
      }
      assertThat(cache.get("k")).isEqualTo("v");
      assertThat(another.get("k")).isEqualTo("v");
    }
    cache.getCacheManager().destroyCache(name);
  }

  @Test
  void aWriteThatMayHaveLeftIsLookedFor() {
    String name = "test-" + UUID.randomUUID();
    Cache<String, String> cache = cache(TestDynamoDb.endpoint(), name);
    cache.put("k", "v");
    planted.next(UpdateItemRequest.class, Where.ANSWER, new OutOfMemoryError("planted"));
    cache.put("k", "w");
    assertThat(cache.get("k")).isEqualTo("w");
    cache.getCacheManager().destroyCache(name);
  }

  @Test
  void oneThatNeverLeftIsAnExceptionThatSaysSo() {
    String name = "test-" + UUID.randomUUID();
    Cache<String, String> cache = cache(TestDynamoDb.endpoint(), name);
    cache.put("k", "v");
    planted.next(UpdateItemRequest.class, Where.REQUEST, new OutOfMemoryError("planted"));
    assertThatThrownBy(() -> cache.put("k", "w"))
        .isExactlyInstanceOf(CacheException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("OutOfMemoryError")
        .hasMessageContaining("did not send it");
    assertThat(cache.get("k")).isEqualTo("v");
    cache.getCacheManager().destroyCache(name);
  }

  /** Another's error takes its connection away; it was a read, and is sent again. */
  @Test
  void aRequestOfAnotherThatIsUnderWayIsSentAgain() throws Exception {
    CountDownLatch mayAnswer = new CountDownLatch(1);
    try (StubService service =
        StubService.start(
            request -> {
              if (request.body().contains("slow")) {
                mayAnswer.await(30, TimeUnit.SECONDS);
              }
              return Answer.ok("{}");
            })) {
      Cache<String, String> cache = cache(service.uri(), "assumed");
      CompletableFuture<String> slow = CompletableFuture.supplyAsync(() -> cache.get("slow"));
      await().until(() -> service.requests().size() == 1);
      planted.next(GetItemRequest.class, Where.BODY, new OutOfMemoryError("planted"));
      cache.get("quick");
      mayAnswer.countDown();
      assertThat(slow.get(30, TimeUnit.SECONDS)).isNull();
      assertThat(service.requests())
          .filteredOn(request -> request.body().contains("slow"))
          .hasSize(2);
    }
  }

  private Cache<String, String> cache(URI endpoint, String name) {
    Properties properties = new Properties();
    properties.setProperty("dynamodb-jcache.client.endpoint", endpoint.toString());
    properties.setProperty("dynamodb-jcache.client.region", "us-east-1");
    properties.setProperty("dynamodb-jcache.client.max-connections", Integer.toString(CONNECTIONS));
    properties.setProperty("dynamodb-jcache.client.attempt-timeout", "10s");
    properties.setProperty("dynamodb-jcache.client.api-call-timeout", "20s");
    if (name.equals("assumed")) {
      properties.setProperty("dynamodb-jcache.table.create", "assumed");
    }
    properties.put(DynamoDbCacheProperties.EXECUTION_INTERCEPTOR_INSTANCE, planted);
    CacheManager manager =
        provider.getCacheManager(
            URI.create("test-" + UUID.randomUUID()), getClass().getClassLoader(), properties);
    return manager.createCache(
        name, new MutableConfiguration<String, String>().setTypes(String.class, String.class));
  }

  private static @Nullable Throwable thrownBy(Runnable action) {
    try {
      action.run();
      return null;
    } catch (CacheException failed) {
      Throwable cause = failed;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      return cause;
    }
  }

  /** Ends a request in an error, where it is told to. */
  private static final class Planted implements ExecutionInterceptor {

    private record Plan(Class<? extends DynamoDbRequest> request, Where where, Error error) {}

    private final AtomicReference<@Nullable Plan> plan = new AtomicReference<>();

    void next(Class<? extends DynamoDbRequest> request, Where where, Error error) {
      plan.set(new Plan(request, where, error));
    }

    private @Nullable Error take(Object request, Where where) {
      Plan planned = plan.get();
      return planned != null
              && planned.where() == where
              && planned.request().isInstance(request)
              && plan.compareAndSet(planned, null)
          ? planned.error()
          : null;
    }

    private void failIfPlanned(Object request, Where where) {
      Error error = take(request, where);
      if (error != null) {
        throw error;
      }
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      failIfPlanned(context.request(), Where.BEFORE_EXECUTION);
    }

    @Override
    public Optional<RequestBody> modifyHttpContent(
        Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
      failIfPlanned(context.request(), Where.REQUEST);
      Error error = take(context.request(), Where.BODY);
      if (error == null) {
        return context.requestBody();
      }
      RequestBody body = context.requestBody().orElseThrow();
      return Optional.of(
          RequestBody.fromContentProvider(
              () -> new Failing(body.contentStreamProvider().newStream(), error),
              body.optionalContentLength().orElseThrow(),
              body.contentType()));
    }

    @Override
    public void beforeTransmission(
        Context.BeforeTransmission context, ExecutionAttributes attributes) {
      failIfPlanned(context.request(), Where.TRANSMISSION);
    }

    @Override
    public void afterTransmission(
        Context.AfterTransmission context, ExecutionAttributes attributes) {
      failIfPlanned(context.request(), Where.ANSWER);
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
      failIfPlanned(context.request(), Where.AFTER_EXECUTION);
    }
  }

  /** A body that cannot be read by the HTTP client, only by those before it. */
  private static final class Failing extends FilterInputStream {

    private final Error error;

    Failing(InputStream body, Error error) {
      super(body);
      this.error = error;
    }

    @Override
    public int read() throws IOException {
      failWithinTheHttpClient();
      return super.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      failWithinTheHttpClient();
      return super.read(bytes, offset, length);
    }

    private void failWithinTheHttpClient() {
      boolean isWithin =
          StackWalker.getInstance()
              .walk(
                  frames ->
                      frames.anyMatch(frame -> frame.getClassName().endsWith(".MainClientExec")));
      if (isWithin) {
        throw error;
      }
    }
  }
}
