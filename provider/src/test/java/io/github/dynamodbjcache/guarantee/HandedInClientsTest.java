package io.github.dynamodbjcache.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.DynamoDbCachingProvider;
import io.github.dynamodbjcache.OutcomeUnknownException;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.testing.StubService;
import io.github.dynamodbjcache.testing.StubService.Answer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * "A client that was handed in sends nothing twice, ends attempts in time and tells what never
 * left, as ours do, and is the application's in all else": the SDK's own client at no cost per
 * call, one that is wrapped with a plug-in in each request.
 */
@Timeout(120)
class HandedInClientsTest {

  private final DynamoDbCachingProvider provider = new DynamoDbCachingProvider();
  private final StubService service = StubService.start(request -> Answer.ok("{}"));
  private final List<SdkRequest> seen = new CopyOnWriteArrayList<>();
  private final DynamoDbClient client = client();

  @AfterEach
  void close() {
    provider.close();
    client.close();
    service.close();
  }

  /** With the SDK's own retries, an interceptor, and timers that must not ring. */
  private DynamoDbClient client() {
    ExecutionInterceptor watching =
        new ExecutionInterceptor() {
          @Override
          public void beforeExecution(
              Context.BeforeExecution context, ExecutionAttributes attributes) {
            seen.add(context.request());
          }
        };
    return DynamoDbClient.builder()
        .endpointOverride(service.uri())
        .region(Region.EU_WEST_1)
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
        .overrideConfiguration(
            override ->
                override
                    .addExecutionInterceptor(watching)
                    .apiCallTimeout(Duration.ofMillis(1))
                    .apiCallAttemptTimeout(Duration.ofMillis(1)))
        .build();
  }

  static Stream<Named<UnaryOperator<DynamoDbClient>>> ways() {
    return Stream.of(
        Named.of("as it is", client -> client), Named.of("wrapped", HandedInClientsTest::wrapped));
  }

  private static DynamoDbClient wrapped(DynamoDbClient client) {
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            DynamoDbClient.class.getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            (proxy, method, arguments) -> {
              try {
                return method.invoke(client, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }

  private Cache<String, String> cache(DynamoDbClient given) {
    Properties properties = DynamoDbCacheProperties.withClient(given);
    properties.setProperty("dynamodb-jcache.table.create", "assumed");
    properties.setProperty("dynamodb-jcache.client.max-attempts", "1");
    CacheManager manager =
        provider.getCacheManager(
            URI.create("test-" + UUID.randomUUID()), getClass().getClassLoader(), properties);
    return manager.createCache(
        "c", new MutableConfiguration<String, String>().setTypes(String.class, String.class));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void nothingIsSentTwice(UnaryOperator<DynamoDbClient> way) {
    service.answer(request -> Answer.error(500, "InternalServerError", "once"));
    Cache<String, String> cache = cache(way.apply(client));
    assertThatThrownBy(() -> cache.get("k")).isInstanceOf(CacheException.class);
    assertThat(service.requests()).hasSize(1);
    assertThat(seen).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void attemptsEndInOurTime(UnaryOperator<DynamoDbClient> way) {
    service.answer(
        request -> {
          Thread.sleep(300);
          return Answer.ok("{}");
        });
    assertThat(cache(way.apply(client)).get("k")).isNull();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void whatLeftIsUnknown(UnaryOperator<DynamoDbClient> way) {
    Cache<String, String> cache = cache(way.apply(client));
    service.answer(request -> Answer.error(503, "ServiceUnavailable", "away"));
    assertThatThrownBy(() -> cache.put("k", "v")).isInstanceOf(OutcomeUnknownException.class);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void whatNeverLeftIsNotDone(UnaryOperator<DynamoDbClient> way) {
    service.close();
    Cache<String, String> cache = cache(way.apply(client));
    assertThatThrownBy(() -> cache.put("k", "v"))
        .isExactlyInstanceOf(CacheException.class)
        .hasMessageContaining("refuses the connection");
  }

  @Test
  void theSdksOwnIsAskedPlainly() {
    Cache<String, String> cache = cache(client);
    cache.get("k");
    assertThat(seen)
        .singleElement()
        .satisfies(request -> assertThat(request.overrideConfiguration()).isEmpty());
    assertThat(cache.unwrap(DynamoDbClient.class)).isSameAs(client);
  }

  @Test
  void itStaysOpenAndItsOwn() {
    cache(client).getCacheManager().close();
    assertThatThrownBy(() -> client.listTables()).hasMessageContaining("timeout");
    assertThat(client.serviceClientConfiguration().overrideConfiguration().apiCallTimeout())
        .contains(Duration.ofMillis(1));
  }
}
