package io.github.dynamodbjcache.internal.store;

import org.jspecify.annotations.Nullable;

/** The mutation may or may not have been applied, and the item does not tell. */
public final class OutcomeUnknownStoreException extends StoreException {

  private static final long serialVersionUID = 1L;

  /** With what is known and why the rest is not. */
  public OutcomeUnknownStoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
