package io.github.dynamodbjcache.table;

import org.jspecify.annotations.Nullable;

/** A condition did not hold. */
public final class ConditionFailedException extends ConflictException {

  private static final long serialVersionUID = 1L;

  /** With the item that is there; null if there is none. */
  public ConditionFailedException(String message, @Nullable Object actual) {
    super(message, actual);
  }
}
