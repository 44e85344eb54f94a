package io.github.dynamodbjcache.internal.management;

import io.github.dynamodbjcache.internal.statistics.CacheStatistics;
import io.github.dynamodbjcache.internal.statistics.CacheStatistics.Snapshot;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.cache.management.CacheStatisticsMXBean;

/**
 * The statistics of the caches that have one JMX name: mostly one; several, if managers of one URI
 * and several class loaders have a cache of the same name, which are then added up.
 */
final class StatisticsBean implements CacheStatisticsMXBean {

  private final List<CacheStatistics> sources = new CopyOnWriteArrayList<>();

  void add(CacheStatistics source) {
    sources.add(source);
  }

  /** True if none is left. */
  boolean remove(CacheStatistics source) {
    sources.remove(source);
    return sources.isEmpty();
  }

  private Snapshot sum() {
    return sources.stream().map(CacheStatistics::snapshot).reduce(Snapshot.ZERO, Snapshot::plus);
  }

  @Override
  public void clear() {
    sources.forEach(CacheStatistics::clear);
  }

  @Override
  public long getCacheHits() {
    return sum().hits();
  }

  @Override
  public float getCacheHitPercentage() {
    return sum().hitPercentage();
  }

  @Override
  public long getCacheMisses() {
    return sum().misses();
  }

  @Override
  public float getCacheMissPercentage() {
    return sum().missPercentage();
  }

  @Override
  public long getCacheGets() {
    return sum().gets();
  }

  @Override
  public long getCachePuts() {
    return sum().puts();
  }

  @Override
  public long getCacheRemovals() {
    return sum().removals();
  }

  /** Always 0: a table has no capacity to evict for, and expiry is no eviction. */
  @Override
  public long getCacheEvictions() {
    return 0;
  }

  @Override
  public float getAverageGetTime() {
    return sum().averageGetMicros();
  }

  @Override
  public float getAveragePutTime() {
    return sum().averagePutMicros();
  }

  @Override
  public float getAverageRemoveTime() {
    return sum().averageRemoveMicros();
  }
}
