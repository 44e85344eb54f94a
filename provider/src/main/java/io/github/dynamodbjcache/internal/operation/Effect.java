package io.github.dynamodbjcache.internal.operation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

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

  /**
   * It gets this value.
   *
   * @param lifetime from now on; null for what the expiry policy says
   */
  record Write<V>(V value, Source source, @Nullable Duration lifetime) implements Effect<V> {

    /** With the lifetime that the expiry policy says. */
    public Write(V value, Source source) {
      this(value, source, null);
    }
  }

  /** DynamoDB itself changes some of its attributes. */
  record Change<V>() implements Effect<V> {}

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
