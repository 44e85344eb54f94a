package io.github.dynamodbjcache.internal.walk;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How the steps of a walk call the cache: only while it is open, and in JCache's words. */
public interface Calls {

  /**
   * Lets pass while the cache is open.
   *
   * @throws IllegalStateException if it is closed
   */
  void checkOpen();

  /** Makes a call, with its failures in JCache's words; closing the cache waits for it. */
  <R extends @Nullable Object> R call(String operation, Supplier<R> run);
}
