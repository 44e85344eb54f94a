package io.github.dynamodbjcache.internal.event;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is decoded when it is looked at, once. An event may be handed on to another thread. */
final class Lazy<T> {

  private final Supplier<? extends @Nullable T> source;
  private boolean asked;
  private @Nullable T value;

  Lazy(Supplier<? extends @Nullable T> source) {
    this.source = source;
  }

  synchronized @Nullable T get() {
    if (!asked) {
      value = source.get();
      asked = true;
    }
    return value;
  }
}
