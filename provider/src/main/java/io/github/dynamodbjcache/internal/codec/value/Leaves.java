package io.github.dynamodbjcache.internal.codec.value;

/** Values that hold no other objects: their {@code equals} says all. */
final class Leaves {

  private Leaves() {}

  static boolean isLeaf(Object object) {
    return object instanceof String
        || object instanceof Enum
        || object instanceof Class
        || (Scalars.of(object.getClass()) != null && !object.getClass().isArray());
  }
}
