package io.github.dynamodbjcache.internal.settings;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Values of settings, each of the type that its {@link Setting} says. Immutable, equal by content,
 * and serializable as far as the values are.
 */
public final class Settings implements Serializable {

  private static final long serialVersionUID = 1L;

  /** No values. */
  public static final Settings NONE = new Settings(Map.of());

  /** By the settings' keys, so that the serialized form holds no declarations. */
  private final Map<String, Object> values;

  Settings(Map<String, Object> values) {
    this.values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  /** The value of a setting, or null if there is none. */
  @SuppressWarnings("unchecked") // only values of the setting's type come in
  public <T extends @Nullable Object> @Nullable T find(Setting<T> setting) {
    return (T) values.get(setting.key());
  }

  /** The value of a setting that has one in every complete set, or whose type may be null. */
  @SuppressWarnings("NullAway") // then null is one of T's
  public <T extends @Nullable Object> T get(Setting<T> setting) {
    return find(setting);
  }

  /**
   * These values with another one.
   *
   * @param value null for none
   * @throws IllegalArgumentException if the setting has no such values
   */
  public <T extends @Nullable Object> Settings with(Setting<T> setting, @Nullable T value) {
    Map<String, Object> changed = new TreeMap<>(values);
    if (value == null) {
      changed.remove(setting.key());
    } else {
      changed.put(setting.key(), setting.checked(value));
    }
    return new Settings(changed);
  }

  /**
   * These values, and those of others where there are none; maps are put together by their keys.
   */
  public Settings over(Settings lower) {
    Map<String, Object> merged = new TreeMap<>(lower.values);
    values.forEach((key, value) -> merged.merge(key, value, Settings::merged));
    return new Settings(merged);
  }

  /** The keys of those settings that have a value here. */
  Set<String> keys() {
    return values.keySet();
  }

  private static Object merged(Object lower, Object upper) {
    if (lower instanceof Map<?, ?> some && upper instanceof Map<?, ?> others) {
      Map<Object, Object> both = new TreeMap<>(some);
      both.putAll(others);
      return Collections.unmodifiableMap(both);
    }
    return upper;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Settings settings && settings.values.equals(values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** Shows the keys and values. */
  @Override
  public String toString() {
    return values.toString();
  }
}
