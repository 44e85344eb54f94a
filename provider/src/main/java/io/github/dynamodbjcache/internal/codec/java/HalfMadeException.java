package io.github.dynamodbjcache.internal.codec.java;

import io.github.dynamodbjcache.codec.CodecException;

/** A value that does not come back as it was, as its hash tables are filled too early. */
final class HalfMadeException extends CodecException {

  private static final long serialVersionUID = 1L;

  HalfMadeException(String message, CodecException cause) {
    super(message, cause);
  }
}
