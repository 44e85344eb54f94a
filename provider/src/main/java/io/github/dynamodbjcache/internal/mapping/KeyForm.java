package io.github.dynamodbjcache.internal.mapping;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the keys of a table are one or two parts, in the order of its key schema.
 *
 * @param <K> the type of keys
 */
interface KeyForm<K> {

  /** How each part is an attribute. */
  List<KeyAttribute> attributes();

  /** The components of a key that is a record, by name; none of other keys. */
  default Set<String> componentNames() {
    return Set.of();
  }

  /**
   * The parts of a key.
   *
   * @throws IllegalArgumentException if it is no such key
   */
  @Nullable Object[] parts(K key);

  /**
   * The key of some parts.
   *
   * @throws Misfit if they make up none
   */
  K key(Object[] parts);
}
