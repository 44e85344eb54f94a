package io.github.dynamodbjcache.internal.codec.key;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Kotlin's value classes: their {@code equals}, which no source can replace, goes by the one
 * property that they have. They need not be Serializable.
 */
final class ValueClasses {

  private static final String MARK = "kotlin.jvm.JvmInline";

  private ValueClasses() {}

  /** The property of a value class, or null for any other class. */
  static @Nullable KeyFields fieldsOf(Class<?> type) {
    boolean marked =
        Arrays.stream(type.getDeclaredAnnotations())
            .anyMatch(annotation -> annotation.annotationType().getName().equals(MARK));
    if (!marked) {
      return null;
    }
    List<String> properties =
        Arrays.stream(type.getDeclaredFields())
            .filter(field -> !Modifier.isStatic(field.getModifiers()))
            .map(Field::getName)
            .toList();
    return properties.size() == 1 ? new KeyFields(type.getName(), properties, properties) : null;
  }
}
