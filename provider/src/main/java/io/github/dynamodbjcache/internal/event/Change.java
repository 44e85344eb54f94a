package io.github.dynamodbjcache.internal.event;

import java.util.function.Supplier;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an entry, after it was committed. Its values are decoded when somebody
 * looks at them, once: a cache is by value, so nobody gets the objects of the caller.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class Change<K, V> {

  private final K key;
  private final EventType type;
  private final Lazy<V> oldValue;
  private final Lazy<V> newValue;

  private Change(
      K key,
      EventType type,
      Supplier<? extends @Nullable V> oldValue,
      Supplier<? extends @Nullable V> newValue) {
    this.key = key;
    this.type = type;
    this.oldValue = new Lazy<>(oldValue);
    this.newValue = new Lazy<>(newValue);
  }

  /** There is an entry where none was. */
  public static <K, V> Change<K, V> created(K key, Supplier<V> newValue) {
    return new Change<>(key, EventType.CREATED, () -> null, newValue);
  }

  /** The entry has another value. */
  public static <K, V> Change<K, V> updated(
      K key, Supplier<? extends @Nullable V> oldValue, Supplier<V> newValue) {
    return new Change<>(key, EventType.UPDATED, oldValue, newValue);
  }

  /** The entry is gone, since it was removed. */
  public static <K, V> Change<K, V> removed(K key, Supplier<? extends @Nullable V> oldValue) {
    return new Change<>(key, EventType.REMOVED, oldValue, () -> null);
  }

  /** The entry was found expired by a write that replaced or deleted it. */
  public static <K, V> Change<K, V> expired(K key, Supplier<? extends @Nullable V> oldValue) {
    return new Change<>(key, EventType.EXPIRED, oldValue, () -> null);
  }

  /** Whose entry. */
  public K key() {
    return key;
  }

  /** The word of JSR-107 for it. */
  public EventType type() {
    return type;
  }

  /** The value before; null if there was none, or none that could be decoded. */
  public @Nullable V oldValue() {
    return oldValue.get();
  }

  /** The value after, or null if there is none. */
  public @Nullable V newValue() {
    return newValue.get();
  }

  /** Listeners run in several threads. */
  private static final class Lazy<V> {

    private final Supplier<? extends @Nullable V> source;
    private boolean asked;
    private @Nullable V value;

    Lazy(Supplier<? extends @Nullable V> source) {
      this.source = source;
    }

    synchronized @Nullable V get() {
      if (!asked) {
        value = source.get();
        asked = true;
      }
      return value;
    }
  }
}
