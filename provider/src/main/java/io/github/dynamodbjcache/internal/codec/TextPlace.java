package io.github.dynamodbjcache.internal.codec;

import io.github.dynamodbjcache.internal.codec.item.ItemAttributes;
import io.github.dynamodbjcache.internal.codec.item.ShortKey;
import io.github.dynamodbjcache.internal.codec.key.KeyText;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The place of a key that is stored as a text.
 *
 * @param <K> the type of keys
 */
final class TextPlace<K> implements Place<K> {

  private final K key;
  private final KeyText.Canonical text;
  private final Map<String, AttributeValue> attributes;

  TextPlace(K key, KeyText.Canonical text) {
    this.key = key;
    this.text = text;
    this.attributes = Map.of(ItemAttributes.KEY, AttributeValue.fromS(text.stored()));
  }

  /** The key itself. */
  @Override
  public K key() {
    return key;
  }

  /** The key attributes of its item. */
  @Override
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
