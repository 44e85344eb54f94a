package io.github.dynamodbjcache.internal.codec;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Where an entry lies: a key, encoded once. It is carried through an operation, so that nothing
 * encodes the key again. Immutable as far as the key is; shown as messages show the key.
 *
 * @param <K> the type of keys
 */
public interface Place<K> {

  /** The key itself. */
  K key();

  /** The key attributes of its item. */
  Map<String, AttributeValue> attributes();
}
