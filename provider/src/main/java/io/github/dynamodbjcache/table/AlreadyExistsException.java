package io.github.dynamodbjcache.table;

import org.jspecify.annotations.Nullable;

/** There is an item already where one was to be created. */
public final class AlreadyExistsException extends ConflictException {

  private static final long serialVersionUID = 1L;

  /** With the item that is there, if it is known. */
  public AlreadyExistsException(String message, @Nullable Object actual) {
    super(message, actual);
  }
}
