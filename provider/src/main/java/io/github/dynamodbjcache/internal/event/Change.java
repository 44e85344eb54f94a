package io.github.dynamodbjcache.internal.event;

import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an entry, after it was committed.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public sealed interface Change<K, V> {

  /** Whose entry. */
  K key();

  /** The word of JSR-107 for it. */
  EventType type();

  /** The value before; null if there was none, or none that could be decoded. */
  @Nullable V oldValue();

  /** The value after, or null if there is none. */
  @Nullable V newValue();

  /** There is an entry where none was. */
  record Created<K, V>(K key, V newValue) implements Change<K, V> {
    @Override
    public EventType type() {
      return EventType.CREATED;
    }

    @Override
    public @Nullable V oldValue() {
      return null;
    }
  }

  /** The entry has another value. */
  record Updated<K, V>(K key, @Nullable V oldValue, V newValue) implements Change<K, V> {
    @Override
    public EventType type() {
      return EventType.UPDATED;
    }
  }

  /** The entry is gone, since it was removed. */
  record Removed<K, V>(K key, @Nullable V oldValue) implements Change<K, V> {
    @Override
    public EventType type() {
      return EventType.REMOVED;
    }

    @Override
    public @Nullable V newValue() {
      return null;
    }
  }

  /** The entry was found expired by a write that replaced or deleted it. */
  record Expired<K, V>(K key, @Nullable V oldValue) implements Change<K, V> {
    @Override
    public EventType type() {
      return EventType.EXPIRED;
    }

    @Override
    public @Nullable V newValue() {
      return null;
    }
  }
}
