package io.github.dynamodbjcache.internal.cache;

import io.github.dynamodbjcache.codec.AllowList;
import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.codec.DeserializationLimits;
import io.github.dynamodbjcache.codec.KeyEncoder;
import io.github.dynamodbjcache.codec.Serializer;
import io.github.dynamodbjcache.codec.Serializers;
import io.github.dynamodbjcache.configuration.Compression;
import io.github.dynamodbjcache.configuration.SerializationFormat;
import io.github.dynamodbjcache.configuration.Unreadable;
import io.github.dynamodbjcache.internal.attempt.AttemptSettings;
import io.github.dynamodbjcache.internal.attempt.Attempts;
import io.github.dynamodbjcache.internal.client.Connection;
import io.github.dynamodbjcache.internal.codec.CacheCodec;
import io.github.dynamodbjcache.internal.codec.EntryCodec;
import io.github.dynamodbjcache.internal.codec.compression.CompressedSerializer;
import io.github.dynamodbjcache.internal.codec.item.ItemAttributes;
import io.github.dynamodbjcache.internal.codec.java.JavaSerializer;
import io.github.dynamodbjcache.internal.event.Listeners;
import io.github.dynamodbjcache.internal.expiry.EntryExpiry;
import io.github.dynamodbjcache.internal.integration.Loading;
import io.github.dynamodbjcache.internal.integration.Writing;
import io.github.dynamodbjcache.internal.management.CacheBeans;
import io.github.dynamodbjcache.internal.runner.BulkRunner;
import io.github.dynamodbjcache.internal.runner.CacheParts;
import io.github.dynamodbjcache.internal.runner.EntryRunner;
import io.github.dynamodbjcache.internal.runner.ScanRunner;
import io.github.dynamodbjcache.internal.runner.SkippedEntries;
import io.github.dynamodbjcache.internal.settings.CacheSetting;
import io.github.dynamodbjcache.internal.settings.ClientSetting;
import io.github.dynamodbjcache.internal.settings.EffectiveConfiguration;
import io.github.dynamodbjcache.internal.settings.ManagerSettings;
import io.github.dynamodbjcache.internal.settings.Settings;
import io.github.dynamodbjcache.internal.split.SplitSizes;
import io.github.dynamodbjcache.internal.statistics.CacheStatistics;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.ParallelTasks;
import io.github.dynamodbjcache.internal.store.dynamodb.KeySchema;
import io.github.dynamodbjcache.internal.store.dynamodb.Naming;
import io.github.dynamodbjcache.internal.store.dynamodb.TableLayout;
import io.github.dynamodbjcache.internal.store.dynamodb.Transacted;
import io.github.dynamodbjcache.internal.table.Tables;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.MutableConfiguration;
import org.jspecify.annotations.Nullable;

/** Puts a cache together: the one place that knows every room, to be read from top to bottom. */
final class CacheAssembly {

