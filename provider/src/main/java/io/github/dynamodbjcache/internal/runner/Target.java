package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.internal.codec.EntryCodec;
import io.github.dynamodbjcache.internal.codec.Place;
import io.github.dynamodbjcache.internal.store.EntryKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The entry that an operation is about: its place, and what has been encoded for it so far. For one
 * operation, in one thread at a time.
 */
public final class Target<K> {

  private final Place<K> place;
  private final EntryKey at;
  private @Nullable Object value;
  private Map<String, AttributeValue> data = Map.of();

  /** The entry that lies there. */
  public Target(Place<K> place) {
    this.place = place;
    this.at = new EntryKey(place.attributes());
  }

  /** The key itself. */
  public K key() {
    return place.key();
  }

  Place<K> place() {
    return place;
  }

  /** Its key attributes. */
  public EntryKey at() {
    return at;
  }

  /**
   * The attributes that hold the value: made once, be it to refuse what cannot be stored before a
   * writer hears of it, or to store it.
   */
  <V> Map<String, AttributeValue> data(EntryCodec<K, V> codec, V toStore) {
    if (value != toStore) {
      data = codec.data(place, toStore);
      value = toStore;
    }
    return data;
  }

  /** Whoever is asked again may have changed a value that it gave before. */
  void forgetValue() {
    value = null;
  }
}
