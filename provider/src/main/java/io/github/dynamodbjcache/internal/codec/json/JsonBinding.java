package io.github.dynamodbjcache.internal.codec.json;

import org.jspecify.annotations.Nullable;

/**
 * One generation of Jackson, for one type of values. Its methods throw a {@link JsonFailure} for
 * what they cannot do.
 */
public interface JsonBinding {

  /** The value as JSON. */
  String write(Object value);

  /** The value of JSON, of the type that was declared; null for the JSON null. */
  @Nullable Object read(String json);

  /**
   * JSON as maps, lists, texts, exact numbers, truth values and nulls, whatever it stands for.
   * Fails if an object has one name twice.
   */
  @Nullable Object tree(String json);

  /** Such a tree as JSON. */
  String json(@Nullable Object tree);
}
