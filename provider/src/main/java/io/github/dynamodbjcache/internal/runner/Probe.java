package io.github.dynamodbjcache.internal.runner;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Stands in for a loader, to learn whether an operation would ask it. */
final class Probe<V> implements Supplier<@Nullable V> {

  private boolean asked;

  @Override
  public @Nullable V get() {
    asked = true;
    return null;
  }

  boolean wasAsked() {
    return asked;
  }
}
