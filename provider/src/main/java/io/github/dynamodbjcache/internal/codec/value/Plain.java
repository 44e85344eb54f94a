package io.github.dynamodbjcache.internal.codec.value;

import java.util.List;

/**
 * Collections that have nothing to them beside their elements, as their interfaces promise: those
 * of the JDK, Kotlin and Guava. A collection of the application may hold more.
 */
final class Plain {

  private static final List<String> PACKAGES =
      List.of("java.", "kotlin.collections.", "com.google.common.collect.");

  private Plain() {}

  static boolean is(Object object) {
    String name = object.getClass().getName();
    return PACKAGES.stream().anyMatch(name::startsWith);
  }
}
