package io.github.dynamodbjcache;

import java.util.Map;

/**
 * What one cache of this JVM asks of DynamoDB, and what comes of it: {@link
 * DynamoDbCache#getRequestStatistics()}, and over JMX beside JCache's own statistics, as {@code
 * io.github.dynamodbjcache:type=DynamoDbStatistics,CacheManager=...,Cache=...}.
 *
 * <p>It counts while the cache's statistics are enabled, from then on; what other JVMs do to the
 * same table is not seen here. A request is one that has left this JVM, every repetition included:
 * the sums are what the service has received. Opening and deleting tables is not counted.
 *
 * <p>No method makes a request. The numbers of one look are close in time, not at one instant.
 */
public interface DynamoDbStatisticsMXBean {

  /** How many requests have left this JVM, by the name of DynamoDB's operation. */
  Map<String, Long> getRequests();

  /** How many of them were not answered as they should be, by the name of the operation. */
  Map<String, Long> getFailedRequests();

  /** How long they took together, in milliseconds, by the name of the operation. */
  Map<String, Double> getRequestMillis();

  /** How many attempts ended on this side: credentials, endpoint, connection. */
  long getNotSentRequests();

  /**
   * How often a request was sent again, by reason: {@code throttled}, {@code service-error} (5xx),
   * {@code no-answer}, {@code no-connection}, {@code conflict} (with a transaction), {@code
   * clock-skew}.
   */
  Map<String, Long> getRetries();

  /**
   * How often the service throttled, by its own first reason, such as {@code
   * TableReadProvisionedThroughputExceeded}, else by its code. Leftovers of batches aside.
   */
  Map<String, Long> getThrottles();

  /** How often the budget of retries was spent, so that a request was not sent again. */
  long getSpentBudgets();

  /**
   * How often the condition of a write did not hold: that answers {@code putIfAbsent} and its like,
   * or another JVM came first.
   */
  long getRefusedConditions();

  /**
   * How often an operation was decided again, since another one had changed its entry meanwhile.
   */
  long getReruns();

  /** How often a request waited for one of {@code client.max-connections}. */
  long getConnectionWaits();

  /** How long they waited together, in milliseconds. */
  double getConnectionWaitMillis();

  /**
   * How many writes ended in an {@link OutcomeUnknownException}, those of bulk calls one by one.
   */
  long getUnknownOutcomes();

  /** How many entries could not be read, and were left out or taken as absent. */
  long getUnreadableEntries();

  /** How many items of batches the service left over for another request. */
  long getLeftovers();

  /**
   * The read units that requests have cost, as the service tells; 0 unless {@code consumed-capacity
   * = true}.
   */
  double getReadUnits();

  /**
   * The write units, likewise. Refused writes cost as well, and the service does not tell those.
   */
  double getWriteUnits();

  /** What both cost by {@code cost.read-unit} and {@code cost.write-unit}, in their currency. */
  double getCost();
}
