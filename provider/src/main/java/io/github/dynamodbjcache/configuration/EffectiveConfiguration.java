package io.github.dynamodbjcache.configuration;

import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;

/**
 * What holds for one cache: its configuration in code and the settings of its name, put together.
 *
 * <ul>
 *   <li>The settings' expiry holds if the configuration has the default expiry policy, so that a
 *       file can give lifetimes to caches that a framework creates; any other policy in code, and
 *       one that was set on a {@link DynamoDbConfiguration}, goes before it.
 *   <li>Statistics and management are on if either says so.
 *   <li>Of the rest, what a {@link DynamoDbConfiguration} sets explicitly goes before the file.
 * </ul>
 *
 * @param configuration a copy that the cache owns, for {@link javax.cache.Cache#getConfiguration};
 *     a {@link DynamoDbConfiguration} if one was given
 * @param settings the settings
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public record EffectiveConfiguration<K, V>(
    MutableConfiguration<K, V> configuration, CacheSettings settings) {

  /** For a cache that is created with a configuration. */
  public static <K, V> EffectiveConfiguration<K, V> of(
      Configuration<K, V> inCode, CacheSettings inFile) {
    MutableConfiguration<K, V> copy = copyOf(inCode);
    CacheSettings settings =
        copy instanceof DynamoDbConfiguration<K, V> own ? own.applyTo(inFile) : inFile;
    if (leavesExpiryToSettings(copy)) {
      copy.setExpiryPolicyFactory(settings.expiry().policyFactory());
    }
    copy.setStatisticsEnabled(copy.isStatisticsEnabled() || settings.statistics());
    copy.setManagementEnabled(copy.isManagementEnabled() || settings.management());
    return new EffectiveConfiguration<>(copy, settings);
  }

  /** For a cache that is declared in the file and not created in code. */
  public static EffectiveConfiguration<?, ?> declared(CacheSettings inFile) {
    return declared(inFile.keyType(), inFile.valueType(), inFile);
  }

  private static <K, V> EffectiveConfiguration<K, V> declared(
      Class<K> keyType, Class<V> valueType, CacheSettings inFile) {
    return of(new MutableConfiguration<K, V>().setTypes(keyType, valueType), inFile);
  }

  private static <K, V> boolean leavesExpiryToSettings(MutableConfiguration<K, V> configuration) {
    Factory<ExpiryPolicy> factory = configuration.getExpiryPolicyFactory();
    boolean explicit =
        configuration instanceof DynamoDbConfiguration<K, V> own && own.hasExplicitExpiry();
    return !explicit && factory.equals(EternalExpiryPolicy.factoryOf());
  }

  private static <K, V> MutableConfiguration<K, V> copyOf(Configuration<K, V> inCode) {
    if (inCode instanceof DynamoDbConfiguration<K, V> own) {
      return new DynamoDbConfiguration<>(own);
    }
    if (inCode instanceof CompleteConfiguration<K, V> complete) {
      return new MutableConfiguration<>(complete);
    }
    return new MutableConfiguration<K, V>()
        .setTypes(inCode.getKeyType(), inCode.getValueType())
        .setStoreByValue(inCode.isStoreByValue());
  }
}
