package io.github.dynamodbjcache.internal.event;

import java.util.function.Supplier;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an entry, after it was committed. Its key and values are decoded when
 * somebody looks at them, for each who does: a cache is by value, so nobody gets the objects of the
 * caller, or of another listener.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class Change<K, V> {

  private final Supplier<K> key;
  private final EventType type;
  private final Supplier<? extends @Nullable V> oldValue;
  private final Supplier<? extends @Nullable V> newValue;

  private Change(
      Supplier<K> key,
      EventType type,
      Supplier<? extends @Nullable V> oldValue,
      Supplier<? extends @Nullable V> newValue) {
    this.key = key;
    this.type = type;
    this.oldValue = oldValue;
    this.newValue = newValue;
  }

  /** There is an entry where none was. */
  public static <K, V> Change<K, V> created(Supplier<K> key, Supplier<V> newValue) {
    return new Change<>(key, EventType.CREATED, () -> null, newValue);
  }

  /** The entry has another value. */
  public static <K, V> Change<K, V> updated(
      Supplier<K> key, Supplier<? extends @Nullable V> oldValue, Supplier<V> newValue) {
    return new Change<>(key, EventType.UPDATED, oldValue, newValue);
  }

  /** The entry is gone, since it was removed. */
  public static <K, V> Change<K, V> removed(
      Supplier<K> key, Supplier<? extends @Nullable V> oldValue) {
    return new Change<>(key, EventType.REMOVED, oldValue, () -> null);
  }

  /** The entry was found expired, and was replaced or deleted as such. */
  public static <K, V> Change<K, V> expired(
      Supplier<K> key, Supplier<? extends @Nullable V> oldValue) {
    return new Change<>(key, EventType.EXPIRED, oldValue, () -> null);
  }

  /** Whose entry: an object for whoever asks. */
  Supplier<K> key() {
    return key;
  }

  /** The word of JSR-107 for it. */
  EventType type() {
    return type;
  }

  /** The value before, likewise; null if there was none, or none that could be decoded. */
  Supplier<? extends @Nullable V> oldValue() {
    return oldValue;
  }

  /** The value after, likewise, or null if there is none. */
  Supplier<? extends @Nullable V> newValue() {
    return newValue;
  }
}
