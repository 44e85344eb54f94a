package io.github.dynamodbjcache.internal.codec.java;

import io.github.dynamodbjcache.codec.CodecException;

/** An object that cannot be in a stream, whatever is allowed. */
final class UnfitException extends CodecException {

  private static final long serialVersionUID = 1L;

  UnfitException(String message) {
    super(message);
  }
}
