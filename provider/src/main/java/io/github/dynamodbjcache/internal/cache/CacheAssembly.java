package io.github.dynamodbjcache.internal.cache;

import io.github.dynamodbjcache.internal.client.Connection;
import io.github.dynamodbjcache.internal.codec.EntryCodec;
import io.github.dynamodbjcache.internal.event.Listeners;
import io.github.dynamodbjcache.internal.expiry.EntryExpiry;
import io.github.dynamodbjcache.internal.integration.Loading;
import io.github.dynamodbjcache.internal.integration.Writing;
import io.github.dynamodbjcache.internal.management.CacheBeans;
import io.github.dynamodbjcache.internal.management.RequestsBean;
import io.github.dynamodbjcache.internal.runner.CacheParts;
import io.github.dynamodbjcache.internal.runner.CallLimits;
import io.github.dynamodbjcache.internal.runner.UnreadableEntries;
import io.github.dynamodbjcache.internal.settings.CacheSetting;
import io.github.dynamodbjcache.internal.settings.EffectiveConfiguration;
import io.github.dynamodbjcache.internal.settings.ManagerSettings;
import io.github.dynamodbjcache.internal.settings.Settings;
import io.github.dynamodbjcache.internal.statistics.CacheStatistics;
import io.github.dynamodbjcache.internal.statistics.RequestStatistics;
import io.github.dynamodbjcache.internal.store.Consistency;
import javax.cache.configuration.MutableConfiguration;

/** Puts a cache together: the one place that knows every room, to be read from top to bottom. */
final class CacheAssembly {

  private final DynamoDbCacheManager manager;
  private final ManagerSettings settings;
  private final Connection connection;
  private final StorageAssembly storages;

  CacheAssembly(DynamoDbCacheManager manager, ManagerSettings settings, Connection connection) {
    this.manager = manager;
    this.settings = settings;
    this.connection = connection;
    this.storages = new StorageAssembly(settings, connection, manager.getClassLoader());
  }

  /** Opens the table and the cache over it; closes what it made if that fails. */
  <K, V> DefaultDynamoDbCache<K, V> assemble(String name, EffectiveConfiguration<K, V> effective) {
    Customizations<K, V> customizations = Customizations.of(effective.configuration());
    try {
      return assemble(new CacheIdentity<>(name), effective, customizations);
    } catch (RuntimeException | Error e) {
      Closing.closeAll(name, customizations.all());
      throw e;
    }
  }

  /** Entries have a storage; runners do operations on them; outlets hear of what was done. */
  private <K, V> DefaultDynamoDbCache<K, V> assemble(
      CacheIdentity<K, V> identity,
      EffectiveConfiguration<K, V> effective,
      Customizations<K, V> customizations) {
    UnreadableEntries unreadable = unreadable(identity.name(), effective.settings());
    Outlets<K, V> outlets = outlets(identity, effective, unreadable);
    TableFailures ofTheTable = new TableFailures(identity.name(), identity::isClosed);
    Storage<K, V> storage =
        ofTheTable.translated(
            "createCache",
            () -> storages.open(identity.name(), effective, outlets.requests().statistics()));
    EntryCodec<K, V> codec = storage.codec();
    FailureTranslation<K, V> failures = new FailureTranslation<>(ofTheTable, codec);
    Loading<K, V> loading = customizations.loading(identity.name(), failures::shownKey);
    CallLimits limits = storage.table().limits();
    CacheParts<K, V> parts =
        new CacheParts<>(
            storage.table().stack().entries(),
            codec,
            new EntryExpiry(
                customizations.expiryPolicy(),
                effective.settings().get(CacheSetting.TOUCH_INTERVAL)),
            effective.configuration().isReadThrough() ? loading : Loading.none(),
            effective.configuration().isWriteThrough()
                ? customizations.writing(identity.name(), failures::shownKey)
                : Writing.none(),
            outlets.observers(codec, unreadable),
            readConsistency(effective.settings()),
            unreadable,
            settings.clock(),
            limits);
    Runners<K, V> runners = Runners.of(parts, storage.table().stack(), outlets, loading, failures);

    DefaultDynamoDbCache<K, V> cache =
        new DefaultDynamoDbCache<>(
            new OpenCache<>(
                identity,
                manager,
                effective,
                new OpenCache.Makeup<>(
                    storage, runners, outlets, failures, unreadable, customizations.all())));
    identity.publish(cache);
    return cache;
  }

  private <K, V> Outlets<K, V> outlets(
      CacheIdentity<K, V> identity,
      EffectiveConfiguration<K, V> effective,
      UnreadableEntries unreadable) {
    MutableConfiguration<K, V> configuration = effective.configuration();
    CacheStatistics statistics = new CacheStatistics(configuration.isStatisticsEnabled());
    RequestsBean.Source requests =
        new RequestsBean.Source(
            new RequestStatistics(configuration.isStatisticsEnabled()),
            unreadable::count,
            effective.settings().get(CacheSetting.READ_UNIT_PRICE),
            effective.settings().get(CacheSetting.WRITE_UNIT_PRICE));
    Background background =
        new Background(identity.name(), connection.callbacks(), manager.getClassLoader());
    return new Outlets<>(
        statistics,
        requests,
        new Listeners<>(identity::cache, background),
        new CacheBeans(manager.getURI(), identity.name(), statistics, requests, configuration),
        background);
  }

  private static UnreadableEntries unreadable(String name, Settings cacheSettings) {
    return switch (cacheSettings.get(CacheSetting.UNREADABLE)) {
      case FAIL -> UnreadableEntries.failing(name);
      case SKIP -> UnreadableEntries.leftOut(name);
      case MISS -> UnreadableEntries.absent(name);
    };
  }

  private static Consistency readConsistency(Settings cacheSettings) {
    return switch (cacheSettings.get(CacheSetting.CONSISTENCY)) {
      case STRONG -> Consistency.STRONG;
      case EVENTUAL -> Consistency.EVENTUAL;
    };
  }
}
