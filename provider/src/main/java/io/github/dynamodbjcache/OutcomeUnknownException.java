package io.github.dynamodbjcache;

import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * The operation may or may not have taken effect: an answer was lost on the way, and the item does
 * not tell any more. It is neither a success nor a refusal; read the entry and decide.
 */
public final class OutcomeUnknownException extends CacheException {

  private static final long serialVersionUID = 1L;

  /** With the operation, the cache, the shortened key, and why the outcome is not known. */
  public OutcomeUnknownException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
