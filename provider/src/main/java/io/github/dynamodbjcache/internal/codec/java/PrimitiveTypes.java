package io.github.dynamodbjcache.internal.codec.java;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The classes that no class loader finds by name. */
final class PrimitiveTypes {

  private static final Map<String, Class<?>> BY_NAME =
      Stream.<Class<?>>of(
              boolean.class,
              byte.class,
              char.class,
              short.class,
              int.class,
              long.class,
              float.class,
              double.class,
              void.class)
          .collect(Collectors.toUnmodifiableMap(Class::getName, Function.identity()));

  private PrimitiveTypes() {}

  /** The primitive type of that name, or null. */
  static @Nullable Class<?> named(String name) {
    return BY_NAME.get(name);
  }
}
