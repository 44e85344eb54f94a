package io.github.dynamodbjcache.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Revisions;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import io.github.dynamodbjcache.testing.UserTables;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/**
 * An access moves the deadline of what was read, and of nothing else: what it is beside does not
 * matter, but a deadline that somebody has moved further meanwhile stays.
 */
@Timeout(60)
class OwnAccessesTest {

  private static final int MORE_THAN_CAN_BE_COMPARED = 200;

  private final CacheFixture fixture = CacheFixture.open();
  private final String name = UserTables.make(fixture.client(), fixture.newName(), "id S");
  private final AtomicReference<Runnable> afterRead = new AtomicReference<>();

  @AfterEach
  void close() {
    fixture.close();
  }

  static Stream<Revisions> revisions() {
    return Stream.of(Revisions.compared(), Revisions.version("v"), Revisions.hidden("_"));
  }

  @ParameterizedTest
  @MethodSource("revisions")
  void anAccessProlongsWhateverTheWidth(Revisions revisions) {
    Cache<String, Item> cache = open(fixture.newManager(), revisions);
    foreignPut(MORE_THAN_CAN_BE_COMPARED, 60);
    for (int i = 0; i < 4; i++) {
      fixture.clock().advance(java.time.Duration.ofSeconds(40));
      assertThat(cache.get("a")).as("after %s accesses", i).isNotNull();
    }
    fixture.clock().advance(java.time.Duration.ofSeconds(70));
    assertThat(cache.get("a")).isNull();
  }

  @Test
  void aDeadlineThatIsMovedMeanwhileStays() {
    try (DynamoDbClient client = reading()) {
      Properties properties = fixture.properties();
      properties.putAll(DynamoDbCacheProperties.withClient(client));
      Cache<String, Item> cache = open(fixture.newManager(properties), Revisions.compared());
      foreignPut(1, 30);
      afterRead.set(() -> foreignPut(1, 1000));
      assertThat(cache.get("a")).isNotNull();
      assertThat(until()).isEqualTo(inSeconds(1000));
      foreignPut(1, 30);
      afterRead.set(() -> foreignPut(1, 20));
      assertThat(cache.get("a")).isNotNull();
      assertThat(until()).as("one that is moved back").isBetween(inSeconds(60), inSeconds(61));
      foreignPut(1, 30);
      afterRead.set(() -> foreignPut(2, 40));
      assertThat(cache.get("a")).isNotNull();
      assertThat(until()).as("with another value").isBetween(inSeconds(60), inSeconds(61));
    }
  }

  @Test
  void whatIsGoneMeanwhileDoesNotComeBack() {
    try (DynamoDbClient client = reading()) {
      Properties properties = fixture.properties();
      properties.putAll(DynamoDbCacheProperties.withClient(client));
      Cache<String, Item> cache = open(fixture.newManager(properties), Revisions.compared());
      foreignPut(1, 30);
      afterRead.set(
          () ->
              fixture
                  .client()
                  .deleteItem(
                      gone -> gone.tableName(name).key(Map.of("id", AttributeValue.fromS("a")))));
      assertThat(cache.get("a")).isNotNull();
      assertThat(UserTables.items(fixture.client(), name)).isEmpty();
    }
  }

  private Cache<String, Item> open(CacheManager manager, Revisions revisions) {
    DynamoDbConfiguration<String, Item> configuration =
        new DynamoDbConfiguration<String, Item>()
            .setMapping(
                Mapping.document().key("id", String.class).timeToLive("until").revision(revisions));
    configuration.setExpiryPolicyFactory(AccessedExpiryPolicy.factoryOf(Duration.ONE_MINUTE));
    return manager.createCache(name, configuration);
  }

  /** A client after whose next read something happens. */
  private DynamoDbClient reading() {
    ExecutionInterceptor interceptor =
        new ExecutionInterceptor() {
          @Override
          public void afterTransmission(
              Context.AfterTransmission context, ExecutionAttributes attributes) {
            Runnable meanwhile =
                context.request() instanceof GetItemRequest ? afterRead.getAndSet(null) : null;
            if (meanwhile != null) {
              meanwhile.run();
            }
          }
        };
    return TestDynamoDb.builder()
        .overrideConfiguration(override -> override.addExecutionInterceptor(interceptor))
        .build();
  }

  private void foreignPut(int width, long seconds) {
    Map<String, AttributeValue> item = new HashMap<>();
    for (int i = 0; i < width; i++) {
      item.put("n" + i, AttributeValue.fromN("" + i));
    }
    item.put("id", AttributeValue.fromS("a"));
    item.put("until", AttributeValue.fromN("" + inSeconds(seconds)));
    UserTables.put(fixture.client(), name, item);
  }

  private long until() {
    return Long.parseLong(UserTables.items(fixture.client(), name).get(0).get("until").n());
  }

  private long inSeconds(long seconds) {
    return fixture.clock().millis() / 1000 + seconds;
  }
}