  private static final Set<String> DATA_ATTRIBUTES =
      Set.of(
          ItemAttributes.VALUE,
          ItemAttributes.TYPE,
          ItemAttributes.FORMAT,
          ItemAttributes.FULL_KEY,
          ItemAttributes.MANIFEST);

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
      return assemble(name, effective, customizations);
    } catch (RuntimeException e) {
      Closing.closeAll(name, customizations.all());
      throw e;
    }
  }

  private <K, V> DefaultDynamoDbCache<K, V> assemble(
      String name, EffectiveConfiguration<K, V> effective, Customizations<K, V> customizations) {
    MutableConfiguration<K, V> configuration = effective.configuration();
    Settings cacheSettings = effective.settings();
    AtomicBoolean closed = new AtomicBoolean();
    AtomicReference<@Nullable Cache<K, V>> self = new AtomicReference<>();

    EntryCodec<K, V> codec = codec(name, configuration, cacheSettings);
    Failures<K, V> failures = new Failures<>(name, codec, closed::get);
    CacheTable table =
        CacheTable.of(
            name,
            cacheSettings,
            new Tables(connection.client(), storeSettings(), JITTER),
            client().get(ClientSetting.API_CALL_TIMEOUT));
    failures.translated("createCache", table::open);

    TableLayout layout =
        new TableLayout(
            table.name(), KeySchema.ofText(ItemAttributes.KEY), Naming.OWN, DATA_ATTRIBUTES);
    StoreStack stack =
        StoreStack.over(
            layout,
            attempts(layout.table()),
            transacted(cacheSettings),
            SplitSizes.STANDARD,
            new ParallelTasks(connection.requests(), PARALLEL_REQUESTS),
            settings.clock());
    CacheStatistics statistics = new CacheStatistics(configuration.isStatisticsEnabled());
    Background background = new Background(name, connection.callbacks(), manager.getClassLoader());
    Listeners<K, V> listeners = new Listeners<>(() -> published(self), background);
    Loading<K, V> loading =
        customizations.loader() == null
            ? null
            : new Loading<>(name, customizations.loader(), failures::shownKey);
    Writing<K, V> writing =
        customizations.writer() == null
            ? null
            : new Writing<>(name, customizations.writer(), failures::shownKey);

    SkippedEntries skipped = new SkippedEntries(name);
    Unreadable unreadable = cacheSettings.get(CacheSetting.UNREADABLE);
    CacheParts<K, V> parts =
        new CacheParts<>(
            stack.entries(),
            codec,
            new EntryExpiry(
                customizations.expiryPolicy(), cacheSettings.get(CacheSetting.TOUCH_INTERVAL)),
            configuration.isReadThrough() ? loading : null,
            configuration.isWriteThrough() ? writing : null,
            statistics,
            listeners,
            readConsistency(cacheSettings),
            unreadable == Unreadable.MISS ? skipped : null,
            settings.clock(),
            client().get(ClientSetting.API_CALL_TIMEOUT),
            client().get(ClientSetting.BULK_TIMEOUT));
    EntryRunner<K, V> single = new EntryRunner<>(parts);
    BulkRunner<K, V> bulk = new BulkRunner<>(parts, single);

    OpenCache<K, V> open =
        new OpenCache<>(
            name,
            manager,
            effective,
            new OpenCache.Parts<>(
                single,
                bulk,
                new ScanRunner<>(
                    parts, stack.scans(), bulk, unreadable == Unreadable.FAIL ? null : skipped),
                skipped,
                new Loads<>(loading, bulk, background, failures),
                background,
                listeners,
                statistics,
                new CacheBeans(manager.getURI(), name, statistics, configuration),
                failures,
                codec::sameValue,
                table,
                stack.orphans(),
                customizations.all(),
                client().get(ClientSetting.API_CALL_TIMEOUT),
                client().get(ClientSetting.BULK_TIMEOUT)),
            closed);
    DefaultDynamoDbCache<K, V> cache = new DefaultDynamoDbCache<>(open);
    self.set(cache);
    return cache;
  }

  private <K, V> EntryCodec<K, V> codec(
      String name, MutableConfiguration<K, V> configuration, Settings cacheSettings) {
    Class<K> keyType = configuration.getKeyType();
    Class<V> valueType = configuration.getValueType();
    AllowList allowed =
        AllowList.of(
            name,
            cacheSettings.get(CacheSetting.ALLOW),
            cacheSettings.get(CacheSetting.PRESETS),
            keyType,
            valueType);
    JavaSerializer java = JavaSerializer.of(allowed, manager.getClassLoader());
    try {
      if (cacheSettings.get(CacheSetting.COMPRESSION) == Compression.ZSTD) {
        Serializers.requireZstd();
      }
      Serializer serializer = serializer(cacheSettings.get(CacheSetting.FORMAT), java, valueType);
      Map<Compression, Serializer> compressed = new EnumMap<>(Compression.class);
      for (Compression each : Compression.values()) {
        compressed.put(each, compressed(serializer, each, cacheSettings));
      }
      CacheCodec.Builder<K, V> builder =
          CacheCodec.builder(keyType, valueType, allowed, manager.getClassLoader())
              .serializer(
                  compressed.getOrDefault(cacheSettings.get(CacheSetting.COMPRESSION), serializer))
              // What was written before the setting changed stays readable.
              .alsoReads(java)
              .maxEntryBytes(cacheSettings.get(CacheSetting.MAX_ENTRY_SIZE));
      compressed.values().forEach(builder::alsoReads);
      if (serializer != java) {
        builder
            .alsoReads(compressed(java, Compression.DEFLATE, cacheSettings))
            .alsoReads(compressed(java, Compression.ZSTD, cacheSettings));
      }
      List<KeyEncoder<?>> keyEncoders = cacheSettings.get(CacheSetting.KEY_ENCODERS);
      if (keyEncoders != null) {
        keyEncoders.forEach(builder::keyEncoder);
      }
      return builder.build();
    } catch (CodecException e) {
      throw new CacheException("cache \"" + name + "\": " + e.getMessage(), e);
    }
  }

  private static Serializer serializer(
      SerializationFormat format, JavaSerializer java, Class<?> valueType) {
    if (format instanceof SerializationFormat.Custom custom) {
      return custom.serializer();
    }
    return format instanceof SerializationFormat.Jackson ? Serializers.jackson(valueType) : java;
  }

  private static Serializer compressed(
      Serializer inner, Compression compression, Settings cacheSettings) {
    int threshold =
        (int) Math.min(cacheSettings.get(CacheSetting.COMPRESSION_THRESHOLD), Integer.MAX_VALUE);
    int maxBytes = DeserializationLimits.DEFAULT.maxBytes();
    return switch (compression) {
      case NONE -> inner;
      case DEFLATE -> CompressedSerializer.deflate(inner, threshold, maxBytes);
      case ZSTD -> CompressedSerializer.zstd(inner, threshold, maxBytes);
    };
  }

  private Attempts attempts(String table) {
    return Attempts.at(connection.client(), table, storeSettings(), JITTER);
  }

  private AttemptSettings storeSettings() {
    return new AttemptSettings(
        client().get(ClientSetting.MAX_ATTEMPTS),
        client().get(ClientSetting.ATTEMPT_TIMEOUT),
        FIRST_BACK_OFF,
        LONGEST_BACK_OFF,
        connection.isOwnClient());
  }

  private Settings client() {
    return settings.client();
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

  private static <K, V> Cache<K, V> published(AtomicReference<@Nullable Cache<K, V>> self) {
    Cache<K, V> cache = self.get();
    if (cache == null) {
      throw new IllegalStateException("an event before the cache was assembled");
    }
    return cache;
  }
}
