package io.github.dynamodbjcache.internal.settings;

import io.github.dynamodbjcache.configuration.Clearing;
import io.github.dynamodbjcache.configuration.ConfigurationException;
import io.github.dynamodbjcache.configuration.OnDestroy;
import io.github.dynamodbjcache.configuration.TableCreation;
import io.github.dynamodbjcache.internal.mapping.MappingDefinition;
import io.github.dynamodbjcache.table.Mapping;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.Duration;
import javax.cache.expiry.EternalExpiryPolicy;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a table of one's own. What is said of caches in general is meant for tables that
 * the provider makes for them: it creates, clears and destroys nothing here, and gives no lifetime
 * to items that have no place for one. Said of the cache itself, in code or in its own block, it
 * holds, and is refused where it cannot.
 */
final class OwnTableSettings {

  private final String cacheName;
  private final Settings all;
  private final Settings said;

  /**
   * For one cache.
   *
   * @param inCode what was set in code
   * @param inFile what the file says
   */
  OwnTableSettings(String cacheName, Settings inCode, Settings inFile) {
    Settings ofItself = inFile.find(CacheSetting.OF_ITSELF);
    this.cacheName = cacheName;
    this.all = inCode.over(inFile);
    this.said = ofItself == null ? inCode : inCode.over(ofItself);
  }

  /**
   * All settings, with the mapping in them, if the table is one's own; else as they were.
   *
   * @param configuration JCache's part, with the cache's types
   * @throws ConfigurationException if something was said that cannot hold
   */
  Settings applied(MutableConfiguration<?, ?> configuration) {
    Mapping<?, ?> inCode = all.find(CacheSetting.MAPPING);
    Mapping<?, ?> mapping =
        inCode != null
            ? inCode
            : MappingInFile.of(
                all, configuration.getKeyType(), configuration.getValueType(), this::refuse);
    if (mapping == null) {
      return all;
    }
    refuseOtherTypes(mapping.definition(), configuration);
    refuseWhatCannotHold(mapping.definition().timeToLive(), configuration);
    TableCreation creation = said.find(TableSetting.CREATE);
    OnDestroy onDestroy = said.find(TableSetting.ON_DESTROY);
    Settings own =
        all.with(CacheSetting.MAPPING, mapping.copy())
            .with(TableSetting.CREATE, creation == null ? TableCreation.NEVER : creation)
            .with(TableSetting.ON_DESTROY, onDestroy == null ? OnDestroy.KEEP : onDestroy);
    return mapping.definition().timeToLive() == null ? withoutLifetimes(own) : own;
  }

  private void refuseOtherTypes(
      MappingDefinition<?, ?> definition, MutableConfiguration<?, ?> configuration) {
    Class<?> keys = definition.keys().type();
    if (keys != Object.class) {
      refuseOtherType("key", configuration.getKeyType(), keys);
    }
    refuseOtherType("value", configuration.getValueType(), definition.values().type());
  }

  private void refuseOtherType(String what, Class<?> ofTheCache, Class<?> mapped) {
    if (!ofTheCache.isAssignableFrom(BoxedType.of(mapped))) {
      throw refused(
          "its "
              + what
              + " type is "
              + ofTheCache.getName()
              + ", but the mapping's is "
              + mapped.getName()
              + ": give both the same, or the cache none");
    }
  }

  private static Settings withoutLifetimes(Settings settings) {
    return settings
        .with(CacheSetting.AFTER_CREATION, Duration.ETERNAL)
        .with(CacheSetting.AFTER_UPDATE, null)
        .with(CacheSetting.AFTER_ACCESS, null);
  }

  private void refuseWhatCannotHold(
      @Nullable String timeToLive, MutableConfiguration<?, ?> configuration) {
    for (Setting<?> setting : OwnTableInFile.OF_OUR_FORMAT) {
      if (said.find(setting) != null) {
        refuse(setting, OwnTableInFile.USELESS);
      }
    }
    if (said.find(CacheSetting.KEY_ENCODERS) != null) {
      refuse(CacheSetting.KEY_ENCODERS, OwnTableInFile.USELESS);
    }
    if (said.find(TableSetting.ON_DESTROY) == OnDestroy.CLEAR
        && all.get(ItemsSetting.CLEAR) == Clearing.REFUSE) {
      refuse(TableSetting.ON_DESTROY, OwnTableInFile.NEED_OF_CLEARING);
    }
    if (timeToLive == null) {
      refuseLifetimes(configuration);
    }
  }

  private void refuseLifetimes(MutableConfiguration<?, ?> configuration) {
    for (Setting<? extends @Nullable Duration> lifetime : CacheSetting.LIFETIMES) {
      Duration duration = said.find(lifetime);
      if (duration != null && !duration.isEternal()) {
        refuse(lifetime, OwnTableInFile.NEED_OF_TIME_TO_LIVE);
      }
    }
    if (!configuration.getExpiryPolicyFactory().equals(EternalExpiryPolicy.factoryOf())) {
      throw refused("an expiry policy " + OwnTableInFile.NEED_OF_TIME_TO_LIVE);
    }
  }

  private void refuse(Setting<?> setting, String need) {
    throw refused(setting + " " + need);
  }

  private ConfigurationException refused(String what) {
    return new ConfigurationException(
        "Cache \"" + cacheName + "\" cannot be opened: " + what + ".");
  }
}
