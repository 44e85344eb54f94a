package io.github.dynamodbjcache.internal.codec.key;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.codec.item.Reasons;
import io.github.dynamodbjcache.internal.codec.java.AllowedClasses;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Objects that are what they are by being the only one: a constant of its class is known by the
 * class and the name of the field, as an enum constant is. So are Kotlin's objects, Java's
 * singletons and enums from before there were enums.
 *
 * <p>Only where no other object could equal it and be written as something else: its class inherits
 * the {@code equals} of {@code Object}, or has no fields and is not Serializable, so that others of
 * it are no keys.
 */
final class Constants {

  private static final char SEPARATOR = '/';

  private static final Comparator<Field> BY_NAME = Comparator.comparing(Field::getName);

  private Constants() {}

  /** The text of a constant of its class or a superclass, or null for any other object. */
  static @Nullable String text(Object object, AllowedClasses classes) {
    if (!Identity.compares(object.getClass()) && !isBare(object)) {
      return null;
    }
    return hierarchy(object.getClass())
        .flatMap(type -> Arrays.stream(type.getDeclaredFields()).sorted(BY_NAME))
        .filter(field -> holds(field, object))
        .findFirst()
        .map(field -> text(field, classes))
        .orElse(null);
  }

  private static String text(Field field, AllowedClasses classes) {
    return classes.className(field.getDeclaringClass()) + SEPARATOR + field.getName();
  }

  /**
   * The constant of a text.
   *
   * @throws RuntimeException if there is none
   */
  static Object read(String text, AllowedClasses classes) {
    int end = text.lastIndexOf(SEPARATOR);
    Class<?> type = classes.load(text.substring(0, end));
    String name = text.substring(end + 1);
    return Arrays.stream(type.getDeclaredFields())
        .filter(field -> field.getName().equals(name))
        .map(Constants::value)
        .filter(value -> text.equals(text(value, classes)))
        .findFirst()
        .orElseThrow(
            () ->
                new CodecException(
                    "The class " + Reasons.className(type.getName()) + " has no such constant."));
  }

  private static boolean holds(Field field, Object object) {
    return field.getType().isInstance(object) && value(field) == object;
  }

  /**
   * What a constant holds; of anything else, and if it cannot be read, an object of no constant.
   */
  private static Object value(Field field) {
    int modifiers = field.getModifiers();
    if (Modifier.isStatic(modifiers) && Modifier.isFinal(modifiers)) {
      try {
        field.setAccessible(true);
        Object value = field.get(null);
        return value == null ? field : value;
      } catch (ReflectiveOperationException | RuntimeException closed) {
        return field;
      }
    }
    return field;
  }

  private static boolean isBare(Object object) {
    return !(object instanceof Serializable)
        && hierarchy(object.getClass())
            .flatMap(each -> Arrays.stream(each.getDeclaredFields()))
            .allMatch(field -> Modifier.isStatic(field.getModifiers()));
  }

  private static Stream<Class<?>> hierarchy(Class<?> type) {
    return Stream.<Class<?>>iterate(
        type, each -> each != null && each != Object.class, Class::getSuperclass);
  }
}
