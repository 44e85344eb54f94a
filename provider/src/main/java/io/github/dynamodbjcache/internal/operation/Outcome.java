package io.github.dynamodbjcache.internal.operation;

import org.jspecify.annotations.Nullable;

/**
 * What an operation decided.
 *
 * @param effect what becomes of the entry
 * @param answer what the caller is told
 * @param answerIfNotStored what the caller is told if a created value is not stored, since the
 *     expiry policy gave it no lifetime
 * @param <V> the type of values
 * @param <R> the type of the answer
 */
public record Outcome<V, R extends @Nullable Object>(
    Effect<V> effect, R answer, R answerIfNotStored) {

  /** With an answer that does not depend on whether a created value has a lifetime. */
  public static <V, R extends @Nullable Object> Outcome<V, R> of(Effect<V> effect, R answer) {
    return new Outcome<>(effect, answer, answer);
  }

  /** The same answer with another effect. */
  public Outcome<V, R> with(Effect<V> other) {
    return new Outcome<>(other, answer, answerIfNotStored);
  }
}
