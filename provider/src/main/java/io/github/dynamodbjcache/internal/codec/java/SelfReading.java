package io.github.dynamodbjcache.internal.codec.java;

import io.github.dynamodbjcache.codec.AllowList;
import java.io.Externalizable;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Which classes take part in how their objects are written and read: what comes of reading one then
 * depends on the object, not on its class alone.
 */
final class SelfReading {

  private static final ClassValue<Boolean> BY_TYPE =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return takesPart(type);
        }
      };

  private SelfReading() {}

  /** True if a class, or one that it inherits from, has methods that serialization calls. */
  static boolean isOf(Class<?> type) {
    return BY_TYPE.get(type);
  }

  /** The method by which an object is replaced when it was read; null if its class has none. */
  static @Nullable Method readResolve(Class<?> type) {
    for (Class<?> c = type; c != null && !type.isEnum(); c = c.getSuperclass()) {
      Method method = declared(c, "readResolve");
      if (method != null) {
        return method;
      }
    }
    return null;
  }

  private static boolean takesPart(Class<?> type) {
    if (type.isEnum() || type.isArray()) {
      return false;
    }
    if (Externalizable.class.isAssignableFrom(type)) {
      return true;
    }
    for (Class<?> c = type; c != null && !AllowList.isAlwaysPermitted(c); c = c.getSuperclass()) {
      if (declared(c, "readObject", ObjectInputStream.class) != null
          || declared(c, "writeObject", ObjectOutputStream.class) != null
          || declared(c, "readObjectNoData") != null
          || declared(c, "readResolve") != null
          || declared(c, "writeReplace") != null) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Method declared(Class<?> type, String name, Class<?>... parameters) {
    try {
      return type.getDeclaredMethod(name, parameters);
    } catch (NoSuchMethodException | NoClassDefFoundError none) {
      return null;
    }
  }
}
