package io.github.dynamodbjcache.internal.event;

import javax.cache.Cache;
import javax.cache.event.CacheEntryEvent;
import org.jspecify.annotations.Nullable;

/**
 * A change as one listener is told of it, with a key and values of its own.
 *
 * <p>{@code getValue} of a removal or an expiry is the old value, if the listener asked for old
 * values, and else null (JSR-107 1.1.1, {@code CacheEntryEvent.getValue}).
 */
final class ChangeEvent<K, V> extends CacheEntryEvent<K, V> {

  private static final long serialVersionUID = 1L;

  private final transient Lazy<K> key;
  private final transient Lazy<V> oldValue;
  private final transient Lazy<V> newValue;
  private final boolean oldValueRequired;

  ChangeEvent(Cache<K, V> source, Change<K, V> change, boolean oldValueRequired) {
    super(source, change.type());
    this.key = new Lazy<>(change.key());
    this.oldValue = new Lazy<>(change.oldValue());
    this.newValue = new Lazy<>(change.newValue());
    this.oldValueRequired = oldValueRequired;
  }

  @Override
  @SuppressWarnings("NullAway") // a key is never null
  public K getKey() {
    return key.get();
  }

  @Override
  @SuppressWarnings("NullAway") // javax.cache is not annotated; null is its word for "none"
  public V getValue() {
    V after = newValue.get();
    return after != null ? after : getOldValue();
  }

  @Override
  @SuppressWarnings("NullAway") // as above
  public V getOldValue() {
    return oldValueOrNull();
  }

  @Override
  public boolean isOldValueAvailable() {
    return oldValueOrNull() != null;
  }

  private @Nullable V oldValueOrNull() {
    return oldValueRequired ? oldValue.get() : null;
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new IllegalArgumentException("a cache event cannot be unwrapped to " + type);
  }

  /** Names the change, and shows neither key nor value. */
  @Override
  public String toString() {
    return "CacheEntryEvent[" + getEventType() + " in " + getSource().getName() + "]";
  }
}
