package io.github.dynamodbjcache.internal.store;

import org.jspecify.annotations.Nullable;

/**
 * The table could not be asked, or refused. Its message says what happened, in which table, why,
 * and the way out; it holds neither keys nor values. A plain one means: nothing was changed.
 */
public sealed class StoreException extends RuntimeException
    permits OutcomeUnknownStoreException, PartialFailureException {

  private static final long serialVersionUID = 1L;

  /** With what happened, where, why and the way out; the cause may be an SDK exception. */
  public StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
