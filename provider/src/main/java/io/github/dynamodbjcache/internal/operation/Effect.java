package io.github.dynamodbjcache.internal.operation;

/**
 * What an operation does to the entry.
 *
 * @param <V> the type of values
 */
public sealed interface Effect<V> {

  /** Nothing. */
  record Keep<V>() implements Effect<V> {}

  /** It was accessed: its deadline may move. */
  record Touch<V>() implements Effect<V> {}

  /** It gets this value. */
  record Write<V>(V value, Source source) implements Effect<V> {}

  /** It goes. */
  record Remove<V>() implements Effect<V> {}

  /** Where a written value comes from; only a caller's is written through. */
  enum Source {
    /** The application put it. */
    CALLER,
    /** The cache loader brought it. */
    LOADER
  }
}
