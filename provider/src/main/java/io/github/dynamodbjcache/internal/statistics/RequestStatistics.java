package io.github.dynamodbjcache.internal.statistics;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what one cache of this JVM asks of DynamoDB, and what comes of it, while it is switched
 * on. What other JVMs do to the same table is not seen here.
 */
public final class RequestStatistics {

  private final ConcurrentMap<String, Operation> operations = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, LongAdder> retries = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, LongAdder> throttles = new ConcurrentHashMap<>();
  private final LongAdder notSent = new LongAdder();
  private final LongAdder refusedConditions = new LongAdder();
  private final LongAdder reruns = new LongAdder();
  private final LongAdder spentBudgets = new LongAdder();
  private final LongAdder waits = new LongAdder();
  private final LongAdder waitNanos = new LongAdder();
  private final LongAdder unknownOutcomes = new LongAdder();
  private final LongAdder leftovers = new LongAdder();
  private final DoubleAdder readUnits = new DoubleAdder();
  private final DoubleAdder writeUnits = new DoubleAdder();

  private volatile boolean enabled;

  /** Switched on or off; the counters stay. */
  public RequestStatistics(boolean enabled) {
    this.enabled = enabled;
  }

  /** Starts or stops counting. */
  public void setEnabled(boolean enabled) {
    this.enabled = enabled;
  }

  /** True if anything is counted. */
  public boolean isEnabled() {
    return enabled;
  }

  /** A request that left and was answered as it should be. */
  public void answered(String operation, long nanos) {
    if (enabled) {
      of(operation).count(nanos, /* failed= */ false);
    }
  }

  /** A request that left, and was answered otherwise or not at all. */
  public void failed(String operation, long nanos) {
    if (enabled) {
      of(operation).count(nanos, /* failed= */ true);
    }
  }

  /** A request that never left. */
  public void notSent() {
    count(notSent, 1);
  }

  /** A request was sent again, for that reason. */
  public void retried(String reason) {
    count(retries, reason);
  }

  /** The service throttled a request, for that reason. */
  public void throttled(String reason) {
    count(throttles, reason);
  }

  /** A write's condition did not hold. */
  public void conditionRefused() {
    count(refusedConditions, 1);
  }

  /** An operation was decided again after a conflict. */
  public void reran() {
    count(reruns, 1);
  }

  /** A request was not sent again, since the budget of retries was spent. */
  public void budgetSpent() {
    count(spentBudgets, 1);
  }

  /** A request waited for a connection. */
  public void waited(long nanos) {
    if (enabled) {
      waits.increment();
      waitNanos.add(nanos);
    }
  }

  /** A write ended without anybody knowing whether it was applied. */
  public void outcomeUnknown() {
    count(unknownOutcomes, 1);
  }

  /** The service left that many items of a batch for another request. */
  public void leftOver(int items) {
    count(leftovers, items);
  }

  /** What the service says that a request cost, in capacity units. */
  public void consumed(double read, double write) {
    if (enabled) {
      readUnits.add(read);
      writeUnits.add(write);
    }
  }

  private void count(LongAdder counter, int more) {
    if (enabled) {
      counter.add(more);
    }
  }

  private void count(ConcurrentMap<String, LongAdder> counters, String reason) {
    if (enabled) {
      counters.computeIfAbsent(reason, first -> new LongAdder()).increment();
    }
  }

  private Operation of(String name) {
    Operation known = operations.get(name);
    return known == null ? operations.computeIfAbsent(name, first -> new Operation()) : known;
  }

  /** The counters at one time; not atomic as a whole, since counting goes on. */
  public Snapshot snapshot() {
    Map<String, OperationSnapshot> requests = new TreeMap<>();
    operations.forEach((name, operation) -> requests.put(name, operation.snapshot()));
    return new Snapshot(
        requests,
        sums(retries),
        sums(throttles),
        notSent.sum(),
        refusedConditions.sum(),
        reruns.sum(),
        spentBudgets.sum(),
        waits.sum(),
        waitNanos.sum(),
        unknownOutcomes.sum(),
        leftovers.sum(),
        readUnits.sum(),
        writeUnits.sum());
  }

  private static Map<String, Long> sums(Map<String, LongAdder> counters) {
    Map<String, Long> sums = new TreeMap<>();
    counters.forEach((reason, counter) -> sums.put(reason, counter.sum()));
    return sums;
  }

  /** One of DynamoDB's operations. */
  private static final class Operation {

    private final LongAdder count = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    void count(long took, boolean failed) {
      count.increment();
      nanos.add(took);
      if (failed) {
        failures.increment();
      }
    }

    OperationSnapshot snapshot() {
      return new OperationSnapshot(count.sum(), failures.sum(), nanos.sum());
    }
  }

  /** The requests of one of DynamoDB's operations: all, those that failed, and their time. */
  public record OperationSnapshot(long count, long failures, long nanos) {

    OperationSnapshot plus(OperationSnapshot other) {
      return new OperationSnapshot(
          count + other.count, failures + other.failures, nanos + other.nanos);
    }
  }

  /** The counters, by name where there are several. */
  public record Snapshot(
      Map<String, OperationSnapshot> operations,
      Map<String, Long> retries,
      Map<String, Long> throttles,
      long notSent,
      long refusedConditions,
      long reruns,
      long spentBudgets,
      long waits,
      long waitNanos,
      long unknownOutcomes,
      long leftovers,
      double readUnits,
      double writeUnits) {

    /** Nothing counted. */
    public static final Snapshot ZERO =
        new Snapshot(Map.of(), Map.of(), Map.of(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Both added up. */
    public Snapshot plus(Snapshot other) {
      Map<String, OperationSnapshot> both = new TreeMap<>(operations);
      other.operations.forEach((name, more) -> both.merge(name, more, OperationSnapshot::plus));
      return new Snapshot(
          both,
          sum(retries, other.retries),
          sum(throttles, other.throttles),
          notSent + other.notSent,
          refusedConditions + other.refusedConditions,
          reruns + other.reruns,
          spentBudgets + other.spentBudgets,
          waits + other.waits,
          waitNanos + other.waitNanos,
          unknownOutcomes + other.unknownOutcomes,
          leftovers + other.leftovers,
          readUnits + other.readUnits,
          writeUnits + other.writeUnits);
    }

    private static Map<String, Long> sum(Map<String, Long> some, Map<String, Long> others) {
      Map<String, Long> both = new TreeMap<>(some);
      others.forEach((name, more) -> both.merge(name, more, Long::sum));
      return both;
    }
  }
}
