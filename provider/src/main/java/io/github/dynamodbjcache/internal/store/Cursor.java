package io.github.dynamodbjcache.internal.store;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How far a walk has come: where its next page begins. Immutable; understood only by the store that
 * gave it, and as long as that is open, but for {@link After}, which every store over single items
 * understands.
 */
public interface Cursor {

  /**
   * The place after an item, whether it is still there or not.
   *
   * @param keys the key attributes of the table, and those of the index that is walked
   */
  record After(Map<String, AttributeValue> keys) implements Cursor {

    /** Keeps a copy. */
    public After {
      keys = Map.copyOf(keys);
    }
  }
}
