package io.github.dynamodbjcache.internal.codec.java;

import io.github.dynamodbjcache.codec.AllowList;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;

/** Java serialization that refuses to write what would be refused when read. */
public class GuardedObjectOutputStream extends ObjectOutputStream {

  private final Admission admission;

  public GuardedObjectOutputStream(OutputStream out, AllowList allowed) throws IOException {
    super(out);
    admission = new Admission(allowed);
    enableReplaceObject(true);
  }

  /**
   * Finds what is not Serializable before the stream does: it would write its exception into the
   * stream, and that would be refused in its place.
   */
  @Override
  protected Object replaceObject(Object object) {
    if (!(object instanceof Serializable) || object instanceof IOException) {
      String objection = Unfit.objectionTo(object);
      if (objection != null) {
        throw new UnfitException(objection);
      }
    }
    return object;
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
