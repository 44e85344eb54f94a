package io.github.dynamodbjcache.internal.mapping;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a key without a type of its own is made of: of several arguments of a cached method. */
final class Arguments {

  /** What interceptors make of them, known by name only, and the field that has them. */
  private static final Map<String, String> INTERCEPTORS =
      Map.of(
          "org.springframework.cache.interceptor.SimpleKey", "params",
          "io.micronaut.cache.interceptor.ParametersKey", "params",
          "io.quarkus.cache.CompositeCacheKey", "keyElements",
          "org.jsr107.ri.annotations.DefaultGeneratedCacheKey", "parameters");

  private static final ClassValue<Field> FIELDS =
      new ClassValue<>() {
        @Override
        protected Field computeValue(Class<?> type) {
          try {
            Field field = type.getDeclaredField(INTERCEPTORS.get(type.getName()));
            field.setAccessible(true);
            return field;
          } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalArgumentException(
                "a key of the class "
                    + type.getName()
                    + " cannot be read: open its package to this library, or use an ItemKey",
                e);
          }
        }
      };

  private Arguments() {}

  /** Its parts; null if it is nothing that has parts. */
  static @Nullable Object @Nullable [] of(Object key) {
    if (key instanceof List<?> list) {
      return list.toArray();
    }
    if (key instanceof Object[] array) {
      return array;
    }
    if (key.getClass().isArray() && !(key instanceof byte[])) {
      return ArrayShape.elements(key).toArray();
    }
    if (!INTERCEPTORS.containsKey(key.getClass().getName())) {
      return null;
    }
    try {
      return (Object[]) FIELDS.get(key.getClass()).get(key);
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException("a key of the " + key.getClass() + " cannot be read", e);
    }
  }
}
