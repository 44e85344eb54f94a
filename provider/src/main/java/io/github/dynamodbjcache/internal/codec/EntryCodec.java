package io.github.dynamodbjcache.internal.codec;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.codec.item.ShortKey;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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

  /** Where the entry of that key lies: encodes the key. */
  Place<K> place(K key);

  /**
   * Where an entry lies that a scan has found: decodes its key.
   *
   * @throws CodecException if the key is not one that this codec writes
   */
  Place<K> placeOf(
      Map<String, AttributeValue> keyAttributes, Map<String, AttributeValue> dataAttributes);

  /**
   * The attributes beside the key's own that {@link #placeOf} looks at: a walk that yields keys
   * alone fetches them along.
   */
  default Set<String> furtherOfKeys() {
    return Set.of();
  }

  /**
   * The attribute by which a value that is put says when its item expires, or by lacking it that it
   * does not, if the policy says neither. Null if values leave the deadline to others.
   */
  default @Nullable String deadlineAttribute() {
    return null;
  }

  /**
   * A key as messages and logs show it: escaped and shortened, the parts in the order of the key
   * schema.
   *
   * @param keyAttributes those of its item
   */
  default String shown(Map<String, AttributeValue> keyAttributes) {
    return ShortKey.ofValues(keyAttributes.values());
  }

  /** The attributes that hold the value, and as much of the key as its attributes do not. */
  Map<String, AttributeValue> data(Place<K> place, V value);

  /**
   * The value to be stored where it is known that there was none; itself, unless it is completed.
   */
  default V created(V value) {
    return value;
  }

  /**
   * The value of an item that was found there.
   *
   * @throws CodecException also if the item says that it belongs to another key
   */
  V value(Place<K> place, Map<String, AttributeValue> dataAttributes);

  /**
   * True if the two values count as the same in {@code replace(key, old, new)} and {@code
   * remove(key, old)}: if they are equal, or arrays of the same content.
   */
  boolean sameValue(V found, V given);
}
