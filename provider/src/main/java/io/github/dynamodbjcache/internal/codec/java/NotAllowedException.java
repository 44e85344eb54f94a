package io.github.dynamodbjcache.internal.codec.java;

import io.github.dynamodbjcache.codec.CodecException;

/** A class in a stream that the cache does not allow, by its name. */
final class NotAllowedException extends CodecException {

  private static final long serialVersionUID = 1L;

  private final String className;

  NotAllowedException(String className, String message) {
    super(message);
    this.className = className;
  }

  String className() {
    return className;
  }
}
