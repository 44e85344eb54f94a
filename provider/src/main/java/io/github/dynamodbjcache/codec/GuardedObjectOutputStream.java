package io.github.dynamodbjcache.codec;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;

/** Java serialization that refuses to write what would be refused when read. */
class GuardedObjectOutputStream extends ObjectOutputStream {

  private final Admission admission;

  GuardedObjectOutputStream(OutputStream out, AllowList allowed) throws IOException {
    super(out);
    admission = new Admission(allowed);
  }

  /** Called for the description of each class in the graph, before those of its superclasses. */
  @Override
  protected void annotateClass(Class<?> type) {
    admission.require(type);
  }

  @Override
  protected void annotateProxyClass(Class<?> type) {
    admission.require(type);
  }
}
