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

  /** There is none. */
  public static <V> Prior<V> absent() {
    return absentBut(null);
  }

  /**
   * There is none, and the loader was asked.
   *
   * @param loaded what it knows; null if nothing
   */
  public static <V> Prior<V> absentBut(@Nullable V loaded) {
    return new Prior<>(false, () -> loaded);
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
    return present ? told() : null;
  }

  /** What the loader knows of an absent entry: null if nothing, or if it was not asked. */
  public @Nullable V loaded() {
    return present ? null : told();
  }

  private @Nullable V told() {
    if (!asked) {
      answer = source.get();
      asked = true;
    }
    return answer;
  }
}
