package io.github.dynamodbjcache.codec;

import org.jspecify.annotations.Nullable;

/**
 * A key or value that cannot be encoded, or an item that is not to be decoded. The message says
 * what, why, and the setting or change that helps; it never shows a value.
 */
public class CodecException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With what happened, why and the way out. */
  public CodecException(String message) {
    super(message);
  }

  /** With what happened, why and the way out, and where it came from. */
  public CodecException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
