package io.github.dynamodbjcache.behaviour;

import static io.github.dynamodbjcache.testing.FaultyHttpClient.answerLost;
import static io.github.dynamodbjcache.testing.FaultyHttpClient.answers;
import static io.github.dynamodbjcache.testing.FaultyHttpClient.appliedBut;
import static io.github.dynamodbjcache.testing.FaultyHttpClient.lostOnTheWay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.dynamodbjcache.DynamoDbCache;
import io.github.dynamodbjcache.DynamoDbCachingProvider;
import io.github.dynamodbjcache.DynamoDbStatisticsMXBean;
import io.github.dynamodbjcache.OutcomeUnknownException;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.testing.Disturbances;
import io.github.dynamodbjcache.testing.FaultyHttpClient;
import io.github.dynamodbjcache.testing.Logs;
import io.github.dynamodbjcache.testing.Seed;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** "What it does, told while it does it." */
@Timeout(120)
class RequestStatisticsTest {

  private final FaultyHttpClient network = new FaultyHttpClient(TestDynamoDb.http());
  private final DynamoDbClient client = TestDynamoDb.client(network);
  private final DynamoDbCachingProvider provider = new DynamoDbCachingProvider();
  private final String table = "test-" + UUID.randomUUID();

  @AfterEach
  void close() {
    network.calm();
    client.deleteTable(request -> request.tableName(table));
    provider.close();
    client.close();
  }

