package io.github.dynamodbjcache.floor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dynamodbjcache.DynamoDbCache;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.configuration.ExactlyOnce;
import io.github.dynamodbjcache.embedded.EmbeddedDynamoDb;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.spi.CachingProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A cache's short life with the SDK that is there: throttling and refused conditions included. */
class ShortLifeTest {

  private final Refusing refusing = new Refusing();
  private final DynamoDbClient client =
      DynamoDbClient.builder()
          .httpClient(refusing)
          .endpointOverride(EmbeddedDynamoDb.shared().endpoint())
          .region(Region.US_EAST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
          .build();
  private final CachingProvider provider = Caching.getCachingProvider();
  private final CacheManager manager = manager("own-client", Map.of());

  @AfterEach
  void close() {
    refusing.left.set(0);
    for (String name : manager.getCacheNames()) {
      manager.destroyCache(name);
    }
    provider.close();
    client.close();
  }

  @Test
  void theSdkIsTheOneThatWasAskedFor() throws ReflectiveOperationException {
    assertEquals(
        System.getProperty("awssdk.version"),
        Class.forName("software.amazon.awssdk.core.util.VersionInfo")
            .getField("SDK_VERSION")
            .get(null));
  }

  @ParameterizedTest
  @EnumSource(ExactlyOnce.class)
  void everyKindOfOperation(ExactlyOnce exactlyOnce) {
    Cache<String, String> cache = cache("life-" + exactlyOnce, exactlyOnce);
    cache.put("a", "1");
    assertEquals("1", cache.get("a"));
    assertFalse(cache.putIfAbsent("a", "2"));
    assertTrue(cache.replace("a", "1", "3"));
    assertFalse(cache.replace("a", "1", "4"));
    assertEquals("3", cache.getAndPut("a", "5"));
    assertEquals(
        "5!",
        cache.invoke(
            "a",
            (entry, nothing) -> {
              entry.setValue(entry.getValue() + "!");
              return entry.getValue();
            }));
    Map<String, String> many = new HashMap<>();
    for (int i = 0; i < 60; i++) {
      many.put("k" + i, "v" + i);
    }
    cache.putAll(many);
    assertEquals(many, cache.getAll(many.keySet()));
    cache.put("large", "x".repeat(900_000));
    assertEquals(900_000, cache.get("large").length());
    int entries = 0;
    for (Cache.Entry<String, String> ignored : cache) {
      entries++;
    }
    assertEquals(62, entries);
    assertTrue(cache.remove("a"));
    assertFalse(cache.remove("a"));
    assertNull(cache.get("a"));
    cache.removeAll(Set.of("k1", "k2"));
    cache.clear();
    assertFalse(cache.iterator().hasNext());
    assertEquals(0, cache.unwrap(DynamoDbCache.class).getSkippedEntryCount());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "400 ThrottlingException",
        "400 ProvisionedThroughputExceededException",
        "400 RequestLimitExceeded",
        "400 TransactionConflictException",
        "500 InternalServerError",
        "503 ServiceUnavailable"
      })
  void whatPassesIsTriedAgainAndWhatStaysIsACacheException(String answer) {
    Cache<String, String> cache = refused("refused");
    cache.put("a", "1");
    refusing.next(answer, 2);
    assertEquals("1", cache.get("a"));
    refusing.next(answer, Integer.MAX_VALUE);
    assertThrows(CacheException.class, () -> cache.get("a"));
    assertThrows(CacheException.class, () -> cache.put("a", "2"));
    assertThrows(CacheException.class, () -> cache.getAll(Set.of("a", "b")));
    assertThrows(CacheException.class, () -> cache.remove("a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "400 AccessDeniedException",
        "400 ValidationException",
        "400 ResourceNotFoundException",
        "400 UnrecognizedClientException",
        "400 InvalidSignatureException"
      })
  void whatIsRefusedIsNamed(String answer) {
    Cache<String, String> cache = refused("named");
    refusing.next(answer, Integer.MAX_VALUE);
    CacheException failure = assertThrows(CacheException.class, () -> cache.put("a", "2"));
    assertTrue(failure.getMessage().contains("the service says so"), failure.getMessage());
  }

  private Cache<String, String> cache(String name, ExactlyOnce exactlyOnce) {
    return manager.createCache(
        name,
        new DynamoDbConfiguration<String, String>()
            .setExactlyOnce(exactlyOnce)
            .setTypes(String.class, String.class)
            .setStatisticsEnabled(true));
  }

  /** The table is made by the own client; the cache asks by one that can be refused. */
  private Cache<String, String> refused(String name) {
    cache(name, ExactlyOnce.NONE);
    return manager("refusing", Map.of(DynamoDbCacheProperties.CLIENT_INSTANCE, client))
        .createCache(
            name,
            new DynamoDbConfiguration<String, String>()
                .setTypes(String.class, String.class)
                .setStatisticsEnabled(true));
  }

  private CacheManager manager(String name, Map<String, Object> more) {
    Properties properties = new Properties();
    properties.setProperty("dynamodb-jcache.client.endpoint", "embedded");
    properties.setProperty("dynamodb-jcache.client.api-call-timeout", "3s");
    properties.setProperty("dynamodb-jcache.client.bulk-timeout", "10s");
    properties.setProperty("dynamodb-jcache.client.max-attempts", "4");
    properties.putAll(more);
    return provider.getCacheManager(URI.create(name), getClass().getClassLoader(), properties);
  }

  /** Answers with an error in the service's place. */
  private static final class Refusing implements SdkHttpClient {

    private final SdkHttpClient real = ApacheHttpClient.create();
    private final AtomicInteger left = new AtomicInteger();
    private volatile String answer = "";

    void next(String answer, int times) {
      this.answer = answer;
      left.set(times);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      ExecutableHttpRequest prepared = real.prepareRequest(request);
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() throws IOException {
          if (left.get() <= 0) {
            return prepared.call();
          }
          left.decrementAndGet();
          return error(Integer.parseInt(answer.substring(0, 3)), answer.substring(4));
        }

        @Override
        public void abort() {
          prepared.abort();
        }
      };
    }

    private static HttpExecuteResponse error(int status, String code) {
      byte[] body =
          ("{\"__type\":\"com.amazonaws.dynamodb.v20120810#"
                  + code
                  + "\",\"message\":\"the service says so\"}")
              .getBytes(StandardCharsets.UTF_8);
      return HttpExecuteResponse.builder()
          .response(
              SdkHttpFullResponse.builder()
                  .statusCode(status)
                  .putHeader("Content-Length", Integer.toString(body.length))
                  .build())
          .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
          .build();
    }

    @Override
    public void close() {
      real.close();
    }
  }
}
