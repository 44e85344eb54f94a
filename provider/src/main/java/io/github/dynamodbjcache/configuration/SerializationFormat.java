package io.github.dynamodbjcache.configuration;

import io.github.dynamodbjcache.codec.Serializer;
import java.io.Serializable;

/** What turns values that DynamoDB has no type for into bytes. */
public sealed interface SerializationFormat extends Serializable {

  /** Java serialization, restricted to the allowed classes. */
  static SerializationFormat java() {
    return new Java();
  }

  /**
   * JSON by Jackson 3 or 2, whichever is on the class path. Where a declaration leaves a class
   * open, as in a cache without a value type, the JSON names it, and only allowed classes are read.
   */
  static SerializationFormat jackson() {
    return new Jackson();
  }

  /** A serializer of the application's. */
  static SerializationFormat custom(Serializer serializer) {
    return new Custom(serializer);
  }

  /** See {@link #java}. */
  record Java() implements SerializationFormat {}

  /** See {@link #jackson}. */
  record Jackson() implements SerializationFormat {}

  /**
   * See {@link #custom}. Itself serializable only if the serializer is.
   *
   * @param serializer used by all threads of a cache at once
   */
  record Custom(Serializer serializer) implements SerializationFormat {}
}
