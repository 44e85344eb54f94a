package io.github.dynamodbjcache.internal.statistics;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what this JVM did with one cache, while it is switched on. What other JVMs do to the same
 * table is not seen here.
 */
public final class CacheStatistics {

  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder puts = new LongAdder();
  private final LongAdder removals = new LongAdder();
  private final LongAdder getNanos = new LongAdder();
  private final LongAdder putNanos = new LongAdder();
  private final LongAdder removeNanos = new LongAdder();

  private volatile boolean enabled;

  /** Switched on or off; the counters stay. */
  public CacheStatistics(boolean enabled) {
    this.enabled = enabled;
  }

  /** Starts or stops counting. */
  public void setEnabled(boolean enabled) {
    this.enabled = enabled;
  }

  /** True if calls are counted. */
  public boolean isEnabled() {
    return enabled;
  }

  /** Counts lookups that took that long together. */
  public void countLookups(long hitCount, long missCount, long nanos) {
    if (enabled) {
      hits.add(hitCount);
      misses.add(missCount);
      getNanos.add(Math.max(0, nanos));
    }
  }

  /** Counts puts that took that long together. */
  public void countPuts(long count, long nanos) {
    if (enabled && count > 0) {
      puts.add(count);
      putNanos.add(Math.max(0, nanos));
    }
  }

  /** Counts removals that took that long together. */
  public void countRemovals(long count, long nanos) {
    if (enabled && count > 0) {
      removals.add(count);
      removeNanos.add(Math.max(0, nanos));
    }
  }

  /** Sets everything to zero. */
  public void clear() {
    for (LongAdder adder :
        new LongAdder[] {hits, misses, puts, removals, getNanos, putNanos, removeNanos}) {
      adder.reset();
    }
  }

  /** The counters at one time; not atomic as a whole, since counting goes on. */
  public Snapshot snapshot() {
    return new Snapshot(
        hits.sum(),
        misses.sum(),
        puts.sum(),
        removals.sum(),
        getNanos.sum(),
        putNanos.sum(),
        removeNanos.sum());
  }

  /** The counters, times in nanoseconds. */
  public record Snapshot(
      long hits,
      long misses,
      long puts,
      long removals,
      long getNanos,
      long putNanos,
      long removeNanos) {

    /** Hits and misses. */
    public long gets() {
      return hits + misses;
    }

    /** Hits in percent of the gets; 0 without gets. */
    public float hitPercentage() {
      return percentage(hits);
    }

    /** Misses in percent of the gets; 0 without gets. */
    public float missPercentage() {
      return percentage(misses);
    }

    /** The mean time of a get in microseconds; 0 without gets. */
    public float averageGetMicros() {
      return averageMicros(getNanos, gets());
    }

    /** The mean time of a put in microseconds; 0 without puts. */
    public float averagePutMicros() {
      return averageMicros(putNanos, puts);
    }

    /** The mean time of a removal in microseconds; 0 without removals. */
    public float averageRemoveMicros() {
      return averageMicros(removeNanos, removals);
    }

    private float percentage(long part) {
      return gets() == 0 ? 0 : 100f * part / gets();
    }

    private static float averageMicros(long nanos, long count) {
      return count == 0 ? 0 : nanos / 1000f / count;
    }
  }
}
