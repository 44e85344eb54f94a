package io.github.dynamodbjcache.internal.store;

import io.github.dynamodbjcache.internal.time.Deadline;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An entry as the table holds it, live or expired: what the codec wrote and what the store adds.
 *
 * @param key the key attributes
 * @param data the attributes that the codec wrote (and those of others, if another application
 *     shares the item); empty if only keys were selected
 * @param basis what its item shows of the write that made it so
 * @param deadline from when on it counts as absent
 */
public record StoredEntry(
    EntryKey key, Map<String, AttributeValue> data, Basis basis, Deadline deadline) {

  /** True if the entry has not expired at that instant (milliseconds since the epoch). */
  public boolean isLiveAt(long nowMillis) {
    return !deadline.hasPassedAt(nowMillis);
  }
}
