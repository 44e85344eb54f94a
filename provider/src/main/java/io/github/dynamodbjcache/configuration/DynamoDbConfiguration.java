package io.github.dynamodbjcache.configuration;

import io.github.dynamodbjcache.codec.KeyEncoder;
import io.github.dynamodbjcache.codec.SerializationPreset;
import io.github.dynamodbjcache.codec.Serializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
 * <p>What is set here goes before the file; what is not set here is as the file says, key by key.
 * Like its parent it is mutable, not for several threads at once, and copied by the cache that is
 * created with it. It is serializable as far as its factories, its serializer and its key encoders
 * are. It equals another {@code DynamoDbConfiguration} with the same settings, set or not set;
 * never a plain {@link MutableConfiguration}.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public class DynamoDbConfiguration<K, V> extends MutableConfiguration<K, V> {

  private static final long serialVersionUID = 1L;

  private boolean explicitExpiry;
  private @Nullable Consistency consistency;
  private @Nullable ExactlyOnce exactlyOnce;
  private @Nullable Duration touchInterval;
  private @Nullable SerializationFormat serializationFormat;
  private @Nullable Compression compression;
  private @Nullable Long compressionThreshold;
  private @Nullable Long maxEntrySize;
  private @Nullable OnUnreadable onUnreadable;
  private @Nullable UnreadableEntries unreadableEntries;
  private @Nullable String tablePrefix;
  private @Nullable String tableName;
  private @Nullable TableCreation tableCreation;
  private @Nullable Duration creationTimeout;
  private @Nullable OnDestroy onDestroy;
  private @Nullable Billing billing;
  private @Nullable Boolean deletionProtection;
  private @Nullable Boolean pointInTimeRecovery;
  private @Nullable Encryption encryption;
  private @Nullable List<String> allowedClasses;
  private @Nullable List<SerializationPreset> presets;
  private @Nullable Map<String, String> tags;
  private final List<KeyEncoder<?>> keyEncoders = new ArrayList<>();

  /** With JCache's defaults, and everything else as the file says. */
  public DynamoDbConfiguration() {}

  /** A copy; of our own settings as well, if the other has them. */
  public DynamoDbConfiguration(CompleteConfiguration<K, V> other) {
    super(other);
    if (other instanceof DynamoDbConfiguration<K, V> own) {
      explicitExpiry = own.explicitExpiry;
      consistency = own.consistency;
      exactlyOnce = own.exactlyOnce;
      touchInterval = own.touchInterval;
      serializationFormat = own.serializationFormat;
      compression = own.compression;
      compressionThreshold = own.compressionThreshold;
      maxEntrySize = own.maxEntrySize;
      onUnreadable = own.onUnreadable;
      unreadableEntries = own.unreadableEntries;
      tablePrefix = own.tablePrefix;
      tableName = own.tableName;
      tableCreation = own.tableCreation;
      creationTimeout = own.creationTimeout;
      onDestroy = own.onDestroy;
      billing = own.billing;
      deletionProtection = own.deletionProtection;
      pointInTimeRecovery = own.pointInTimeRecovery;
      encryption = own.encryption;
      allowedClasses = own.allowedClasses;
      presets = own.presets;
      tags = own.tags;
      keyEncoders.addAll(own.keyEncoders);
    }
  }

  /** What reads see. */
  public DynamoDbConfiguration<K, V> setConsistency(Consistency consistency) {
    this.consistency = consistency;
    return this;
  }

  /** Which operations on one entry are transactions, at twice the write units. */
  public DynamoDbConfiguration<K, V> setExactlyOnce(ExactlyOnce exactlyOnce) {
    this.exactlyOnce = exactlyOnce;
    return this;
  }

  /**
   * A read moves the deadline only if that moves it by more than this; zero for always.
   *
   * @throws IllegalArgumentException if it is not such a value
   */
  public DynamoDbConfiguration<K, V> setTouchInterval(Duration touchInterval) {
    if (touchInterval.isNegative()) {
      throw new IllegalArgumentException("The touch interval must not be negative");
    }
    this.touchInterval = touchInterval;
    return this;
  }

  /** What serializes values that DynamoDB has no type of its own for. */
  public DynamoDbConfiguration<K, V> setSerializationFormat(
      SerializationFormat serializationFormat) {
    this.serializationFormat = serializationFormat;
    return this;
  }

  /** How serialized values are made smaller. */
  public DynamoDbConfiguration<K, V> setCompression(Compression compression) {
    this.compression = compression;
    return this;
  }

  /**
   * The size in bytes from which on serialized values are compressed.
   *
   * @throws IllegalArgumentException if it is not such a value
   */
  public DynamoDbConfiguration<K, V> setCompressionThreshold(long compressionThreshold) {
    if (compressionThreshold < 0) {
      throw new IllegalArgumentException("The compression threshold must not be negative");
    }
    this.compressionThreshold = compressionThreshold;
    return this;
  }

  /** What operations do that meet an entry whose value cannot be read. */
  public DynamoDbConfiguration<K, V> setOnUnreadable(OnUnreadable onUnreadable) {
    this.onUnreadable = onUnreadable;
    return this;
  }

  /** What an iteration does with entries that cannot be read. */
  public DynamoDbConfiguration<K, V> setUnreadableEntries(UnreadableEntries unreadableEntries) {
    this.unreadableEntries = unreadableEntries;
    return this;
  }

  /**
   * The largest entry that is stored, in bytes of key and value as DynamoDB counts them. One that
   * does not fit into one item (399 KiB) is split over several, and written and read at the price
   * of its size.
   *
   * @throws IllegalArgumentException if it is not such a value
   */
  public DynamoDbConfiguration<K, V> setMaxEntrySize(long maxEntrySize) {
    if (maxEntrySize < CacheSettings.LEAST_MAX_ENTRY_SIZE
        || maxEntrySize > CacheSettings.MOST_MAX_ENTRY_SIZE) {
      throw new IllegalArgumentException("The largest entry has 1 KiB to 16 MiB");
    }
    this.maxEntrySize = maxEntrySize;
    return this;
  }

  /**
   * Put before the table's name that follows from the cache's; may be empty.
   *
   * @throws IllegalArgumentException if it is not such a value
   */
  public DynamoDbConfiguration<K, V> setTablePrefix(String tablePrefix) {
    if (!Names.isTablePrefix(tablePrefix)) {
      throw new IllegalArgumentException(
          "A table prefix has at most 252 letters, digits, '_', '-' and '.'");
    }
    this.tablePrefix = tablePrefix;
    return this;
  }

  /**
   * The whole name of the table; no prefix is put before it.
   *
   * @throws IllegalArgumentException if it is not such a value
   */
  public DynamoDbConfiguration<K, V> setTableName(String tableName) {
    if (!Names.isTable(tableName)) {
      throw new IllegalArgumentException(
          "A table name has 3 to 255 letters, digits, '_', '-' and '.'");
    }
    this.tableName = tableName;
    return this;
  }

  /** Whether a missing table is created. */
  public DynamoDbConfiguration<K, V> setTableCreation(TableCreation tableCreation) {
    this.tableCreation = tableCreation;
    return this;
  }

  /**
   * How long to wait until a created table can be used.
   *
   * @throws IllegalArgumentException if it is not such a value
   */
  public DynamoDbConfiguration<K, V> setCreationTimeout(Duration creationTimeout) {
    if (creationTimeout.isNegative() || creationTimeout.isZero()) {
      throw new IllegalArgumentException("The creation timeout must be positive");
    }
    this.creationTimeout = creationTimeout;
    return this;
  }

  /** What destroying the cache does with the table. */
  public DynamoDbConfiguration<K, V> setOnDestroy(OnDestroy onDestroy) {
    this.onDestroy = onDestroy;
    return this;
  }

  /** How a created table is paid for. */
  public DynamoDbConfiguration<K, V> setBilling(Billing billing) {
    this.billing = billing;
    return this;
  }

  /** Whether DynamoDB refuses to delete a created table, also when the cache is destroyed. */
  public DynamoDbConfiguration<K, V> setDeletionProtection(boolean deletionProtection) {
    this.deletionProtection = deletionProtection;
    return this;
  }

  /** Whether DynamoDB keeps continuous backups of a created table; they cost extra. */
  public DynamoDbConfiguration<K, V> setPointInTimeRecovery(boolean pointInTimeRecovery) {
    this.pointInTimeRecovery = pointInTimeRecovery;
    return this;
  }

  /** With which key a created table is encrypted. */
  public DynamoDbConfiguration<K, V> setEncryption(Encryption encryption) {
    this.encryption = encryption;
    return this;
  }

  /** The application's own serializer; see {@link #setSerializationFormat}. */
  public DynamoDbConfiguration<K, V> setSerializer(Serializer serializer) {
    return setSerializationFormat(SerializationFormat.custom(serializer));
  }

  /**
   * Allows classes to be deserialized: {@code com.acme.User} (a class), {@code com.acme.*} (a
   * package) or {@code com.acme.**} (with its subpackages). Those that are allowed here replace the
   * file's.
   *
   * @throws IllegalArgumentException if one is not such a pattern; everything cannot be allowed
   */
  public DynamoDbConfiguration<K, V> addAllowedClasses(String... patterns) {
    List<String> allowed = new ArrayList<>();
    if (allowedClasses != null) {
      allowed.addAll(allowedClasses);
    }
    for (String pattern : patterns) {
      if (!Names.isAllowed(pattern)) {
        throw new IllegalArgumentException(
            "Allow classes and packages: com.acme.User, com.acme.* or com.acme.**");
      }
      allowed.add(pattern);
    }
    allowedClasses = List.copyOf(allowed);
    return this;
  }

  /**
   * Allows the classes that libraries store by themselves, beside those of {@link
   * #addAllowedClasses}. Instead of the file's presets; none for none.
   */
  public DynamoDbConfiguration<K, V> setPresets(SerializationPreset... presets) {
    this.presets = Stream.of(presets).distinct().toList();
    return this;
  }

  /**
   * The tags of a created table, beside those of the file.
   *
   * @throws IllegalArgumentException if there are more than 50, or one is not as the service wants
   *     it
   */
  public DynamoDbConfiguration<K, V> setTags(Map<String, String> tags) {
    if (tags.size() > Names.MAX_TAGS || !tags.entrySet().stream().allMatch(Names::isTag)) {
      throw new IllegalArgumentException(
          "A table has at most 50 tags with keys of 1 to 128 characters that do not begin with"
              + " aws:, and values of at most 256");
    }
    this.tags = Map.copyOf(tags);
    return this;
  }

  /** An encoder of keys of one class; keys of other classes are encoded as always. */
  public DynamoDbConfiguration<K, V> addKeyEncoder(KeyEncoder<?> keyEncoder) {
    keyEncoders.add(keyEncoder);
    return this;
  }

  /** The settings of the file under those that were set here. */
  public CacheSettings applyTo(CacheSettings inFile) {
    return new CacheSettings(
        or(consistency, inFile.consistency()),
        or(exactlyOnce, inFile.exactlyOnce()),
        applyTo(inFile.expiry()),
        applyTo(inFile.serialization()),
        or(maxEntrySize, inFile.maxEntrySize()),
        or(onUnreadable, inFile.unreadable()),
        new IterationSettings(or(unreadableEntries, inFile.iteration().unreadable())),
        keyEncoders,
        inFile.declared(),
        inFile.statistics(),
        inFile.management(),
        inFile.keyType(),
        inFile.valueType(),
        applyTo(inFile.table()));
  }

  private ExpirySettings applyTo(ExpirySettings inFile) {
    return new ExpirySettings(
        inFile.afterCreation(),
        inFile.afterUpdate(),
        inFile.afterAccess(),
        or(touchInterval, inFile.touchInterval()));
  }

  private SerializationSettings applyTo(SerializationSettings inFile) {
    return new SerializationSettings(
        or(serializationFormat, inFile.format()),
        or(allowedClasses, inFile.allow()),
        or(presets, inFile.presets()),
        or(compression, inFile.compression()),
        or(compressionThreshold, inFile.compressionThreshold()));
  }

  private TableSettings applyTo(TableSettings inFile) {
    Map<String, String> allTags = new TreeMap<>(inFile.tags());
    if (tags != null) {
      allTags.putAll(tags);
    }
    return new TableSettings(
        or(tablePrefix, inFile.prefix()),
        tableName == null ? inFile.name() : tableName,
        or(tableCreation, inFile.create()),
        or(creationTimeout, inFile.creationTimeout()),
        or(onDestroy, inFile.onDestroy()),
        or(billing, inFile.billing()),
        or(deletionProtection, inFile.deletionProtection()),
        or(pointInTimeRecovery, inFile.pointInTimeRecovery()),
        allTags,
        or(encryption, inFile.encryption()));
  }

  private static <T> T or(@Nullable T set, T inFile) {
    return set == null ? inFile : set;
  }

  /** True if an expiry policy was set here, be it the default one. */
  boolean hasExplicitExpiry() {
    return explicitExpiry;
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
    explicitExpiry = factory != null;
    return this;
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
        && ourSettings().equals(own.ourSettings());
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + ourSettings().hashCode();
  }

  private List<@Nullable Object> ourSettings() {
    return Arrays.asList(
        explicitExpiry,
        consistency,
        exactlyOnce,
        touchInterval,
        serializationFormat,
        compression,
        compressionThreshold,
        maxEntrySize,
        onUnreadable,
        unreadableEntries,
        tablePrefix,
        tableName,
        tableCreation,
        creationTimeout,
        onDestroy,
        billing,
        deletionProtection,
        pointInTimeRecovery,
        encryption,
        allowedClasses,
        presets,
        tags,
        keyEncoders);
  }
}
