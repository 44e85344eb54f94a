package io.github.dynamodbjcache.table;

import java.io.Serializable;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A document. */
public final class Item extends AbstractMap<String, Object> implements Serializable {

  private static final long serialVersionUID = 1L;

  private final transient Map<String, Object> attributes;

  private Item(Map<String, Object> attributes) {
    this.attributes = attributes;
  }

  /** Of those attributes. */
  public static Item of(Map<String, ?> attributes) {
    throw new UnsupportedOperationException();
  }

  /** What lies at a path. */
  public Optional<Object> at(Path path) {
    throw new UnsupportedOperationException();
  }

  /** With that attribute. */
  public Item with(String name, @Nullable Object value) {
    throw new UnsupportedOperationException();
  }

  /** Without that attribute. */
  public Item without(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return attributes.entrySet();
  }
}
