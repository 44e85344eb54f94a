package io.github.dynamodbjcache.internal.codec.key;

/** Which classes leave equality or hashes to {@code Object}, which goes by identity. */
final class Identity {

  private Identity() {}

  /** True if an object of that class equals only itself. */
  static boolean compares(Class<?> type) {
    return isInherited(type, "equals", Object.class);
  }

  /** True if the hash of an object of that class is another in every JVM. */
  static boolean hashes(Class<?> type) {
    return isInherited(type, "hashCode");
  }

  private static boolean isInherited(Class<?> type, String method, Class<?>... parameters) {
    try {
      return type.getMethod(method, parameters).getDeclaringClass() == Object.class;
    } catch (NoSuchMethodException e) {
      throw new AssertionError("every class has the method " + method, e);
    }
  }
}
