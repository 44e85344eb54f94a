package io.github.dynamodbjcache.configuration;

import io.github.dynamodbjcache.codec.KeyEncoder;
import io.github.dynamodbjcache.codec.SerializationPreset;
import io.github.dynamodbjcache.codec.Serializer;
import io.github.dynamodbjcache.internal.settings.CacheSetting;
import io.github.dynamodbjcache.internal.settings.ConfigurationAccess;
import io.github.dynamodbjcache.internal.settings.ItemsSetting;
import io.github.dynamodbjcache.internal.settings.Setting;
import io.github.dynamodbjcache.internal.settings.Settings;
import io.github.dynamodbjcache.internal.settings.TableSetting;
import io.github.dynamodbjcache.table.Mapping;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of one cache in code, with the settings that the file has:
 *
 * <pre>{@code
 * manager.createCache(
 *     "users",
 *     new DynamoDbConfiguration<String, User>()
 *         .setTypes(String.class, User.class)
 *         .setTableName("users-v2")
 *         .addAllowedClasses("com.acme.users.**"));
 * }</pre>
 *
 * <p>What is set here goes before the file; what is not set here is as the file says, key by key. A
 * setter that takes null takes back by it what was set. The getters tell what was set, null for
 * nothing.
 *
 * <p>That which {@code cache.getConfiguration(DynamoDbConfiguration.class)} hands out, of any cache
 * of this provider, tells by its getters what holds for the cache: what was set in code, else what
 * the file says, else the default. In everything else it is a copy of what was set, also when it is
 * compared, copied, or another cache is created with it.
 *
 * <p>Like its parent it is mutable, not for several threads at once, and copied by the cache that
 * is created with it. It is serializable as far as its factories, its serializer and its key
 * encoders are. It equals another {@code DynamoDbConfiguration} with the same settings, set or not
 * set; never a plain {@link MutableConfiguration}.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public class DynamoDbConfiguration<K, V> extends MutableConfiguration<K, V> {

  private static final long serialVersionUID = 1L;

  static {
    ConfigurationAccess.grant(
        new ConfigurationAccess() {
          @Override
          protected Settings setOn(DynamoDbConfiguration<?, ?> configuration) {
            return configuration.inCode;
          }

          @Override
          protected void tell(
              DynamoDbConfiguration<?, ?> configuration, Settings inCode, Settings effective) {
            configuration.inCode = inCode;
            configuration.effective = effective;
          }
        });
  }

  /** What was set here, and nothing else. */
  private Settings inCode = Settings.NONE;

  /** What holds for the cache that handed this out; nothing for any other configuration. */
  private Settings effective = Settings.NONE;

  /** With JCache's defaults, and everything else as the file says. */
  public DynamoDbConfiguration() {}

  /** A copy of what was set; of our own settings as well, if the other has them. */
  public DynamoDbConfiguration(CompleteConfiguration<K, V> other) {
    super(other);
    if (other instanceof DynamoDbConfiguration<K, V> own) {
      inCode = own.inCode;
    }
  }

  /** What reads see. */
  public DynamoDbConfiguration<K, V> setConsistency(@Nullable Consistency consistency) {
    return set(CacheSetting.CONSISTENCY, consistency);
  }

  /** See {@link #setConsistency}. */
  public @Nullable Consistency getConsistency() {
    return get(CacheSetting.CONSISTENCY);
  }

  /** Which operations on one entry are transactions, at twice the write units. */
  public DynamoDbConfiguration<K, V> setExactlyOnce(@Nullable ExactlyOnce exactlyOnce) {
    return set(CacheSetting.EXACTLY_ONCE, exactlyOnce);
  }

  /** See {@link #setExactlyOnce}. */
  public @Nullable ExactlyOnce getExactlyOnce() {
    return get(CacheSetting.EXACTLY_ONCE);
  }

  /**
   * A read moves the deadline only if that moves it by more than this; zero for always.
   *
   * @throws IllegalArgumentException if it is negative, or more than 365 days
   */
  public DynamoDbConfiguration<K, V> setTouchInterval(@Nullable Duration touchInterval) {
    return set(CacheSetting.TOUCH_INTERVAL, touchInterval);
  }

  /** See {@link #setTouchInterval}. */
  public @Nullable Duration getTouchInterval() {
    return get(CacheSetting.TOUCH_INTERVAL);
  }

  /** What serializes values that DynamoDB has no type of its own for. */
  public DynamoDbConfiguration<K, V> setSerializationFormat(
      @Nullable SerializationFormat serializationFormat) {
    return set(CacheSetting.FORMAT, serializationFormat);
  }

  /** See {@link #setSerializationFormat}. */
  public @Nullable SerializationFormat getSerializationFormat() {
    return get(CacheSetting.FORMAT);
  }

  /** How JSON lies in an item. */
  public DynamoDbConfiguration<K, V> setJsonStorage(@Nullable JsonStorage jsonStorage) {
    return set(CacheSetting.JSON, jsonStorage);
  }

  /** See {@link #setJsonStorage}. */
  public @Nullable JsonStorage getJsonStorage() {
    return get(CacheSetting.JSON);
  }

  /**
   * The application's mapper for {@link SerializationFormat#jackson}: a {@code JsonMapper} or
   * {@code ObjectMapper} of Jackson 2 or 3, as it is when the cache is created.
   */
  public DynamoDbConfiguration<K, V> setJsonMapper(@Nullable Object jsonMapper) {
    return set(CacheSetting.JSON_MAPPER, jsonMapper);
  }

  /** See {@link #setJsonMapper}. */
  public @Nullable Object getJsonMapper() {
    return get(CacheSetting.JSON_MAPPER);
  }

  /** The application's own serializer; see {@link #setSerializationFormat}. */
  public DynamoDbConfiguration<K, V> setSerializer(@Nullable Serializer serializer) {
    return setSerializationFormat(
        serializer == null ? null : SerializationFormat.custom(serializer));
  }

  /** The application's own serializer; null if another format is set, or none. */
  public @Nullable Serializer getSerializer() {
    return getSerializationFormat() instanceof SerializationFormat.Custom custom
        ? custom.serializer()
        : null;
  }

  /**
   * Allows classes to be deserialized: {@code com.acme.User} (a class), {@code com.acme.*} (a
   * package) or {@code com.acme.**} (with its subpackages). Those that are allowed here replace the
   * file's.
   *
   * @throws IllegalArgumentException if one is not such a pattern; everything cannot be allowed
   */
  public DynamoDbConfiguration<K, V> addAllowedClasses(String... patterns) {
    return set(CacheSetting.ALLOW, joined(inCode.find(CacheSetting.ALLOW), List.of(patterns)));
  }

  /** See {@link #addAllowedClasses}. */
  public @Nullable List<String> getAllowedClasses() {
    return get(CacheSetting.ALLOW);
  }

  /**
   * Allows the classes that libraries store by themselves, beside those of {@link
   * #addAllowedClasses}. Instead of the file's presets; none for none.
   */
  public DynamoDbConfiguration<K, V> setPresets(SerializationPreset... presets) {
    return set(CacheSetting.PRESETS, Stream.of(presets).distinct().toList());
  }

  /** See {@link #setPresets}. */
  public @Nullable List<SerializationPreset> getPresets() {
    return get(CacheSetting.PRESETS);
  }

  /**
   * How deeply objects may lie in each other in a serialized value; from 1 to 1,000. By default
   * 250. Reading takes about 2 KB of stack for each level: beyond 400, threads that read may need
   * more of it ({@code -Xss}).
   */
  public DynamoDbConfiguration<K, V> setMaxDepth(int levels) {
    return set(CacheSetting.MAX_DEPTH, levels);
  }

  /** See {@link #setMaxDepth}. */
  public @Nullable Integer getMaxDepth() {
    return get(CacheSetting.MAX_DEPTH);
  }

  /**
   * How many objects the sets and maps of a serialized value may hash when they are read, besides
   * 32 for each of its bytes; at least 1. By default 250,000, which take some milliseconds. Counted
   * is the most that any {@code hashCode} could ask for: of entities that refer to each other both
   * ways, far more than really is.
   */
  public DynamoDbConfiguration<K, V> setMaxHashSteps(long steps) {
    return set(CacheSetting.MAX_HASH_STEPS, steps);
  }

  /** See {@link #setMaxHashSteps}. */
  public @Nullable Long getMaxHashSteps() {
    return get(CacheSetting.MAX_HASH_STEPS);
  }

  /** How many objects and class descriptions a serialized value may have. By default a million. */
  public DynamoDbConfiguration<K, V> setMaxReferences(int references) {
    return set(CacheSetting.MAX_REFERENCES, references);
  }

  /** See {@link #setMaxReferences}. */
  public @Nullable Integer getMaxReferences() {
    return get(CacheSetting.MAX_REFERENCES);
  }

  /** How serialized values are made smaller. */
  public DynamoDbConfiguration<K, V> setCompression(@Nullable Compression compression) {
    return set(CacheSetting.COMPRESSION, compression);
  }

  /** See {@link #setCompression}. */
  public @Nullable Compression getCompression() {
    return get(CacheSetting.COMPRESSION);
  }

  /**
   * The size in bytes from which on serialized values are compressed.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public DynamoDbConfiguration<K, V> setCompressionThreshold(long compressionThreshold) {
    return set(CacheSetting.COMPRESSION_THRESHOLD, compressionThreshold);
  }

  /** See {@link #setCompressionThreshold}. */
  public @Nullable Long getCompressionThreshold() {
    return get(CacheSetting.COMPRESSION_THRESHOLD);
  }

  /** What becomes of entries that cannot be read. */
  public DynamoDbConfiguration<K, V> setUnreadable(@Nullable Unreadable unreadable) {
    return set(CacheSetting.UNREADABLE, unreadable);
  }

  /** See {@link #setUnreadable}. */
  public @Nullable Unreadable getUnreadable() {
    return get(CacheSetting.UNREADABLE);
  }

  /**
   * The largest entry that is stored, in bytes of key and value as DynamoDB counts them. One that
   * does not fit into one item (399 KiB) is split over several, and written and read at the price
   * of its size.
   *
   * @throws IllegalArgumentException if it is less than 1 KiB or more than 16 MiB
   */
  public DynamoDbConfiguration<K, V> setMaxEntrySize(long maxEntrySize) {
    return set(CacheSetting.MAX_ENTRY_SIZE, maxEntrySize);
  }

  /** See {@link #setMaxEntrySize}. */
  public @Nullable Long getMaxEntrySize() {
    return get(CacheSetting.MAX_ENTRY_SIZE);
  }

  /** Whether each request asks what it costs in capacity units, for the statistics. */
  public DynamoDbConfiguration<K, V> setConsumedCapacity(boolean asked) {
    return set(CacheSetting.CONSUMED_CAPACITY, asked);
  }

  /** See {@link #setConsumedCapacity}. */
  public @Nullable Boolean getConsumedCapacity() {
    return get(CacheSetting.CONSUMED_CAPACITY);
  }

  /**
   * What a read unit costs, in any currency, for the statistics.
   *
   * @throws IllegalArgumentException if it is negative or no number
   */
  public DynamoDbConfiguration<K, V> setReadUnitPrice(double price) {
    return set(CacheSetting.READ_UNIT_PRICE, price);
  }

  /** See {@link #setReadUnitPrice}. */
  public @Nullable Double getReadUnitPrice() {
    return get(CacheSetting.READ_UNIT_PRICE);
  }

  /**
   * What a write unit costs, in any currency, for the statistics.
   *
   * @throws IllegalArgumentException if it is negative or no number
   */
  public DynamoDbConfiguration<K, V> setWriteUnitPrice(double price) {
    return set(CacheSetting.WRITE_UNIT_PRICE, price);
  }

  /** See {@link #setWriteUnitPrice}. */
  public @Nullable Double getWriteUnitPrice() {
    return get(CacheSetting.WRITE_UNIT_PRICE);
  }

  /**
   * Put before the table's name that follows from the cache's; may be empty.
   *
   * @throws IllegalArgumentException if it has more than 252 characters, or others than letters,
   *     digits, "_", "-" and "."
   */
  public DynamoDbConfiguration<K, V> setTablePrefix(@Nullable String tablePrefix) {
    return set(TableSetting.PREFIX, tablePrefix);
  }

  /** See {@link #setTablePrefix}. */
  public @Nullable String getTablePrefix() {
    return get(TableSetting.PREFIX);
  }

  /**
   * The whole name of the table; no prefix is put before it.
   *
   * @throws IllegalArgumentException if it is not 3 to 255 letters, digits, "_", "-" and "."
   */
  public DynamoDbConfiguration<K, V> setTableName(@Nullable String tableName) {
    return set(TableSetting.NAME, tableName);
  }

  /** See {@link #setTableName}; null also where the name follows from the cache's. */
  public @Nullable String getTableName() {
    return get(TableSetting.NAME);
  }

  /** Whether a missing table is created. Of a table of your own never, unless it is set here. */
  public DynamoDbConfiguration<K, V> setTableCreation(@Nullable TableCreation tableCreation) {
    return set(TableSetting.CREATE, tableCreation);
  }

  /** See {@link #setTableCreation}. */
  public @Nullable TableCreation getTableCreation() {
    return get(TableSetting.CREATE);
  }

  /**
   * How long to wait until a created table can be used.
   *
   * @throws IllegalArgumentException if it is less than 1 millisecond or more than 1 day
   */
  public DynamoDbConfiguration<K, V> setCreationTimeout(@Nullable Duration creationTimeout) {
    return set(TableSetting.CREATION_TIMEOUT, creationTimeout);
  }

  /** See {@link #setCreationTimeout}. */
  public @Nullable Duration getCreationTimeout() {
    return get(TableSetting.CREATION_TIMEOUT);
  }

  /**
   * What destroying the cache does with the table. A table of your own is kept, unless it is set
   * here.
   */
  public DynamoDbConfiguration<K, V> setOnDestroy(@Nullable OnDestroy onDestroy) {
    return set(TableSetting.ON_DESTROY, onDestroy);
  }

  /** See {@link #setOnDestroy}. */
  public @Nullable OnDestroy getOnDestroy() {
    return get(TableSetting.ON_DESTROY);
  }

  /** How a created table is paid for. */
  public DynamoDbConfiguration<K, V> setBilling(@Nullable Billing billing) {
    return set(TableSetting.BILLING, billing);
  }

  /** See {@link #setBilling}. */
  public @Nullable Billing getBilling() {
    return get(TableSetting.BILLING);
  }

  /** Whether DynamoDB refuses to delete a created table, also when the cache is destroyed. */
  public DynamoDbConfiguration<K, V> setDeletionProtection(boolean deletionProtection) {
    return set(TableSetting.DELETION_PROTECTION, deletionProtection);
  }

  /** See {@link #setDeletionProtection}. */
  public @Nullable Boolean getDeletionProtection() {
    return get(TableSetting.DELETION_PROTECTION);
  }

  /** Whether DynamoDB keeps continuous backups of a created table; they cost extra. */
  public DynamoDbConfiguration<K, V> setPointInTimeRecovery(boolean pointInTimeRecovery) {
    return set(TableSetting.POINT_IN_TIME_RECOVERY, pointInTimeRecovery);
  }

  /** See {@link #setPointInTimeRecovery}. */
  public @Nullable Boolean getPointInTimeRecovery() {
    return get(TableSetting.POINT_IN_TIME_RECOVERY);
  }

  /**
   * The tags of a created table, beside those of the file.
   *
   * @throws IllegalArgumentException if there are more than 50, or one is not as the service wants
   *     it
   */
  public DynamoDbConfiguration<K, V> setTags(@Nullable Map<String, String> tags) {
    return set(TableSetting.TAGS, tags == null ? null : Map.copyOf(tags));
  }

  /** See {@link #setTags}; of a cache that is open, together with those of the file. */
  public @Nullable Map<String, String> getTags() {
    return get(TableSetting.TAGS);
  }

  /** With which key a created table is encrypted. */
  public DynamoDbConfiguration<K, V> setEncryption(@Nullable Encryption encryption) {
    return set(TableSetting.ENCRYPTION, encryption);
  }

  /** See {@link #setEncryption}. */
  public @Nullable Encryption getEncryption() {
    return get(TableSetting.ENCRYPTION);
  }

  /** An encoder of keys of one class; keys of other classes are encoded as always. */
  public DynamoDbConfiguration<K, V> addKeyEncoder(KeyEncoder<?> keyEncoder) {
    return set(
        CacheSetting.KEY_ENCODERS,
        joined(inCode.find(CacheSetting.KEY_ENCODERS), List.of(keyEncoder)));
  }

  /** See {@link #addKeyEncoder}; null if there are none. */
  public @Nullable List<KeyEncoder<?>> getKeyEncoders() {
    return get(CacheSetting.KEY_ENCODERS);
  }

  /**
   * Makes the cache's table one of your own, which other applications read and write too: its items
   * are keys and values by that mapping. The table is the one of {@link #setTableName}, else the
   * one called as the cache is, with the prefix before it. It is not created, cleared or deleted
   * unless that is set for this cache. Null for the cache's own item format.
   *
   * <p>{@code createCache} then refuses what is for that format: a serializer, compression, key
   * encoders, {@link #setMaxEntrySize}; and an expiry policy, if the mapping has no {@link
   * Mapping#timeToLive}.
   *
   * @param mapping as it is now; what is said to it later is not said here
   */
  public DynamoDbConfiguration<K, V> setMapping(@Nullable Mapping<K, V> mapping) {
    return set(CacheSetting.MAPPING, mapping == null ? null : mapping.copy());
  }

  /** A copy of what {@link #setMapping} was given; null for the cache's own item format. */
  @SuppressWarnings("unchecked") // It was set with these types.
  public @Nullable Mapping<K, V> getMapping() {
    Mapping<K, V> mapping = (Mapping<K, V>) get(CacheSetting.MAPPING);
    return mapping == null ? null : mapping.copy();
  }

  /**
   * Whether {@code clear()} and {@code removeAll()} may delete every item of a table of your own,
   * and {@code on-destroy} as well. By default they may not.
   */
  public DynamoDbConfiguration<K, V> setClearing(@Nullable Clearing clearing) {
    return set(ItemsSetting.CLEAR, clearing);
  }

  /** See {@link #setClearing}. */
  public @Nullable Clearing getClearing() {
    return get(ItemsSetting.CLEAR);
  }

  private <T extends @Nullable Object> DynamoDbConfiguration<K, V> set(
      Setting<T> setting, @Nullable T value) {
    inCode = inCode.with(setting, value);
    return this;
  }

  private <T extends @Nullable Object> @Nullable T get(Setting<T> setting) {
    return inCode.over(effective).find(setting);
  }

  private static <T> List<T> joined(@Nullable List<T> some, List<? extends T> others) {
    return Stream.concat(some == null ? Stream.<T>empty() : some.stream(), others.stream())
        .toList();
  }

  @Override
  public DynamoDbConfiguration<K, V> setTypes(Class<K> keyType, Class<V> valueType) {
    super.setTypes(keyType, valueType);
    return this;
  }

  @Override
  public DynamoDbConfiguration<K, V> addCacheEntryListenerConfiguration(
      CacheEntryListenerConfiguration<K, V> listener) {
    super.addCacheEntryListenerConfiguration(listener);
    return this;
  }

  @Override
  public DynamoDbConfiguration<K, V> removeCacheEntryListenerConfiguration(
      CacheEntryListenerConfiguration<K, V> listener) {
    super.removeCacheEntryListenerConfiguration(listener);
    return this;
  }

  @Override
  public DynamoDbConfiguration<K, V> setCacheLoaderFactory(
      @Nullable Factory<? extends CacheLoader<K, V>> factory) {
    super.setCacheLoaderFactory(factory);
    return this;
  }

  @Override
  public DynamoDbConfiguration<K, V> setCacheWriterFactory(
      @Nullable Factory<? extends CacheWriter<? super K, ? super V>> factory) {
    super.setCacheWriterFactory(factory);
    return this;
  }

  /** Sets the policy for good: the file's expiry then does not count, even if this is eternal. */
  @Override
  public DynamoDbConfiguration<K, V> setExpiryPolicyFactory(
      @Nullable Factory<? extends ExpiryPolicy> factory) {
    super.setExpiryPolicyFactory(factory);
    return set(CacheSetting.OWN_EXPIRY, factory == null ? null : true);
  }

  @Override
  public DynamoDbConfiguration<K, V> setReadThrough(boolean readThrough) {
    super.setReadThrough(readThrough);
    return this;
  }

  @Override
  public DynamoDbConfiguration<K, V> setWriteThrough(boolean writeThrough) {
    super.setWriteThrough(writeThrough);
    return this;
  }

  @Override
  public DynamoDbConfiguration<K, V> setStoreByValue(boolean storeByValue) {
    super.setStoreByValue(storeByValue);
    return this;
  }

  @Override
  public DynamoDbConfiguration<K, V> setStatisticsEnabled(boolean enabled) {
    super.setStatisticsEnabled(enabled);
    return this;
  }

  @Override
  public DynamoDbConfiguration<K, V> setManagementEnabled(boolean enabled) {
    super.setManagementEnabled(enabled);
    return this;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DynamoDbConfiguration<?, ?> own
        && super.equals(other)
        && inCode.equals(own.inCode);
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + inCode.hashCode();
  }
}
