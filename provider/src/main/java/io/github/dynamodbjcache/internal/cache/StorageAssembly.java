package io.github.dynamodbjcache.internal.cache;

import io.github.dynamodbjcache.internal.attempt.AttemptSettings;
import io.github.dynamodbjcache.internal.attempt.Attempts;
import io.github.dynamodbjcache.internal.attempt.BackOff;
import io.github.dynamodbjcache.internal.client.Connection;
import io.github.dynamodbjcache.internal.codec.EntryCodec;
import io.github.dynamodbjcache.internal.codec.item.ItemAttributes;
import io.github.dynamodbjcache.internal.mapping.ItemMapping;
import io.github.dynamodbjcache.internal.mapping.MappingDefinition;
import io.github.dynamodbjcache.internal.runner.CallLimits;
import io.github.dynamodbjcache.internal.settings.CacheSetting;
import io.github.dynamodbjcache.internal.settings.ClientSetting;
import io.github.dynamodbjcache.internal.settings.EffectiveConfiguration;
import io.github.dynamodbjcache.internal.settings.ManagerSettings;
import io.github.dynamodbjcache.internal.settings.Settings;
import io.github.dynamodbjcache.internal.split.SplitSizes;
import io.github.dynamodbjcache.internal.statistics.RequestStatistics;
import io.github.dynamodbjcache.internal.store.ParallelTasks;
import io.github.dynamodbjcache.internal.store.dynamodb.KeySchema;
import io.github.dynamodbjcache.internal.store.dynamodb.Naming;
import io.github.dynamodbjcache.internal.store.dynamodb.TableLayout;
import io.github.dynamodbjcache.internal.store.dynamodb.Transacted;
import io.github.dynamodbjcache.internal.table.FoundTable;
import io.github.dynamodbjcache.internal.table.TableIndex;
import io.github.dynamodbjcache.internal.table.TableSpec;
import io.github.dynamodbjcache.internal.table.Tables;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Puts together where the entries of a cache are: a table, a codec that makes items of entries, and
 * stores over the table. In our own item format, the cache says what the table is; a table of the
 * user's says what the codec has to be.
 */
final class StorageAssembly {

  private static final Duration FIRST_BACK_OFF = Duration.ofMillis(25);
  private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(1);
  private static final int PARALLEL_REQUESTS = 8;
  private static final RandomGenerator JITTER = () -> ThreadLocalRandom.current().nextLong();

  private final ManagerSettings settings;
  private final Connection connection;
  private final ClassLoader loader;

  StorageAssembly(ManagerSettings settings, Connection connection, ClassLoader loader) {
    this.settings = settings;
    this.connection = connection;
    this.loader = loader;
  }

  /**
   * Opens the table of a cache, and what lies over it.
   *
   * @param statistics counts the requests
   * @throws CacheException if the settings ask for what is not there
   * @throws StoreException if the table cannot be used
   */
  <K, V> Storage<K, V> open(
      String cacheName, EffectiveConfiguration<K, V> effective, RequestStatistics statistics) {
    MappingDefinition<K, V> mapping = effective.mapping();
    return mapping == null
        ? inOurFormat(cacheName, effective, statistics)
        : byMapping(cacheName, mapping, effective.settings(), statistics);
  }

  private <K, V> Storage<K, V> inOurFormat(
      String cacheName, EffectiveConfiguration<K, V> effective, RequestStatistics statistics) {
    Settings ofCache = effective.settings();
    EntryCodec<K, V> codec = CodecAssembly.codec(cacheName, effective, loader);
    CacheTable table = table(cacheName, new TableSpecs(cacheName, ofCache).ofTheCache(), ofCache);
    table.open();
    StoreStack stack =
        StoreStack.over(
            new TableLayout(table.name(), TableSpecs.OWN_KEY, Naming.OWN, ItemAttributes.DATA),
            attempts(table.name(), ofCache, statistics),
            transacted(ofCache),
            SplitSizes.STANDARD,
            parallel(),
            settings.clock());
    return new Storage<>(codec, new OpenTable(table, stack, limits()), null);
  }

  private <K, V> Storage<K, V> byMapping(
      String cacheName,
      MappingDefinition<K, V> definition,
      Settings ofCache,
      RequestStatistics statistics) {
    MappedSchema<K, V> schema = new MappedSchema<>(cacheName, definition);
    CacheTable table =
        table(cacheName, new TableSpecs(cacheName, ofCache).ofTheUser(schema), ofCache);
    Optional<FoundTable> found = table.open();
    KeySchema keys = found.map(FoundTable::keys).orElseGet(schema::keysUnseen);
    ItemMapping<K, V> mapping = schema.mapping(keys);
    TableLayout layout = MappedLayout.of(table.name(), keys, mapping);
    StoreStack stack =
        StoreStack.ofWholeItems(
            layout,
            attempts(table.name(), ofCache, statistics),
            transacted(ofCache),
            parallel(),
            settings.clock());
    Supplier<List<TableIndex>> indexes =
        new KnownIndexes(() -> found.orElseGet(table::look).indexes());
    return new Storage<>(
        mapping,
        new OpenTable(table, stack, limits()),
        new MappedTable<>(mapping, layout, indexes));
  }

  private CacheTable table(String cacheName, TableSpec spec, Settings ofCache) {
    Tables tables =
        new Tables(connection.wire(), attemptSettings(false), JITTER, connection.callbacks());
    return new CacheTable(cacheName, spec, ofCache, tables, limits().call());
  }

  private Attempts attempts(String table, Settings ofCache, RequestStatistics statistics) {
    AttemptSettings attempts = attemptSettings(ofCache.get(CacheSetting.CONSUMED_CAPACITY));
    return Attempts.at(
        connection.wire(), table, attempts, new BackOff(attempts, JITTER), statistics);
  }

  private AttemptSettings attemptSettings(boolean asksForConsumedUnits) {
    return new AttemptSettings(
        settings.client().get(ClientSetting.MAX_ATTEMPTS),
        settings.client().get(ClientSetting.ATTEMPT_TIMEOUT),
        FIRST_BACK_OFF,
        LONGEST_BACK_OFF,
        asksForConsumedUnits);
  }

  private ParallelTasks parallel() {
    return new ParallelTasks(connection.requests(), PARALLEL_REQUESTS);
  }

  private CallLimits limits() {
    return new CallLimits(
        settings.client().get(ClientSetting.API_CALL_TIMEOUT),
        settings.client().get(ClientSetting.BULK_TIMEOUT));
  }

  private static Transacted transacted(Settings ofCache) {
    return switch (ofCache.get(CacheSetting.EXACTLY_ONCE)) {
      case NONE -> Transacted.NOTHING;
      case REMOVES -> Transacted.DELETIONS;
      case WRITES -> Transacted.WRITES;
    };
  }
}