  /** "In a run with a third of reads throttled, the sums equal what the server counted" */
  @Test
  void theSumsAreWhatTheServerHasCounted() {
    // With the eight attempts of the default, one run in eighty would meet a key that is throttled
    // eight times in a row.
    Cache<String, String> cache = cache(Map.of("dynamodb-jcache.client.max-attempts", "40"));
    DynamoDbStatisticsMXBean statistics = statistics(cache);
    for (int i = 0; i < 30; i++) {
      cache.put("k" + i, "v");
    }
    network.sent().clear();
    Disturbances third =
        new Disturbances(Seed.of(RequestStatisticsTest.class).random(0))
            .with(0.33, answers(400, "ThrottlingException"));
    network.always("GetItem", third);
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 30; i++) {
        assertThat(cache.get("k" + i)).isEqualTo("v");
      }
    }
    assertThat(third.met()).isPositive();
    assertThat(statistics.getRequests())
        .containsEntry("UpdateItem", 30L)
        .containsEntry("GetItem", (long) network.sent().size());
    assertThat(statistics.getFailedRequests()).containsEntry("GetItem", third.met());
    assertThat(statistics.getThrottles()).isEqualTo(Map.of("ThrottlingException", third.met()));
    assertThat(statistics.getRetries()).isEqualTo(Map.of("throttled", third.met()));
    assertThat(statistics.getRequestMillis().get("GetItem")).isPositive();
    assertThat(statistics.getUnknownOutcomes()).isZero();
    assertThat(statistics.getNotSentRequests()).isZero();
  }

  @Test
  void refusedConditionsRerunsLostAnswersAndBatches() {
    Cache<String, String> cache = cache(Map.of());
    DynamoDbStatisticsMXBean statistics = statistics(cache);
    cache.put("a", "1");
    assertThat(cache.putIfAbsent("a", "2")).isFalse();
    assertThat(statistics.getRefusedConditions()).isEqualTo(1);

    network.next("UpdateItem", answerLost());
    cache.put("a", "3");
    assertThat(statistics.getRequests())
        .containsEntry("UpdateItem", 3L)
        .containsEntry("GetItem", 1L);
    assertThat(statistics.getFailedRequests()).containsEntry("UpdateItem", 2L);

    network.next("DeleteItem", appliedBut(500, "InternalServerError"));
    network.always("DeleteItem", answers(500, "InternalServerError"));
    network.always("GetItem", answers(500, "InternalServerError"));
    assertThatThrownBy(() -> cache.remove("a")).isInstanceOf(OutcomeUnknownException.class);
    assertThat(statistics.getUnknownOutcomes()).isEqualTo(1);
    assertThat(statistics.getRetries().get("service-error")).isPositive();

    network.calm();
    cache.putAll(Map.of("b", "1", "c", "2"));
    cache.getAll(Set.of("b", "c"));
    assertThat(statistics.getRequests())
        .containsEntry("BatchWriteItem", 1L)
        .containsEntry("BatchGetItem", 1L);
  }

  @Test
  void aBatchWhoseAnswerWasLostAndIsFoundAppliedIsOfNoUnknownOutcome() {
    Cache<String, String> cache = cache(Map.of());
    network.next("BatchWriteItem", answerLost());
    cache.putAll(Map.of("b", "1", "c", "2"));
    assertThat(statistics(cache).getUnknownOutcomes()).isZero();

    network.next("BatchWriteItem", lostOnTheWay());
    assertThatThrownBy(() -> cache.putAll(Map.of("d", "1", "e", "2", "f", "3")))
        .isInstanceOf(CacheException.class);
    assertThat(statistics(cache).getUnknownOutcomes()).isEqualTo(3);
  }

  /** Another client comes between the read and the write of a processor. */
  @Test
  void anOperationThatIsDecidedAgainIsCounted() {
    Cache<String, String> cache = cache(Map.of());
    Cache<String, String> other = cacheOf(manager(Map.of()));
    cache.put("a", "1");
    boolean[] met = new boolean[1];
    cache.invoke(
        "a",
        (entry, nothing) -> {
          if (!met[0]) {
            met[0] = true;
            other.put("a", "2");
          }
          entry.setValue(entry.getValue() + "!");
          return null;
        });
    assertThat(cache.get("a")).isEqualTo("2!");
    assertThat(statistics(cache).getReruns()).isEqualTo(1);
    assertThat(statistics(cache).getRefusedConditions()).isEqualTo(1);
  }

  @Test
  void unitsAndTheirPriceAreThoseOfTheService() {
    Cache<String, String> cache =
        cache(
            Map.of(
                "dynamodb-jcache.caches.default.consumed-capacity", "true",
                "dynamodb-jcache.caches.default.cost.read-unit", "0.5",
                "dynamodb-jcache.caches.default.cost.write-unit", "2"));
    DynamoDbStatisticsMXBean statistics = statistics(cache);
    cache.put("a", "v".repeat(5_000));
    cache.get("a");
    cache.getAll(Set.of("a", "b"));
    cache.putAll(Map.of("c", "1", "d", "2"));
    cache.remove("c");
    assertThat(statistics.getWriteUnits()).isEqualTo(5 + 2 + 1);
    assertThat(statistics.getReadUnits()).isGreaterThanOrEqualTo(4);
    assertThat(statistics.getCost())
        .isCloseTo(statistics.getReadUnits() * 0.5 + statistics.getWriteUnits() * 2, within(0.001));
  }

  @Test
  void whileStatisticsAreOffNothingIsCounted() {
    Cache<String, String> cache = cache(Map.of());
    cache.getCacheManager().enableStatistics(table, false);
    cache.put("a", "1");
    assertThat(statistics(cache).getRequests()).isEmpty();
    cache.getCacheManager().enableStatistics(table, true);
    cache.put("a", "1");
    assertThat(statistics(cache).getRequests()).isEqualTo(Map.of("UpdateItem", 1L));
    assertThat(statistics(cache).getReadUnits()).isZero();
  }

  @Test
  void theyAreShownOverJmxBesideJCachesOwn() throws Exception {
    Cache<String, String> cache = cache(Map.of());
    cache.put("a", "1");
    ObjectName name =
        new ObjectName("io.github.dynamodbjcache:type=DynamoDbStatistics,Cache=" + table + ",*");
    ObjectName bean =
        ManagementFactory.getPlatformMBeanServer().queryNames(name, null).iterator().next();
    TabularData requests =
        (TabularData) ManagementFactory.getPlatformMBeanServer().getAttribute(bean, "Requests");
    assertThat(requests.get(new Object[] {"UpdateItem"}).get("value")).isEqualTo(1L);
    cache.getCacheManager().enableStatistics(table, false);
    assertThat(ManagementFactory.getPlatformMBeanServer().queryNames(name, null)).isEmpty();
  }

  /** "a rate-limited WARN when retries begin and when the budget is spent" */
  @Test
  void retriesAreWarnedOfOnceAndSoIsTheEndOfTheirBudget() {
    Cache<String, String> cache = cache(Map.of("dynamodb-jcache.client.api-call-timeout", "300ms"));
    network.always("GetItem", answers(503, "ServiceUnavailable"));
    String log =
        Logs.of(
            () -> {
              for (int i = 0; i < 200 && statistics(cache).getSpentBudgets() < 3; i++) {
                assertThatThrownBy(() -> cache.get("a")).isInstanceOf(CacheException.class);
              }
            });
    assertThat(statistics(cache).getSpentBudgets()).isEqualTo(3);
    assertThat(log.lines().filter(line -> line.contains("requests are sent again"))).hasSize(1);
    assertThat(log.lines().filter(line -> line.contains("budget of retries is spent"))).hasSize(1);
    assertThat(log).contains(table, "status 503");
  }

  private static DynamoDbStatisticsMXBean statistics(Cache<String, String> cache) {
    return cache.unwrap(DynamoDbCache.class).getRequestStatistics();
  }

  private Cache<String, String> cache(Map<String, String> settings) {
    return cacheOf(manager(settings));
  }

  private Cache<String, String> cacheOf(CacheManager manager) {
    return manager.createCache(
        table,
        new MutableConfiguration<String, String>()
            .setTypes(String.class, String.class)
            .setStatisticsEnabled(true));
  }

  private CacheManager manager(Map<String, String> settings) {
    Properties properties = DynamoDbCacheProperties.withClient(client);
    // A busy machine is no lost answer.
    properties.setProperty("dynamodb-jcache.client.attempt-timeout", "20s");
    properties.setProperty("dynamodb-jcache.client.api-call-timeout", "60s");
    properties.putAll(settings);
    return provider.getCacheManager(
        URI.create("requests-" + UUID.randomUUID()), getClass().getClassLoader(), properties);
  }
}
