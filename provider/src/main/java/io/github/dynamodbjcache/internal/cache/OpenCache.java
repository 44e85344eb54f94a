package io.github.dynamodbjcache.internal.cache;

import io.github.dynamodbjcache.DynamoDbStatisticsMXBean;
import io.github.dynamodbjcache.internal.own.KeyedCalls;
import io.github.dynamodbjcache.internal.own.OwnParts;
import io.github.dynamodbjcache.internal.own.Reads;
import io.github.dynamodbjcache.internal.runner.BulkRunner;
import io.github.dynamodbjcache.internal.runner.CacheParts;
import io.github.dynamodbjcache.internal.runner.EntryRunner;
import io.github.dynamodbjcache.internal.runner.ScanRunner;
import io.github.dynamodbjcache.internal.runner.UnreadableEntries;
import io.github.dynamodbjcache.internal.settings.EffectiveConfiguration;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One cache from its opening to its closing: what it consists of, its configuration as it stands,
 * and its end.
 */
final class OpenCache<K, V> implements KeyedCalls<K> {

  private static final Logger LOG = LoggerFactory.getLogger(OpenCache.class);

  private final CacheIdentity<K, V> identity;
  private final String name;
  private final DynamoDbCacheManager manager;
  private final EffectiveConfiguration<K, V> effective;
  private final MutableConfiguration<K, V> configuration;
  private final Makeup<K, V> makeup;
  private final DynamoDbStatisticsMXBean requestStatistics;
  private final CallsUnderWay calls;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable Thread closer;

  OpenCache(
      CacheIdentity<K, V> identity,
      DynamoDbCacheManager manager,
      EffectiveConfiguration<K, V> effective,
      Makeup<K, V> makeup) {
    this.identity = identity;
    this.name = identity.name();
    this.manager = manager;
    this.effective = effective;
    this.configuration = effective.configuration();
    this.makeup = makeup;
    this.requestStatistics = makeup.outlets().requests().bean();
    this.calls = new CallsUnderWay(name);
    configuration
        .getCacheEntryListenerConfigurations()
        .forEach(makeup.outlets().listeners()::register);
    makeup.outlets().beans().showStatistics(configuration.isStatisticsEnabled());
    makeup.outlets().beans().showConfiguration(configuration.isManagementEnabled());
  }

  String name() {
    return name;
  }

  DynamoDbCacheManager manager() {
    return manager;
  }

  EntryRunner<K, V> single() {
    return makeup.runners().single();
  }

  BulkRunner<K, V> bulk() {
    return makeup.runners().bulk();
  }

  ScanRunner<K, V> scans() {
    return makeup.runners().scans();
  }

  long skippedEntries() {
    return makeup.unreadable().count();
  }

  Loads<K, V> loads() {
    return makeup.runners().loads();
  }

  FailureTranslation<K, V> failures() {
    return makeup.failures();
  }

  /** When a value that was found is the one that the caller expects. */
  BiPredicate<V, V> sameValue() {
    return makeup.storage().codec()::sameValue;
  }

  String tableName() {
    return makeup.storage().table().name();
  }

  /** One for all who ask, and as long as the cache is there: meters hold it weakly. */
  DynamoDbStatisticsMXBean requestStatistics() {
    return requestStatistics;
  }

  long estimateItemCount() {
    return makeup.storage().table().estimateItemCount();
  }

  /** Deletes the parts of split entries that no entry has. */
  long removeOrphanParts(Duration grace) {
    return makeup.storage().table().removeOrphanParts(grace);
  }

  /**
   * Lets through what deletes every item.
   *
   * @throws javax.cache.CacheException if the settings refuse that
   */
  void requireClearing(String operation) {
    makeup.storage().table().requireClearing(operation);
  }

  /**
   * Lets lifetimes through.
   *
   * @throws javax.cache.CacheException if items have no place for them
   */
  void requireLifetimes() {
    MappedTable<K, V> mapped = makeup.storage().mapped();
    if (mapped != null) {
      mapped.requireLifetimes(name);
    }
  }

  /** Deletes the table, or its entries, or nothing. */
  void destroyTable() {
    makeup.storage().table().destroy(makeup.runners().scans());
  }

  /** What a table of the user's works with; null for our own item format. */
  @Nullable OwnParts<K, V> ownTable() {
    MappedTable<K, V> mapped = makeup.storage().mapped();
    if (mapped == null) {
      return null;
    }
    CacheParts<K, V> parts = makeup.runners().parts();
    return new OwnParts<>(
        this,
        new Reads<>(
            tableName(),
            parts.store(),
            mapped.mapping(),
            this,
            parts.limits(),
            parts.readConsistency(),
            makeup.unreadable(),
            parts.clock()),
        makeup.runners().single(),
        makeup.runners().bulk(),
        makeup.runners().conditional(),
        new MappedTableLife(this, makeup.storage().table(), mapped));
  }

  Class<K> keyType() {
    return configuration.getKeyType();
  }

  Class<V> valueType() {
    return configuration.getValueType();
  }

  TimeLimit newBulkLimit() {
    return makeup.storage().table().limits().newBulk();
  }

  @Override
  public <R extends @Nullable Object> R call(String operation, K key, Supplier<R> run) {
    return calls.call(this::checkOpen, () -> makeup.failures().translated(operation, key, run));
  }

