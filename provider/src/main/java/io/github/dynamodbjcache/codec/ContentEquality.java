package io.github.dynamodbjcache.codec;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When two values count as the same in {@code replace(key, old, new)} and {@code remove(key, old)}.
 *
 * <p>Values are copies of what is in the table, so identity means nothing: arrays are compared by
 * content, however deeply they lie in arrays, and everything else by its {@code equals}. An array
 * inside another object (a list, a record) is compared as that object's {@code equals} does.
 */
public final class ContentEquality {

  private ContentEquality() {}

  /** True if both are null, equal, or arrays of one kind with the same content. */
  public static boolean equal(@Nullable Object a, @Nullable Object b) {
    return Objects.deepEquals(a, b);
  }
}
