package io.github.dynamodbjcache.internal.codec.java;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The classes of this library that are in streams, whatever the application's class loader sees.
 */
final class OwnForms {

  /** By their names, which never change. */
  static final Map<String, Class<?>> BY_NAME =
      Stream.<Class<?>>of(StandIn.class, StoredOptional.class, StoredUnpaged.class, LateTable.class)
          .collect(Collectors.toUnmodifiableMap(Class::getName, Function.identity()));

  private OwnForms() {}

  static boolean isOne(Object object) {
    return BY_NAME.containsValue(object.getClass());
  }
}
