package io.github.dynamodbjcache.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.embedded.EmbeddedDynamoDb;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Properties;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * "Unprocessed is never reported as absent": an iteration whose server goes away says so, and goes
 * on where it was when the server is back; no entry is missing, none comes twice.
 */
@Timeout(120)
class ServerRestartTest {

  private static final int ENTRIES = 40;

  /** So that a page of 1 MB holds about ten. */
  private static final String VALUE = "v".repeat(100_000);

  @TempDir private Path directory;

  @Test
  void anIterationGoesOnAfterTheServerHasBeenAway() {
    EmbeddedDynamoDb server = EmbeddedDynamoDb.builder().directory(directory).start();
    URI endpoint = server.endpoint();
    try (CacheFixture fixture = CacheFixture.open();
        DynamoDbClient client = TestDynamoDb.builder().endpointOverride(endpoint).build()) {
      Cache<Integer, String> cache = cache(fixture, client);
      for (int i = 0; i < ENTRIES; i++) {
        cache.put(i, VALUE);
      }
      Iterator<Cache.Entry<Integer, String>> entries = cache.iterator();
      List<Integer> walked = new ArrayList<>();
      walked.add(entries.next().getKey());

      server.close();
      assertThatThrownBy(
              () -> {
                while (entries.hasNext()) {
                  walked.add(entries.next().getKey());
                }
              })
          .isInstanceOf(CacheException.class);
      assertThat(walked).as("what was fetched is handed out").hasSizeBetween(2, ENTRIES - 1);
      server = EmbeddedDynamoDb.builder().directory(directory).port(endpoint.getPort()).start();
      while (entries.hasNext()) {
        walked.add(entries.next().getKey());
      }

      assertThat(walked).doesNotHaveDuplicates().hasSize(ENTRIES);
    } finally {
      server.close();
    }
  }

  private static Cache<Integer, String> cache(CacheFixture fixture, DynamoDbClient client) {
    Properties properties = fixture.properties();
    properties.put(DynamoDbCacheProperties.CLIENT_INSTANCE, client);
    properties.setProperty("dynamodb-jcache.client.max-attempts", "2");
    return fixture
        .newManager(properties)
        .createCache(
            "restarted",
            new MutableConfiguration<Integer, String>().setTypes(Integer.class, String.class));
  }
}
