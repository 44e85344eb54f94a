package io.github.dynamodbjcache.internal.codec.key;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.codec.item.ItemAttributes;
import io.github.dynamodbjcache.internal.codec.item.Reasons;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A known class of keys, and the fields that its {@code equals} goes by: they alone say where an
 * entry lies, whatever else the object carries along. A library's class is known by its name only.
 *
 * @param className the class; subclasses are other classes
 * @param equality the fields that tell keys apart, in the order of the text: part of the item
 *     format
 * @param arguments the fields that a constructor takes, in its order, to make the key again; some
 *     are of no account for equality, such as a hash that differs between JVMs
 */
record KeyFields(String className, List<String> equality, List<String> arguments) {

  /** Those of a class, or null if they are not known. */
  static @Nullable KeyFields of(Class<?> type) {
    KeyFields library = LibraryKeys.fieldsOf(type.getName());
    return library != null ? library : ValueClasses.fieldsOf(type);
  }

  /** Everything that it takes to make the key again: first what equality goes by. */
  List<String> all() {
    return Stream.concat(equality.stream(), besideEquality().stream()).toList();
  }

  /** What else it takes. */
  List<String> besideEquality() {
    return arguments.stream().filter(argument -> !equality.contains(argument)).toList();
  }

  /** The values of some fields of a key. */
  static List<@Nullable Object> values(Object key, List<String> names) {
    List<@Nullable Object> values = new ArrayList<>(names.size());
    for (String name : names) {
      values.add(value(key, name));
    }
    return values;
  }

  private static @Nullable Object value(Object key, String name) {
    Class<?> type = key.getClass();
    try {
      Field field = field(type, name);
      field.setAccessible(true);
      return field.get(key);
    } catch (NoSuchFieldException unknownVersion) {
      throw new CodecException(
          "The class "
              + type.getName()
              + " has no field \""
              + name
              + "\" as the versions have that this library knows. Register a KeyEncoder for it.",
          unknownVersion);
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new CodecException(
          "The fields of "
              + type.getName()
              + " cannot be read. Open its package to this library, or register a KeyEncoder.",
          e);
    }
  }

  private static Field field(Class<?> type, String name) throws NoSuchFieldException {
    try {
      return type.getDeclaredField(name);
    } catch (NoSuchFieldException inherited) {
      Class<?> superclass = type.getSuperclass();
      if (superclass == null) {
        throw inherited;
      }
      return field(superclass, name);
    }
  }

  /**
   * Makes a key again.
   *
   * @param type the class of that name
   * @param values of {@link #all}, in its order
   */
  Object newKey(Class<?> type, List<? extends @Nullable Object> values) {
    List<String> names = all();
    if (values.size() != names.size()) {
      throw new CodecException(
          "the attribute \""
              + ItemAttributes.FULL_KEY
              + "\" is missing, which has all fields of the key");
    }
    List<@Nullable Object> stored = new ArrayList<>();
    arguments.forEach(argument -> stored.add(values.get(names.indexOf(argument))));
    Constructor<?> constructor = constructor(type, stored);
    @Nullable Object[] given = new @Nullable Object[stored.size()];
    for (int i = 0; i < given.length; i++) {
      given[i] = argument(constructor.getParameterTypes()[i], stored.get(i));
    }
    try {
      constructor.setAccessible(true);
      return constructor.newInstance(given);
    } catch (InvocationTargetException e) {
      throw new CodecException(
          "The class " + className + " refuses what was stored.", Reasons.quiet(e));
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new CodecException("A key of the class " + className + " cannot be made.", e);
    }
  }

  private Constructor<?> constructor(Class<?> type, List<@Nullable Object> given) {
    return Arrays.stream(type.getDeclaredConstructors())
        .filter(constructor -> constructor.getParameterCount() == arguments.size())
        .filter(constructor -> takes(constructor.getParameterTypes(), given))
        .findFirst()
        .orElseThrow(
            () ->
                new CodecException(
                    "The class "
                        + className
                        + " has no constructor as the versions have that this library knows, or"
                        + " none for what was stored."));
  }

  private static boolean takes(Class<?>[] types, List<@Nullable Object> given) {
    for (int i = 0; i < types.length; i++) {
      Object argument = argument(types[i], given.get(i));
      // Of a primitive type the constructor itself says whether it takes it.
      if (argument != null && !types[i].isPrimitive() && !types[i].isInstance(argument)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Some classes take a set of texts and keep an array of it. Of texts only: elements of other
   * types could be made so that hashing them takes for ever.
   */
  private static @Nullable Object argument(Class<?> type, @Nullable Object value) {
    return type == Set.class && value instanceof String[] elements
        ? new LinkedHashSet<>(Arrays.asList(elements))
        : value;
  }
}
