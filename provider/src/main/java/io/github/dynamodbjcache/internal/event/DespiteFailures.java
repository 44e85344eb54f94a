package io.github.dynamodbjcache.internal.event;

import org.jspecify.annotations.Nullable;

/** Runs one thing after the other although some fail, and throws the first failure at the end. */
final class DespiteFailures {

  private @Nullable Throwable first;

  void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      if (first == null) {
        first = e;
      } else if (first != e) {
        first.addSuppressed(e);
      }
    }
  }

  /** Throws the first failure, with the later ones suppressed; returns if there was none. */
  void rethrowFirst() {
    if (first instanceof Error error) {
      throw error;
    }
    if (first instanceof RuntimeException exception) {
      throw exception;
    }
  }
}
