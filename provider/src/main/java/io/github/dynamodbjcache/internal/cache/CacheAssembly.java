package io.github.dynamodbjcache.internal.cache;

import io.github.dynamodbjcache.internal.attempt.AttemptSettings;
import io.github.dynamodbjcache.internal.attempt.Attempts;
import io.github.dynamodbjcache.internal.attempt.BackOff;
import io.github.dynamodbjcache.internal.client.Connection;
import io.github.dynamodbjcache.internal.codec.EntryCodec;
import io.github.dynamodbjcache.internal.codec.item.ItemAttributes;
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
import io.github.dynamodbjcache.internal.settings.ClientSetting;
import io.github.dynamodbjcache.internal.settings.EffectiveConfiguration;
import io.github.dynamodbjcache.internal.settings.ManagerSettings;
import io.github.dynamodbjcache.internal.settings.Settings;
import io.github.dynamodbjcache.internal.split.SplitSizes;
import io.github.dynamodbjcache.internal.statistics.CacheStatistics;
import io.github.dynamodbjcache.internal.statistics.RequestStatistics;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.ParallelTasks;
import io.github.dynamodbjcache.internal.store.dynamodb.KeySchema;
import io.github.dynamodbjcache.internal.store.dynamodb.Naming;
import io.github.dynamodbjcache.internal.store.dynamodb.TableLayout;
import io.github.dynamodbjcache.internal.store.dynamodb.Transacted;
import io.github.dynamodbjcache.internal.table.Tables;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import javax.cache.configuration.MutableConfiguration;

/** Puts a cache together: the one place that knows every room, to be read from top to bottom. */
final class CacheAssembly {

  private static final Duration FIRST_BACK_OFF = Duration.ofMillis(25);
  private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(1);
  private static final int PARALLEL_REQUESTS = 8;
  private static final RandomGenerator JITTER = () -> ThreadLocalRandom.current().nextLong();

  private final DynamoDbCacheManager manager;
  private final ManagerSettings settings;
  private final Connection connection;

  CacheAssembly(DynamoDbCacheManager manager, ManagerSettings settings, Connection connection) {
    this.manager = manager;
    this.settings = settings;
    this.connection = connection;
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

  /**
   * A codec makes items of entries; a stack of stores holds them; runners do operations on them.
   */
  private <K, V> DefaultDynamoDbCache<K, V> assemble(
      CacheIdentity<K, V> identity,
      EffectiveConfiguration<K, V> effective,
      Customizations<K, V> customizations) {
    EntryCodec<K, V> codec =
        CodecAssembly.codec(identity.name(), effective, manager.getClassLoader());
    FailureTranslation<K, V> failures =
        new FailureTranslation<>(identity.name(), codec, identity::isClosed);
    CacheTable table = table(identity.name(), effective.settings());
    failures.translated("createCache", table::open);

    UnreadableEntries unreadable = unreadable(identity.name(), effective.settings());
    Outlets<K, V> outlets = outlets(identity, effective, unreadable);
    StoreStack stack = stack(table.name(), effective.settings(), outlets.requests().statistics());
    Loading<K, V> loading = customizations.loading(identity.name(), failures::shownKey);
    CallLimits limits = limits();
    CacheParts<K, V> parts =
        new CacheParts<>(
            stack.entries(),
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
    Runners<K, V> runners = Runners.of(parts, stack, outlets, loading, failures);

    DefaultDynamoDbCache<K, V> cache =
        new DefaultDynamoDbCache<>(
            new OpenCache<>(
                identity,
                manager,
                effective,
                new OpenCache.Makeup<>(
                    codec,
                    new OpenTable(table, stack, limits),
                    runners,
                    outlets,
                    failures,
                    unreadable,
                    customizations.all(),
                    limits)));
    identity.publish(cache);
    return cache;
  }

  private CacheTable table(String name, Settings cacheSettings) {
    return CacheTable.of(
        name,
        cacheSettings,
        new Tables(connection.wire(), attemptSettings(false), JITTER, connection.callbacks()),
        limits().call());
  }

  private StoreStack stack(String table, Settings cacheSettings, RequestStatistics statistics) {
    AttemptSettings attempts = attemptSettings(cacheSettings.get(CacheSetting.CONSUMED_CAPACITY));
    return StoreStack.over(
        new TableLayout(
            table, KeySchema.ofText(ItemAttributes.KEY), Naming.OWN, ItemAttributes.DATA),
        Attempts.at(connection.wire(), table, attempts, new BackOff(attempts, JITTER), statistics),
        transacted(cacheSettings),
        SplitSizes.STANDARD,
        new ParallelTasks(connection.requests(), PARALLEL_REQUESTS),
        settings.clock());
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

  private CallLimits limits() {
    return new CallLimits(
        settings.client().get(ClientSetting.API_CALL_TIMEOUT),
        settings.client().get(ClientSetting.BULK_TIMEOUT));
  }

  private AttemptSettings attemptSettings(boolean asksForConsumedUnits) {
    return new AttemptSettings(
        settings.client().get(ClientSetting.MAX_ATTEMPTS),
        settings.client().get(ClientSetting.ATTEMPT_TIMEOUT),
        FIRST_BACK_OFF,
        LONGEST_BACK_OFF,
        asksForConsumedUnits);
  }

  private static Consistency readConsistency(Settings cacheSettings) {
    return switch (cacheSettings.get(CacheSetting.CONSISTENCY)) {
      case STRONG -> Consistency.STRONG;
      case EVENTUAL -> Consistency.EVENTUAL;
    };
  }

  private static Transacted transacted(Settings cacheSettings) {
    return switch (cacheSettings.get(CacheSetting.EXACTLY_ONCE)) {
      case NONE -> Transacted.NOTHING;
      case REMOVES -> Transacted.DELETIONS;
      case WRITES -> Transacted.WRITES;
    };
  }
}
