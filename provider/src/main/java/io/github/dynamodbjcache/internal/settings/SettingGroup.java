package io.github.dynamodbjcache.internal.settings;

import io.github.dynamodbjcache.internal.settings.reading.Block;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The settings of one block and of the blocks within it; each joins it with its declaration. */
final class SettingGroup {

  private final Map<String, Setting<?>> settings = new LinkedHashMap<>();
  private final Map<String, String> renamed;

  /** A group whose keys were always called as they are. */
  SettingGroup() {
    this(Map.of());
  }

  /**
   * A group without settings yet.
   *
   * @param renamed keys of earlier releases, and what they are called now
   */
  SettingGroup(Map<String, String> renamed) {
    this.renamed = Map.copyOf(renamed);
  }

  /**
   * Declares a setting.
   *
   * @param further see {@link Setting}
   */
  <T extends @Nullable Object> Setting<T> add(String key, Rule<T> rule, String... further) {
    Setting<T> setting = new Setting<>(key, rule, further);
    settings.put(key, setting);
    return setting;
  }

  /** Declares that all settings of another group are settings of this one. */
  void addAll(SettingGroup other) {
    settings.putAll(other.settings);
  }

  /** All keys, also those that only together with others make a value. */
  Set<String> keys() {
    Set<String> keys = new LinkedHashSet<>();
    for (Setting<?> setting : settings.values()) {
      keys.add(setting.key());
      for (String name : setting.further()) {
        List<String> path = new ArrayList<>(setting.place());
        path.add(name);
        keys.add(String.join(".", path));
      }
    }
    return keys;
  }

  Map<String, String> renamed() {
    return renamed;
  }

  /** True if the values at that path are lists. */
  boolean isList(List<String> path) {
    Setting<?> setting = settings.get(String.join(".", path));
    return setting != null && setting.rule().isList();
  }

  /** Reads those that have a value in the block, as far as they are valid. */
  Settings readGiven(Block block) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Setting<?> setting : settings.values()) {
      Block place = block.block(setting.place());
      Object value = place.has(setting.name()) ? setting.rule().read(place, setting.name()) : null;
      if (value != null) {
        values.put(setting.key(), value);
      }
    }
    return new Settings(values);
  }

  /**
   * Reads them all. Keys that are not known are refused in the blocks within; in the block itself,
   * where others may stand beside them, they are up to the caller.
   */
  Settings read(Block block) {
    Map<String, Object> values = new LinkedHashMap<>();
    Set<Block> within = new LinkedHashSet<>();
    for (Setting<?> setting : settings.values()) {
      Block place = block.block(setting.place());
      Object value = setting.rule().read(place, setting.name());
      if (value != null) {
        values.put(setting.key(), value);
      }
      within.add(place);
    }
    renamed.forEach((former, now) -> block.refuseRenamed(List.of(former.split("\\.")), now));
    within.remove(block);
    within.forEach(Block::refuseUnknownKeys);
    return new Settings(values);
  }
}
