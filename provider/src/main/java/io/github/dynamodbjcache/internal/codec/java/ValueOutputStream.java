package io.github.dynamodbjcache.internal.codec.java;

import io.github.dynamodbjcache.codec.AllowList;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Writes a value, with substitutes for what cannot be in a stream, and tells what it met. */
final class ValueOutputStream extends GuardedObjectOutputStream {

  private final UnaryOperator<Object> substitutes;
  private final Set<Class<?>> classes = new HashSet<>();
  private long hashed;
  private boolean hasViews;

  /** With what is written in place of objects. */
  ValueOutputStream(OutputStream out, AllowList allowed, UnaryOperator<Object> substitutes)
      throws IOException {
    super(out, allowed);
    this.substitutes = substitutes;
  }

  @Override
  protected Object replaceObject(Object object) {
    Object written = substitutes.apply(object);
    hasViews |= Substitutes.isView(object, written);
    hashed += HashTables.size(written);
    return super.replaceObject(written);
  }

  @Override
  protected void annotateClass(Class<?> type) {
    super.annotateClass(type);
    classes.add(type);
  }

  /** All classes that the stream describes. */
  Set<Class<?>> classes() {
    return classes;
  }

  /** True if a view was written as a plain collection, which not every field can hold. */
  boolean hasViews() {
    return hasViews;
  }

  /** How many elements and keys the hash tables in the stream hold. */
  long hashed() {
    return hashed;
  }
}
