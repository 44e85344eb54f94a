package io.github.dynamodbjcache.internal.management;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.management.CacheMXBean;

/**
 * The configuration of the caches that have one JMX name; of several (see {@link StatisticsBean}),
 * the one that was opened first and is still open.
 */
final class ConfigurationBean implements CacheMXBean {

  private final List<CompleteConfiguration<?, ?>> sources = new CopyOnWriteArrayList<>();

  void add(CompleteConfiguration<?, ?> source) {
    sources.add(source);
  }

  /** True if none is left. */
  boolean remove(CompleteConfiguration<?, ?> source) {
    sources.removeIf(each -> each == source);
    return sources.isEmpty();
  }

  private CompleteConfiguration<?, ?> first() {
    return sources.get(0);
  }

  @Override
  public String getKeyType() {
    return first().getKeyType().getName();
  }

  @Override
  public String getValueType() {
    return first().getValueType().getName();
  }

  @Override
  public boolean isReadThrough() {
    return first().isReadThrough();
  }

  @Override
  public boolean isWriteThrough() {
    return first().isWriteThrough();
  }

  @Override
  public boolean isStoreByValue() {
    return first().isStoreByValue();
  }

  @Override
  public boolean isStatisticsEnabled() {
    return first().isStatisticsEnabled();
  }

  @Override
  public boolean isManagementEnabled() {
    return first().isManagementEnabled();
  }
}
