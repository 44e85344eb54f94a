package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.internal.operation.Effect;
import io.github.dynamodbjcache.internal.statistics.CacheStatistics;
import io.github.dynamodbjcache.internal.statistics.RequestStatistics;
import java.util.List;

/** Counts commits as JSR-107's table of statistics says. */
public final class CountingObserver<K, V> implements CommitObserver<K, V> {

  private final CacheStatistics statistics;
  private final RequestStatistics requests;

  /** With the counters, JCache's and those of the requests. */
  public CountingObserver(CacheStatistics statistics, RequestStatistics requests) {
    this.statistics = statistics;
    this.requests = requests;
  }

  @Override
  public void conflicted() {
    requests.reran();
  }

  @Override
  public Interest interest() {
    return statistics.isEnabled() ? Interest.PRESENCE : Interest.NONE;
  }

  @Override
  public void lookedInVain(int hits, int misses, long nanos) {
    statistics.countLookups(hits, misses, nanos);
  }

  @Override
  public void committed(List<Commit<K, V>> commits, long nanos) {
    if (!statistics.isEnabled()) {
      return;
    }
    int hits = 0;
    int misses = 0;
    int puts = 0;
    int removals = 0;
    for (Commit<K, V> commit : commits) {
      if (commit.operation().isLookup()) {
        hits += commit.found() ? 1 : 0;
        misses += commit.found() ? 0 : 1;
      }
      if (isPut(commit)) {
        puts++;
      }
      if (commit.effect() instanceof Effect.Remove && commit.found()) {
        removals++;
      }
    }
    if (hits + misses > 0) {
      statistics.countLookups(hits, misses, nanos);
    }
    statistics.countPuts(puts, nanos);
    statistics.countRemovals(removals, nanos);
  }

  private static <V> boolean isPut(Commit<?, V> commit) {
    boolean isCallers =
        commit.effect() instanceof Effect.Change
            || (commit.effect() instanceof Effect.Write<V> write
                && write.source() == Effect.Source.CALLER);
    return isCallers && commit.changedEntry();
  }
}
