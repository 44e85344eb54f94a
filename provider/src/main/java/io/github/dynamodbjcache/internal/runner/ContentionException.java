package io.github.dynamodbjcache.internal.runner;

import org.jspecify.annotations.Nullable;

/** Others changed or held the same key for as long as the call was given; nothing was changed. */
public final class ContentionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ContentionException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
