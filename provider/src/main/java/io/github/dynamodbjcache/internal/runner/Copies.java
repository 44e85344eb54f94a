package io.github.dynamodbjcache.internal.runner;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A copy for each who asks: decoded anew, unless the first one is such that all may share it. */
final class Copies<T extends @Nullable Object> implements Supplier<T> {

  private final Supplier<T> decoding;
  private @Nullable Supplier<T> shared;

  Copies(Supplier<T> decoding) {
    this.decoding = decoding;
  }

  @Override
  public synchronized T get() {
    if (shared != null) {
      return shared.get();
    }
    T copy = decoding.get();
    if (copy == null || ByValue.isImmutable(copy)) {
      shared = () -> copy;
    }
    return copy;
  }
}
