package io.github.dynamodbjcache.internal.settings;

import io.github.dynamodbjcache.configuration.ConfigurationException;
import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.internal.mapping.MappingDefinition;
import io.github.dynamodbjcache.table.Mapping;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import org.jspecify.annotations.Nullable;

/**
 * What holds for one cache: its configuration in code and the settings of its name, put together.
 *
 * <ul>
 *   <li>The settings' expiry holds if the configuration has the default expiry policy, so that a
 *       file can give lifetimes to caches that a framework creates; any other policy in code, and
 *       one that was set on a {@link DynamoDbConfiguration}, goes before it.
 *   <li>Statistics and management are on if either says so.
 *   <li>Of a table of one's own, less is taken from what is said of caches in general: see {@link
 *       OwnTableSettings}.
 *   <li>Of the rest, what a {@link DynamoDbConfiguration} sets explicitly goes before the file.
 * </ul>
 *
 * @param configuration a copy of JCache's part of the configuration, which the cache owns
 * @param inCode what a {@link DynamoDbConfiguration} set explicitly; null if the cache has another
 *     configuration
 * @param settings all that hold for the cache
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public record EffectiveConfiguration<K, V>(
    MutableConfiguration<K, V> configuration, @Nullable Settings inCode, Settings settings) {

  /**
   * For a cache that is created with a configuration.
   *
   * @throws ConfigurationException if code and file contradict each other
   */
  public static <K, V> EffectiveConfiguration<K, V> of(
      String cacheName, Configuration<K, V> given, Settings inFile) {
    Settings inCode =
        given instanceof DynamoDbConfiguration<K, V> own
            ? ConfigurationAccess.get().setOn(own)
            : null;
    MutableConfiguration<K, V> copy = copyOf(given);
    copy.setTypes(BoxedType.of(copy.getKeyType()), BoxedType.of(copy.getValueType()));
    Settings settings =
        new OwnTableSettings(cacheName, inCode == null ? Settings.NONE : inCode, inFile)
            .applied(copy);
    Factory<ExpiryPolicy> policy = copy.getExpiryPolicyFactory();
    if (settings.get(CacheSetting.OWN_EXPIRY) == null
        && policy.equals(EternalExpiryPolicy.factoryOf())) {
      copy.setExpiryPolicyFactory(
          Lifetimes.policyFactory(
              settings.get(CacheSetting.AFTER_CREATION),
              settings.get(CacheSetting.AFTER_UPDATE),
              settings.get(CacheSetting.AFTER_ACCESS)));
    }
    copy.setStatisticsEnabled(copy.isStatisticsEnabled() || settings.get(CacheSetting.STATISTICS));
    copy.setManagementEnabled(copy.isManagementEnabled() || settings.get(CacheSetting.MANAGEMENT));
    return new EffectiveConfiguration<>(copy, inCode, settings);
  }

  /** For a cache that is declared in the file and not created in code. */
  public static EffectiveConfiguration<?, ?> declared(String cacheName, Settings inFile) {
    return declared(
        cacheName, inFile.get(CacheSetting.KEY_TYPE), inFile.get(CacheSetting.VALUE_TYPE), inFile);
  }

  private static <K, V> EffectiveConfiguration<K, V> declared(
      String cacheName, Class<K> keyType, Class<V> valueType, Settings inFile) {
    return of(cacheName, new MutableConfiguration<K, V>().setTypes(keyType, valueType), inFile);
  }

  /** How the items of a table of one's own are keys and values; null for our own item format. */
  @SuppressWarnings("unchecked") // It was set with these types, or made for them.
  public @Nullable MappingDefinition<K, V> mapping() {
    Mapping<?, ?> mapping = settings.find(CacheSetting.MAPPING);
    return mapping == null ? null : (MappingDefinition<K, V>) mapping.definition();
  }

  private static <K, V> MutableConfiguration<K, V> copyOf(Configuration<K, V> given) {
    if (given instanceof CompleteConfiguration<K, V> complete) {
      return new MutableConfiguration<>(complete);
    }
    return new MutableConfiguration<K, V>()
        .setTypes(given.getKeyType(), given.getValueType())
        .setStoreByValue(given.isStoreByValue());
  }

  /**
   * A copy of the configuration as it stands, for {@link javax.cache.Cache#getConfiguration}: a
   * {@link DynamoDbConfiguration} if one was given or is asked for. One that was given plain and is
   * asked for in JCache's words stays plain, and so equal to what was given.
   */
  public MutableConfiguration<K, V> copyFor(Class<?> type) {
    if (inCode == null && type != DynamoDbConfiguration.class) {
      return new MutableConfiguration<>(configuration);
    }
    DynamoDbConfiguration<K, V> copy = new DynamoDbConfiguration<>(configuration);
    ConfigurationAccess.get().tell(copy, inCode == null ? Settings.NONE : inCode, settings);
    return copy;
  }
}
