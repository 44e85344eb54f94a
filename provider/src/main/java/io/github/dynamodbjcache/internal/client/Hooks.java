package io.github.dynamodbjcache.internal.client;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import javax.cache.CacheException;

/** Makes objects of the application's classes. */
final class Hooks {

  private Hooks() {}

  /**
   * One by its public static {@code create()}, as the SDK's own classes have it, else by its public
   * constructor without parameters.
   *
   * @param setting where its name stands, for messages
   */
  static <T> T make(String name, Class<T> as, String setting, ClassLoader loader) {
    try {
      Class<?> type = Class.forName(name, true, loader);
      if (!as.isAssignableFrom(type)) {
        throw new CacheException(setting + ": class " + name + " is no " + as.getName());
      }
      boolean hasCreate =
          Arrays.stream(type.getMethods())
              .anyMatch(
                  method ->
                      method.getName().equals("create")
                          && method.getParameterCount() == 0
                          && Modifier.isStatic(method.getModifiers()));
      return as.cast(
          hasCreate ? type.getMethod("create").invoke(null) : type.getConstructor().newInstance());
    } catch (ClassNotFoundException e) {
      throw new CacheException(
          setting + ": the cache manager's class loader finds no class " + name, e);
    } catch (InvocationTargetException e) {
      throw new CacheException(
          setting + ": " + name + " could not be made: " + e.getCause(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new CacheException(
          setting
              + ": class "
              + name
              + " needs a public static create() or a public constructor, both without parameters",
          e);
    }
  }
}
