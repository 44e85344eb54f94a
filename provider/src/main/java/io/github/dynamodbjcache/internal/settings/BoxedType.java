package io.github.dynamodbjcache.internal.settings;

import java.lang.invoke.MethodType;

/** What a cache holds of a primitive type: a cache has objects. */
public final class BoxedType {

  private BoxedType() {}

  /**
   * The class of the objects: {@code Integer} for {@code int}, as Kotlin's {@code Int::class.java}
   * names it; any other type itself.
   */
  @SuppressWarnings("unchecked") // int.class is a Class<Integer>, too
  public static <T> Class<T> of(Class<T> type) {
    return (Class<T>) MethodType.methodType(type).wrap().returnType();
  }
}
