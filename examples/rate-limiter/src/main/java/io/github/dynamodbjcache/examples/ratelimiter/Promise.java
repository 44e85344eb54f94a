package io.github.dynamodbjcache.examples.ratelimiter;

/** What the example says will happen, it also checks: a broken promise ends it with an error. */
final class Promise {

  private Promise() {}

  /**
   * Goes on if that is so.
   *
   * @throws IllegalStateException if not
   */
  static void kept(boolean so, String promise) {
    if (!so) {
      throw new IllegalStateException("Not as promised: " + promise);
    }
  }
}
