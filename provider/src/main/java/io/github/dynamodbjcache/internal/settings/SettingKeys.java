package io.github.dynamodbjcache.internal.settings;

import io.github.dynamodbjcache.internal.settings.reading.Sources;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** The whole keys of all settings that are declared. */
public final class SettingKeys {

  private static final String ROOT = Sources.ROOT + ".";
  private static final String OF_CACHES = ROOT + Sources.CACHES + ".default.";

  private SettingKeys() {}

  /** Those of clients, of tables, and of caches, each once; unmodifiable. */
  public static Set<String> all() {
    Set<String> keys = new LinkedHashSet<>();
    ClientSetting.ALL.keys().forEach(key -> keys.add(ROOT + key));
    TableSetting.ALL.keys().forEach(key -> keys.add(ROOT + key));
    CacheSetting.ALL.keys().stream()
        .filter(key -> !TableSetting.ALL.keys().contains(key))
        .forEach(key -> keys.add(OF_CACHES + key));
    return Collections.unmodifiableSet(keys);
  }
}
