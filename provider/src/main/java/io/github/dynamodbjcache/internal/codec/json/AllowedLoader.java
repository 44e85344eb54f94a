package io.github.dynamodbjcache.internal.codec.json;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.codec.java.AllowedClasses;

/**
 * Finds for Jackson what stored JSON names by itself: type ids of annotations and the types in
 * their angle brackets, keys of class {@code Class}. Allowed classes only, and none is initialized
 * before that is known; of the manager's loader, whatever thread asks.
 */
public final class AllowedLoader extends ClassLoader {

  static {
    registerAsParallelCapable();
  }

  private final AllowedClasses classes;

  public AllowedLoader(AllowedClasses classes) {
    super(classes.loader());
    this.classes = classes;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) {
    try {
      return classes.load(name);
    } catch (CodecException e) {
      throw new RefusedClassError(e);
    }
  }
}
