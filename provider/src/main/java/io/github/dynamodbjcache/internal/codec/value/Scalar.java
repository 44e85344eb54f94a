package io.github.dynamodbjcache.internal.codec.value;

import java.util.function.Function;

/**
 * A JDK type whose instances are a short text.
 *
 * @param type the exact class
 * @param tag its name in items, never changed and never reused
 * @param write to a text that is the same in every JVM and version, and equal exactly for equal
 *     instances
 * @param read back; may throw any RuntimeException for a text that {@code write} did not make
 */
public record Scalar<T>(
    Class<? extends T> type, String tag, Function<T, String> write, Function<String, T> read) {

  public String text(Object value) {
    return write.apply(type.cast(value));
  }
}
