package io.github.dynamodbjcache.internal.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keys of one attribute.
 *
 * @param attributes the one
 */
record SingleKey<K>(List<KeyAttribute> attributes) implements KeyForm<K> {

  @Override
  public @Nullable Object[] parts(K key) {
    return new @Nullable Object[] {key};
  }

  @Override
  @SuppressWarnings("unchecked") // The shape of its attribute is that of its class.
  public K key(Object[] parts) {
    return (K) parts[0];
  }
}
