package io.github.dynamodbjcache.internal.operation;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an operation finds: a live value, or its absence. An expired entry is absent.
 *
 * @param <V> the type of values
 */
public final class Prior<V> {

  private final boolean present;
  private final Supplier<? extends @Nullable V> source;
  private boolean asked;
  private @Nullable V answer;

  private Prior(boolean present, Supplier<? extends @Nullable V> source) {
    this.present = present;
    this.source = source;
  }

  /** There is a live value; it is decoded when it is asked for. */
  public static <V> Prior<V> present(Supplier<V> value) {
    return new Prior<>(true, value);
  }

  /** There is none; the loader is asked when an operation wants what it knows. */
  public static <V> Prior<V> absent(Supplier<? extends @Nullable V> loader) {
    return new Prior<>(false, loader);
  }

  /** What the premise says is there, unread. */
  public static <V> Prior<V> assumed(Premise premise) {
    return new Prior<>(
        premise == Premise.PRESENT,
        () -> {
          throw new IllegalStateException("an operation with the premise " + premise + " looked");
        });
  }

  /** True if there is a live value. */
  public boolean isPresent() {
    return present;
  }

  /** The live value, or null if there is none. */
  public @Nullable V value() {
    return present ? ask() : null;
  }

  /** What the loader knows of an absent entry: null if nothing, or without read-through. */
  public @Nullable V load() {
    return present ? null : ask();
  }

  private @Nullable V ask() {
    if (!asked) {
      answer = source.get();
      asked = true;
    }
    return answer;
  }
}
