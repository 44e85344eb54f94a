package io.github.dynamodbjcache.codec;

import org.jspecify.annotations.Nullable;

/**
 * An item of the table that is not to be decoded: garbled, of another application, of a newer
 * format, or of a class that is missing or not allowed. Only that entry is affected.
 */
public final class UnreadableEntryException extends CodecException {

  private static final long serialVersionUID = 1L;

  public UnreadableEntryException(String message) {
    super(message);
  }

  public UnreadableEntryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
