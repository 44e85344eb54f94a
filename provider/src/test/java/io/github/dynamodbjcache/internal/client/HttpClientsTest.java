package io.github.dynamodbjcache.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.DynamoDbCachingProvider;
import io.github.dynamodbjcache.testing.ChildJvm;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.net.URI;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * "Any of the SDK's HTTP clients will do if the default one is not there; several are no error."
 */
@Timeout(120)
class HttpClientsTest {

  @ParameterizedTest
  @CsvSource({
    "nothing, Apache5HttpClient",
    "apache5-client, ApacheHttpClient",
    "apache5-client apache-client, UrlConnectionHttpClient",
    "apache5-client apache-client url-connection-client, software.amazon.awssdk:apache5-client",
  })
  void theBestOfThoseThatAreThereIsTaken(String without, String taken) throws Exception {
    String printed =
        ChildJvm.startWithout(
                List.of(without.split(" ")),
                ShortLife.class,
                List.of("-Dorg.slf4j.simpleLogger.log." + HttpClients.class.getName() + "=debug"),
                List.of(TestDynamoDb.endpoint().toString()))
            .await();
    assertThat(printed).contains(taken).doesNotContain("Error");
  }

  /** Puts, gets, and prints what it got, or why it did not. */
  public static final class ShortLife {

    private ShortLife() {}

    public static void main(String[] endpoint) {
      Properties properties = new Properties();
      properties.setProperty("dynamodb-jcache.client.endpoint", endpoint[0]);
      properties.setProperty("dynamodb-jcache.client.region", "us-east-1");
      String name = "test-" + UUID.randomUUID();
      try (DynamoDbCachingProvider provider = new DynamoDbCachingProvider()) {
        CacheManager manager =
            provider.getCacheManager(
                URI.create("short-life"), HttpClientsTest.class.getClassLoader(), properties);
        Cache<String, String> cache =
            manager.createCache(
                name,
                new MutableConfiguration<String, String>().setTypes(String.class, String.class));
        cache.put("k", "v");
        System.out.println("got " + cache.get("k"));
        manager.destroyCache(name);
      } catch (CacheException refused) {
        System.out.println(refused.getMessage());
      }
    }
  }
}
