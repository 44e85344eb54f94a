package io.github.dynamodbjcache.internal.management;

import io.github.dynamodbjcache.DynamoDbStatisticsMXBean;
import io.github.dynamodbjcache.internal.statistics.RequestStatistics;
import io.github.dynamodbjcache.internal.statistics.RequestStatistics.OperationSnapshot;
import io.github.dynamodbjcache.internal.statistics.RequestStatistics.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** The requests of the caches that have one JMX name, added up as their statistics are. */
public final class RequestsBean implements DynamoDbStatisticsMXBean {

  private static final double NANOS_PER_MILLI = 1e6;

  private final List<Source> sources = new CopyOnWriteArrayList<>();

  /**
   * The requests of one cache.
   *
   * @param unreadable how many entries could not be read
   * @param readPrice of a read unit
   * @param writePrice of a write unit
   */
  public record Source(
      RequestStatistics statistics, LongSupplier unreadable, double readPrice, double writePrice) {

    /** Of this cache alone. */
    public DynamoDbStatisticsMXBean bean() {
      RequestsBean bean = new RequestsBean();
      bean.add(this);
      return bean;
    }
  }

  void add(Source source) {
    sources.add(source);
  }

  /** True if none is left. */
  boolean remove(Source source) {
    sources.remove(source);
    return sources.isEmpty();
  }

  private Snapshot sum() {
    return sources.stream()
        .map(source -> source.statistics().snapshot())
        .reduce(Snapshot.ZERO, Snapshot::plus);
  }

  private <V> Map<String, V> byOperation(Function<OperationSnapshot, V> part) {
    Map<String, V> parts = new TreeMap<>();
    sum().operations().forEach((name, operation) -> parts.put(name, part.apply(operation)));
    return parts;
  }

  @Override
  public Map<String, Long> getRequests() {
    return byOperation(OperationSnapshot::count);
  }

  @Override
  public Map<String, Long> getFailedRequests() {
    return byOperation(OperationSnapshot::failures);
  }

  @Override
  public Map<String, Double> getRequestMillis() {
    return byOperation(operation -> operation.nanos() / NANOS_PER_MILLI);
  }

  @Override
  public long getNotSentRequests() {
    return sum().notSent();
  }

  @Override
  public Map<String, Long> getRetries() {
    return sum().retries();
  }

  @Override
  public Map<String, Long> getThrottles() {
    return sum().throttles();
  }

  @Override
  public long getSpentBudgets() {
    return sum().spentBudgets();
  }

  @Override
  public long getRefusedConditions() {
    return sum().refusedConditions();
  }

  @Override
  public long getReruns() {
    return sum().reruns();
  }

  @Override
  public long getConnectionWaits() {
    return sum().waits();
  }

  @Override
  public double getConnectionWaitMillis() {
    return sum().waitNanos() / NANOS_PER_MILLI;
  }

  @Override
  public long getUnknownOutcomes() {
    return sum().unknownOutcomes();
  }

  @Override
  public long getUnreadableEntries() {
    return sources.stream().mapToLong(source -> source.unreadable().getAsLong()).sum();
  }

  @Override
  public long getLeftovers() {
    return sum().leftovers();
  }

  @Override
  public double getReadUnits() {
    return sum().readUnits();
  }

  @Override
  public double getWriteUnits() {
    return sum().writeUnits();
  }

  @Override
  public double getCost() {
    return sources.stream()
        .mapToDouble(
            source -> {
              Snapshot snapshot = source.statistics().snapshot();
              return snapshot.readUnits() * source.readPrice()
                  + snapshot.writeUnits() * source.writePrice();
            })
        .sum();
  }
}
