package io.github.dynamodbjcache.internal.settings;

import io.github.dynamodbjcache.internal.settings.reading.Block;
import org.jspecify.annotations.Nullable;

/**
 * What may stand at the key of a setting, in a file and in code.
 *
 * @param <T> the type of its values; nullable if there may be none
 */
interface Rule<T extends @Nullable Object> {

  /** The value at the key; what is not valid is refused, and some valid value taken instead. */
  T read(Block block, String key);

  /** What is needed instead of a value that was given in code; null if it is valid. */
  default @Nullable String objectionTo(T value) {
    return null;
  }

  /** True if its values are lists, of which properties may hold single elements. */
  default boolean isList() {
    return false;
  }
}