  /** Makes a call on the table, likewise. */
  @Override
  public <R extends @Nullable Object> R call(String operation, Supplier<R> run) {
    return calls.call(this::checkOpen, () -> makeup.failures().translated(operation, run));
  }

  @Override
  public <R extends @Nullable Object> R call(
      String operation, Collection<? extends K> keys, Supplier<R> run) {
    return calls.call(this::checkOpen, () -> makeup.failures().translated(operation, keys, run));
  }

  /** Makes a call on those keys that answers nothing, likewise. */
  void call(String operation, Collection<? extends K> keys, Runnable run) {
    call(
        operation,
        keys,
        () -> {
          run.run();
          return operation;
        });
  }

  /** Makes a call that answers nothing, likewise. */
  void call(String operation, Runnable run) {
    call(
        operation,
        () -> {
          run.run();
          return operation;
        });
  }

  @Override
  public void checkOpen() {
    if (identity.isClosed()) {
      throw new IllegalStateException("cache \"" + name + "\" is closed");
    }
  }

  boolean isClosed() {
    return identity.isClosed();
  }

  K checkKeyType(K key) {
    return checkType("key", configuration.getKeyType(), key);
  }

  V checkValueType(V value) {
    MappedTable<K, V> mapped = makeup.storage().mapped();
    if (mapped != null) {
      mapped.requireNoStandInForNull(name, value);
    }
    return checkType("value", configuration.getValueType(), value);
  }

  private <T> T checkType(String what, Class<T> configured, T given) {
    if (configured != Object.class && !configured.isInstance(given)) {
      throw new ClassCastException(
          "cache \"%s\" is configured for a %s of %s, not of %s"
              .formatted(name, what, configured.getName(), given.getClass().getName()));
    }
    return given;
  }

  /** A copy of the configuration as it stands: with its listeners and what was switched on. */
  synchronized <C extends Configuration<K, V>> C configurationAs(Class<C> type) {
    MutableConfiguration<K, V> copy = effective.copyFor(type);
    if (type.isInstance(copy)) {
      return type.cast(copy);
    }
    throw new IllegalArgumentException(
        "cache \"%s\" has a configuration of %s, not of %s"
            .formatted(name, copy.getClass().getName(), type.getName()));
  }

  synchronized void enableStatistics(boolean enabled) {
    checkOpen();
    configuration.setStatisticsEnabled(enabled);
    makeup.outlets().countAndShow(enabled);
  }

  synchronized void enableManagement(boolean enabled) {
    checkOpen();
    configuration.setManagementEnabled(enabled);
    makeup.outlets().beans().showConfiguration(enabled);
  }

  synchronized void register(CacheEntryListenerConfiguration<K, V> listener) {
    checkOpen();
    configuration.addCacheEntryListenerConfiguration(listener);
    try {
      makeup.outlets().listeners().register(listener);
    } catch (RuntimeException | Error notMade) {
      configuration.removeCacheEntryListenerConfiguration(listener);
      throw notMade;
    }
  }

  synchronized void deregister(CacheEntryListenerConfiguration<K, V> listener) {
    checkOpen();
    configuration.removeCacheEntryListenerConfiguration(listener);
    Closing.closeAll(name, makeup.outlets().listeners().deregister(listener));
  }

  <T> T unwrap(Class<T> type) {
    return manager.unwrap(type);
  }

  /**
   * Ends the cache: no new call is let in, those under way and background work are awaited,
   * customizations are closed. The table and its entries stay. Who comes second waits for the
   * first.
   *
   * <p>Nothing is awaited by the cache's own listeners, loaders and processors, since others may be
   * waiting for them, nor by the customizations that are being closed.
   */
  void close() {
    boolean othersMayWaitForUs =
        calls.isWithinOne() || makeup.outlets().background().isWithinTask();
    if (identity.close()) {
      closer = Thread.currentThread();
      manager.release(this);
      try {
        end(othersMayWaitForUs);
      } finally {
        ended.countDown();
        manager.ended(this);
      }
    } else if (!othersMayWaitForUs && closer != Thread.currentThread()) {
      awaitEnd();
    }
  }

  private void end(boolean othersMayWaitForUs) {
    if (!othersMayWaitForUs) {
      calls.awaitEnd(makeup.storage().table().limits().bulk());
      makeup
          .outlets()
          .background()
          .await(
              makeup.outlets().listeners().delivered(), makeup.storage().table().limits().bulk());
    }
    List<Object> customizations = new ArrayList<>(makeup.customizations());
    customizations.addAll(makeup.outlets().listeners().closeables());
    Closing.closeAll(name, customizations);
    hideBeans();
  }

  /** Until the first closer is through, which waits for calls and for background work. */
  private void awaitEnd() {
    try {
      boolean inTime =
          ended.await(2 * makeup.storage().table().limits().bulk().toNanos(), TimeUnit.NANOSECONDS);
      if (!inTime) {
        LOG.warn("cache {}: another thread is still closing it", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Not beside a call that is just showing them: it would leave them behind. */
  private synchronized void hideBeans() {
    makeup.outlets().beans().showStatistics(false);
    makeup.outlets().beans().showConfiguration(false);
  }

  /**
   * What a cache consists of.
   *
   * @param customizations what the configuration's factories made: loader, writer, expiry policy
   */
  record Makeup<K, V>(
      Storage<K, V> storage,
      Runners<K, V> runners,
      Outlets<K, V> outlets,
      FailureTranslation<K, V> failures,
      UnreadableEntries unreadable,
      List<Object> customizations) {}
}
