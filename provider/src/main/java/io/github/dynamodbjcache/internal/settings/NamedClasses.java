package io.github.dynamodbjcache.internal.settings;

import io.github.dynamodbjcache.internal.settings.reading.Block;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Objects of classes that a file names. */
final class NamedClasses {

  private NamedClasses() {}

  /** An object of the class of that name; null if it is refused. */
  static <T> @Nullable T made(
      Block block, String key, String className, Class<T> type, String need) {
    try {
      return Class.forName(className, true, block.loader())
          .asSubclass(type)
          .getConstructor()
          .newInstance();
    } catch (ReflectiveOperationException | ClassCastException | LinkageError unusable) {
      block.refuse(key, need + " (" + unusable.getClass().getSimpleName() + ")");
      return null;
    }
  }

  /** What an object of that class supplies, or the object itself; null if it is refused. */
  static <T> @Nullable T supplied(
      Block block, String key, String className, Class<T> type, String need) {
    Object made = made(block, key, className, Object.class, need);
    try {
      return type.cast(made instanceof Supplier<?> supplier ? supplier.get() : made);
    } catch (RuntimeException refused) {
      block.refuse(key, need + " (" + refused.getClass().getSimpleName() + ")");
      return null;
    }
  }
}
