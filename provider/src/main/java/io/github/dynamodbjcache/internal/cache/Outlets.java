package io.github.dynamodbjcache.internal.cache;

import io.github.dynamodbjcache.internal.codec.EntryCodec;
import io.github.dynamodbjcache.internal.event.Listeners;
import io.github.dynamodbjcache.internal.management.CacheBeans;
import io.github.dynamodbjcache.internal.management.RequestsBean;
import io.github.dynamodbjcache.internal.runner.CommitObservers;
import io.github.dynamodbjcache.internal.runner.CountingObserver;
import io.github.dynamodbjcache.internal.runner.ListenersObserver;
import io.github.dynamodbjcache.internal.runner.UnreadableEntries;
import io.github.dynamodbjcache.internal.statistics.CacheStatistics;
import java.util.List;

/**
 * Where a cache tells what it does.
 *
 * @param statistics counts
 * @param requests what is asked of DynamoDB, and its price
 * @param listeners hear of changes
 * @param beans show statistics and configuration
 * @param background runs the application's code beside the callers
 */
record Outlets<K, V>(
    CacheStatistics statistics,
    RequestsBean.Source requests,
    Listeners<K, V> listeners,
    CacheBeans beans,
    Background background) {

  /** Starts or stops counting. */
  void countAndShow(boolean enabled) {
    statistics.setEnabled(enabled);
    requests.statistics().setEnabled(enabled);
    beans.showStatistics(enabled);
  }

  /** Who hears of commits, in this order: listeners may fail. */
  CommitObservers<K, V> observers(EntryCodec<K, V> codec, UnreadableEntries unreadable) {
    return new CommitObservers<>(
        List.of(
            new CountingObserver<>(statistics, requests.statistics()),
            new ListenersObserver<>(listeners, codec, unreadable)));
  }
}
