package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.table.ItemKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keys of two attributes; what comes back is an {@link ItemKey}.
 *
 * @param attributes the two
 */
record PairKey<K>(List<KeyAttribute> attributes) implements KeyForm<K> {

  @Override
  public @Nullable Object[] parts(K key) {
    @Nullable Object[] parts =
        key instanceof ItemKey<?, ?> pair
            ? new @Nullable Object[] {pair.partition(), pair.sort()}
            : Arguments.of(key);
    if (parts == null || parts.length != 2) {
      throw new IllegalArgumentException(
          "the key is "
              + (parts == null
                  ? "a " + key.getClass().getTypeName()
                  : "of " + parts.length + (parts.length == 1 ? " part" : " parts"))
              + ", and the table's has two: \""
              + attributes.get(0).name()
              + "\" and \""
              + attributes.get(1).name()
              + "\". Give an ItemKey, or a list, an array or a SimpleKey of two");
    }
    return parts;
  }

  @Override
  @SuppressWarnings("unchecked") // Untyped, or declared as ItemKey.
  public K key(Object[] parts) {
    return (K) new ItemKey<>(parts[0], parts[1]);
  }
}
