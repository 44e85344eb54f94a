package io.github.dynamodbjcache.internal.codec.json;

import io.github.dynamodbjcache.codec.CodecException;

/**
 * A class that stored JSON may not name. An error, since Jackson would take any exception of a
 * class loader for a reason to ask the next one.
 *
 * <p>Never leaves this room: the bindings throw the {@link #refusal} in its place.
 */
public final class RefusedClassError extends LinkageError {

  private static final long serialVersionUID = 1L;

  private final transient CodecException refusal;

  RefusedClassError(CodecException refusal) {
    super(null, refusal);
    this.refusal = refusal;
  }

  /** What names the class and the setting. */
  public CodecException refusal() {
    return refusal;
  }
}
