package io.github.dynamodbjcache.internal.wire;

/**
 * Whether a request has left this JVM, when its attempt ended without the answer that was asked.
 */
public enum Departure {
  /** Never, and it never will. */
  NEVER,
  /** Nobody has looked: the client does not take our interceptor. */
  UNWATCHED,
  /** It has left, and no answer came, or one of a failure. */
  LEFT,
  /** It was answered as it should be; what failed came after that. */
  ANSWERED
}
