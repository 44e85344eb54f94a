package io.github.dynamodbjcache.micrometer;

import io.github.dynamodbjcache.DynamoDbCache;
import io.github.dynamodbjcache.DynamoDbStatisticsMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import javax.cache.Cache;

/**
 * What a cache asks of DynamoDB, and what comes of it, as meters beside those that Micrometer's own
 * {@code JCacheMetrics} makes of hits and misses:
 *
 * <pre>{@code
 * new DynamoDbCacheMetrics(cache).bindTo(registry);
 * }</pre>
 *
 * <p>They count while the cache's statistics are enabled. Each has the tags {@code cache} and
 * {@code cache.manager}, some one of few further values. {@link DynamoDbStatisticsMXBean} says what
 * each number means. Reading them makes no request.
 *
 * <table>
 *   <caption>The meters</caption>
 *   <tr><th>name</th><th>type, further tag</th></tr>
 *   <tr><td>{@code dynamodb.cache.requests}</td><td>timer, {@code operation}</td></tr>
 *   <tr><td>{@code dynamodb.cache.requests.failed}</td><td>counter, {@code operation}</td></tr>
 *   <tr><td>{@code dynamodb.cache.requests.unsent}</td><td>counter</td></tr>
 *   <tr><td>{@code dynamodb.cache.retries}</td><td>counter, {@code reason}</td></tr>
 *   <tr><td>{@code dynamodb.cache.retries.exhausted}</td><td>counter</td></tr>
 *   <tr><td>{@code dynamodb.cache.throttles}</td><td>counter, {@code reason}</td></tr>
 *   <tr><td>{@code dynamodb.cache.conditions.refused}</td><td>counter</td></tr>
 *   <tr><td>{@code dynamodb.cache.reruns}</td><td>counter</td></tr>
 *   <tr><td>{@code dynamodb.cache.connection.waits}</td><td>timer</td></tr>
 *   <tr><td>{@code dynamodb.cache.outcomes.unknown}</td><td>counter</td></tr>
 *   <tr><td>{@code dynamodb.cache.entries.unreadable}</td><td>counter</td></tr>
 *   <tr><td>{@code dynamodb.cache.leftovers}</td><td>counter</td></tr>
 *   <tr><td>{@code dynamodb.cache.consumed.units}</td><td>counter, {@code type}: read, write</td></tr>
 *   <tr><td>{@code dynamodb.cache.cost}</td><td>counter</td></tr>
 * </table>
 */
public final class DynamoDbCacheMetrics implements MeterBinder {

  private static final String PREFIX = "dynamodb.cache.";

  private static final List<String> OPERATIONS =
      List.of(
          "GetItem",
          "BatchGetItem",
          "Scan",
          "UpdateItem",
          "DeleteItem",
          "BatchWriteItem",
          "TransactWriteItems");

  private static final List<String> REASONS_OF_RETRIES =
      List.of("throttled", "service-error", "no-answer", "no-connection", "conflict", "clock-skew");

  /**
   * The ends of the service's own reasons; before them stands whether a table or an index, reads or
   * writes are meant.
   */
  private static final List<String> REASONS_OF_THROTTLES =
      List.of(
          "ProvisionedThroughputExceeded",
          "KeyRangeThroughputExceeded",
          "MaxOnDemandThroughputExceeded",
          "AccountLimitExceeded");

  private final DynamoDbStatisticsMXBean statistics;
  private final Iterable<Tag> tags;

  /**
   * The meters of a cache.
   *
   * @param cache one of the provider's
   * @throws IllegalArgumentException if it is another provider's
   */
  public DynamoDbCacheMetrics(Cache<?, ?> cache) {
    this(cache, Tags.empty());
  }

  /** The same with further tags. */
  public DynamoDbCacheMetrics(Cache<?, ?> cache, Iterable<Tag> tags) {
    this.statistics = cache.unwrap(DynamoDbCache.class).getRequestStatistics();
    this.tags =
        Tags.of(tags)
            .and("cache", cache.getName())
            .and("cache.manager", cache.getCacheManager().getURI().toString());
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (String operation : OPERATIONS) {
      timer(
          registry,
          "requests",
          Tags.of("operation", operation),
          s -> s.getRequests().getOrDefault(operation, 0L),
          s -> s.getRequestMillis().getOrDefault(operation, 0.0));
      counter(
          registry,
          "requests.failed",
          Tags.of("operation", operation),
          s -> s.getFailedRequests().getOrDefault(operation, 0L));
    }
    for (String reason : REASONS_OF_RETRIES) {
      counter(
          registry,
          "retries",
          Tags.of("reason", reason),
          s -> s.getRetries().getOrDefault(reason, 0L));
    }
    for (String reason : REASONS_OF_THROTTLES) {
      counter(registry, "throttles", Tags.of("reason", reason), s -> endingWith(reason, s));
    }
    counter(registry, "throttles", Tags.of("reason", "other"), DynamoDbCacheMetrics::others);
    counter(
        registry, "requests.unsent", Tags.empty(), DynamoDbStatisticsMXBean::getNotSentRequests);
    counter(registry, "retries.exhausted", Tags.empty(), DynamoDbStatisticsMXBean::getSpentBudgets);
    counter(
        registry,
        "conditions.refused",
        Tags.empty(),
        DynamoDbStatisticsMXBean::getRefusedConditions);
    counter(registry, "reruns", Tags.empty(), DynamoDbStatisticsMXBean::getReruns);
    timer(
        registry,
        "connection.waits",
        Tags.empty(),
        DynamoDbStatisticsMXBean::getConnectionWaits,
        DynamoDbStatisticsMXBean::getConnectionWaitMillis);
    counter(
        registry, "outcomes.unknown", Tags.empty(), DynamoDbStatisticsMXBean::getUnknownOutcomes);
    counter(
        registry,
        "entries.unreadable",
        Tags.empty(),
        DynamoDbStatisticsMXBean::getUnreadableEntries);
    counter(registry, "leftovers", Tags.empty(), DynamoDbStatisticsMXBean::getLeftovers);
    counter(
        registry,
        "consumed.units",
        Tags.of("type", "read"),
        DynamoDbStatisticsMXBean::getReadUnits);
    counter(
        registry,
        "consumed.units",
        Tags.of("type", "write"),
        DynamoDbStatisticsMXBean::getWriteUnits);
    counter(registry, "cost", Tags.empty(), DynamoDbStatisticsMXBean::getCost);
  }

  private static double endingWith(String reason, DynamoDbStatisticsMXBean statistics) {
    return statistics.getThrottles().entrySet().stream()
        .filter(throttles -> throttles.getKey().endsWith(reason))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static double others(DynamoDbStatisticsMXBean statistics) {
    return statistics.getThrottles().entrySet().stream()
        .filter(throttles -> REASONS_OF_THROTTLES.stream().noneMatch(throttles.getKey()::endsWith))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private void counter(
      MeterRegistry registry,
      String name,
      Iterable<Tag> further,
      ToDoubleFunction<DynamoDbStatisticsMXBean> count) {
    FunctionCounter.builder(PREFIX + name, statistics, count)
        .tags(tags)
        .tags(further)
        .register(registry);
  }

  private void timer(
      MeterRegistry registry,
      String name,
      Iterable<Tag> further,
      ToLongFunction<DynamoDbStatisticsMXBean> count,
      ToDoubleFunction<DynamoDbStatisticsMXBean> millis) {
    FunctionTimer.builder(PREFIX + name, statistics, count, millis, TimeUnit.MILLISECONDS)
        .tags(tags)
        .tags(further)
        .register(registry);
  }
}
