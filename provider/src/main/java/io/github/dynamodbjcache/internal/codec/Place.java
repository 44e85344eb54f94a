package io.github.dynamodbjcache.internal.codec;

import io.github.dynamodbjcache.internal.codec.item.ItemAttributes;
import io.github.dynamodbjcache.internal.codec.item.ShortKey;
import io.github.dynamodbjcache.internal.codec.key.KeyText;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Where an entry lies: a key, encoded once. It is carried through an operation, so that nothing
 * encodes the key again. Immutable as far as the key is.
 *
 * @param <K> the type of keys
 */
public final class Place<K> {

  private final K key;
  private final KeyText.Canonical text;
  private final Map<String, AttributeValue> attributes;

  Place(K key, KeyText.Canonical text) {
    this.key = key;
    this.text = text;
    this.attributes = Map.of(ItemAttributes.KEY, AttributeValue.fromS(text.stored()));
  }

  /** The key itself. */
  public K key() {
    return key;
  }

  /** The key attributes of its item. */
  public Map<String, AttributeValue> attributes() {
    return attributes;
  }

  KeyText.Canonical text() {
    return text;
  }

  /** The key as messages show it. */
  @Override
  public String toString() {
    return ShortKey.of(text.text());
  }
}
