package io.github.dynamodbjcache.internal.codec.value;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When two values count as the same in {@code replace(key, old, new)} and {@code remove(key, old)}.
 *
 * <p>Values are copies of what is in the table, so identity means nothing: arrays are compared by
 * content, however deeply they lie in arrays, and everything else by its {@code equals}. An array
 * inside another object (a list, a record) is compared as that object's {@code equals} does. Of an
 * object whose class has no {@code equals} of its own, the codec compares what it writes.
 */
public final class ContentEquality {

  private ContentEquality() {}

  /** True if both are null, equal, or arrays of one kind with the same content. */
  public static boolean equal(@Nullable Object a, @Nullable Object b) {
    return Objects.deepEquals(a, b);
  }

  /** True if both are of one class, which compares by identity only. */
  public static boolean byIdentityOnly(Object a, Object b) {
    if (a.getClass() != b.getClass() || a.getClass().isArray()) {
      return false;
    }
    try {
      return a.getClass().getMethod("equals", Object.class).getDeclaringClass() == Object.class;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }
}
