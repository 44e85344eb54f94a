package io.github.dynamodbjcache.guarantee;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.FaultyHttpClient;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.processor.EntryProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * "An expired or removed entry stays away until somebody writes it": not by a touch or a write that
 * was decided before and comes late, and not when it is the service that has deleted the item
 * between a read and the write that rests on it.
 */
@Timeout(120)
class NoResurrectionTest {

  private static final Duration MINUTE = new Duration(SECONDS, 60);

  private static final EntryProcessor<String, Long, Long> INCREMENT =
      (entry, arguments) -> {
        long next = entry.exists() ? entry.getValue() + 1 : 1;
        entry.setValue(next);
        return next;
      };

  private final CacheFixture fixture = CacheFixture.open();
  private final FaultyHttpClient http = new FaultyHttpClient(TestDynamoDb.http());
  private final DynamoDbClient client = TestDynamoDb.client(http);

  @AfterEach
  void close() {
    fixture.close();
    client.close();
  }

  @Test
  void whatExpiresWhileAProcessorWorksIsNotThereForIt() {
    Cache<String, Long> cache =
        cache(lifetimes().setExpiryPolicyFactory(ModifiedExpiryPolicy.factoryOf(MINUTE)));
    cache.put("k", 41L);
    Cache<String, Long> elsewhere = fixture.sameCacheElsewhere(cache);

    long counted =
        cache.invoke(
            "k",
            (entry, arguments) -> {
              long next = INCREMENT.process(entry);
              if (next == 42) {
                advance(61);
                assertThat(elsewhere.get("k")).isNull();
              }
              return next;
            });

    assertThat(counted).isEqualTo(1);
    assertThat(elsewhere.get("k")).isEqualTo(1);
    advance(59);
    assertThat(elsewhere.get("k")).as("created anew").isEqualTo(1);
  }

  @Test
  void whatExpiresWhileOthersAreLoadedIsNotBroughtBackByItsAccess() {
    Cache<String, Long> cache =
        cache(
            lifetimes()
                .setExpiryPolicyFactory(AccessedExpiryPolicy.factoryOf(MINUTE))
                .setReadThrough(true)
                .setCacheLoaderFactory(() -> slowLoader(30)));
    cache.put("k", 1L);
    Cache<String, Long> elsewhere =
        fixture
            .newManager()
            .createCache(
                cache.getName(),
                lifetimes().setExpiryPolicyFactory(ModifiedExpiryPolicy.factoryOf(MINUTE)));
    advance(40);

    assertThat(cache.getAll(Set.of("k", "absent"))).containsEntry("absent", 7L);

    assertThat(elsewhere.get("k")).isNull();
  }

  @Test
  void aTouchThatComesLateBringsNothingBackThatWasRemoved() {
    Cache<String, Long> cache =
        cache(lifetimes().setExpiryPolicyFactory(AccessedExpiryPolicy.factoryOf(MINUTE)));
    cache.put("k", 1L);
    Cache<String, Long> elsewhere = fixture.sameCacheElsewhere(cache);
    advance(1);
    before("UpdateItem", () -> assertThat(elsewhere.remove("k")).isTrue());

    assertThat(cache.get("k")).isEqualTo(1);

    assertThat(elsewhere.containsKey("k")).isFalse();
    assertThat(fixture.client().scan(scan -> scan.tableName(cache.getName())).items()).isEmpty();
  }

  /** Failing to see an item that was just there is no failure: each operation finds it absent. */
  @Test
  void theServiceDeletesAnExpiredItemBetweenReadAndWrite() {
    Map<String, Function<Cache<String, Long>, Object>> calls = new LinkedHashMap<>();
    calls.put("invoke", cache -> cache.invoke("k", INCREMENT));
    calls.put("getAndPut", cache -> String.valueOf(cache.getAndPut("k", 1L)));
    calls.put("getAndReplace", cache -> String.valueOf(cache.getAndReplace("k", 1L)));
    calls.put("getAndRemove", cache -> String.valueOf(cache.getAndRemove("k")));
    calls.put("replace old", cache -> cache.replace("k", 41L, 1L));
    calls.put("remove old", cache -> cache.remove("k", 41L));
    calls.put("get", cache -> cache.get("k"));
    Map<String, Object> live = answers(calls, 0);
    assertThat(live)
        .as("deleted by somebody while it was live")
        .containsEntry("invoke", 1L)
        .containsEntry("getAndPut", "null")
        .containsEntry("getAndReplace", "null")
        .containsEntry("getAndRemove", "null")
        .containsEntry("replace old", false)
        .containsEntry("remove old", false)
        .containsEntry("get", 41L);
    Map<String, Object> expired = answers(calls, 61);
    live.put("get", "null");
    assertThat(expired.toString()).as("deleted as expired").isEqualTo(live.toString());
  }

  private Map<String, Object> answers(
      Map<String, Function<Cache<String, Long>, Object>> calls, int secondsOld) {
    Map<String, Object> answers = new LinkedHashMap<>();
    calls.forEach(
        (name, call) -> {
          Cache<String, Long> cache =
              cache(lifetimes().setExpiryPolicyFactory(AccessedExpiryPolicy.factoryOf(MINUTE)));
          cache.put("k", 41L);
          advance(secondsOld + 1);
          before("UpdateItem", () -> deleteItem(cache));
          before("DeleteItem", () -> deleteItem(cache));
          Object answer = call.apply(cache);
          answers.put(name, answer == null ? "null" : answer);
          http.calm();
          boolean written = name.equals("invoke") || name.equals("getAndPut");
          assertThat(cache.get("k")).as("%s leaves", name).isEqualTo(written ? 1L : null);
        });
    return answers;
  }

  private void deleteItem(Cache<String, Long> cache) {
    fixture
        .client()
        .deleteItem(
            delete ->
                delete.tableName(cache.getName()).key(Map.of("k", AttributeValue.fromS("k"))));
  }

  private void before(String operation, Runnable meanwhile) {
    http.next(
        operation,
        request -> {
          meanwhile.run();
          return request.call();
        });
  }

  private CacheLoader<String, Long> slowLoader(int seconds) {
    return new CacheLoader<>() {
      @Override
      public Long load(String key) {
        advance(seconds);
        return 7L;
      }

      @Override
      public Map<String, Long> loadAll(Iterable<? extends String> keys) {
        advance(seconds);
        Map<String, Long> loaded = new LinkedHashMap<>();
        keys.forEach(key -> loaded.put(key, 7L));
        return loaded;
      }
    };
  }

  private void advance(int seconds) {
    fixture.clock().advance(java.time.Duration.ofSeconds(seconds));
  }

  private static MutableConfiguration<String, Long> lifetimes() {
    return new MutableConfiguration<String, Long>().setTypes(String.class, Long.class);
  }

  private Cache<String, Long> cache(MutableConfiguration<String, Long> configuration) {
    Properties properties = fixture.properties();
    properties.put(DynamoDbCacheProperties.CLIENT_INSTANCE, client);
    return fixture.newManager(properties).createCache(fixture.newName(), configuration);
  }
}
