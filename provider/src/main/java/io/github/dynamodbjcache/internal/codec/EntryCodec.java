package io.github.dynamodbjcache.internal.codec;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.codec.value.ContentEquality;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Keys and values to the attributes of an item, and back.
 *
 * <p>Two keys that are {@code equals} must give equal key attributes, and two that are not must
 * give different ones. All methods may be called by several threads at once, make no request, and
 * throw {@link CodecException} for what cannot be encoded or is not to be decoded.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public interface EntryCodec<K, V> {

  /** The key attributes under which the entry lies. */
  Map<String, AttributeValue> keyAttributes(K key);

  /** The attributes that hold the value, and as much of the key as its attributes do not. */
  Map<String, AttributeValue> dataAttributes(K key, V value);

  /** The key of an item. */
  K key(Map<String, AttributeValue> keyAttributes, Map<String, AttributeValue> dataAttributes);

  /**
   * The value of an item that was found under that key.
   *
   * @throws CodecException also if the item says that it belongs to another key
   */
  V value(K key, Map<String, AttributeValue> dataAttributes);

  /**
   * True if the two values count as the same in {@code replace(key, old, new)} and {@code
   * remove(key, old)}: if they are equal, or arrays of the same content.
   */
  default boolean sameValue(V found, V given) {
    return ContentEquality.equal(found, given);
  }
}
