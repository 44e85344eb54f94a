package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.attempt.Attempts;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import io.github.dynamodbjcache.internal.wire.DynamoDbOperation;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Reads up to a hundred items in one request. */
final class BatchReads {

  /** How many keys the service takes at a time. */
  static final int SIZE = 100;

  private final Attempts attempts;
  private final TableLayout layout;

  BatchReads(Attempts attempts, TableLayout layout) {
    this.attempts = attempts;
    this.layout = layout;
  }

  /**
   * Makes one request, hands over each item found, and gives the keys that the service left over.
   *
   * @throws StoreException if there was no answer
   */
  List<EntryKey> read(
      BatchGetItemRequest request, TimeLimit limit, Consumer<Map<String, AttributeValue>> found) {
    BatchGetItemResponse answer = attempts.repeat(DynamoDbOperation.BATCH_GET_ITEM, request, limit);
    answer.responses().getOrDefault(layout.table(), List.of()).forEach(found);
    return unprocessed(answer);
  }

  private List<EntryKey> unprocessed(BatchGetItemResponse answer) {
    KeysAndAttributes left = answer.unprocessedKeys().get(layout.table());
    return left == null ? List.of() : left.keys().stream().map(EntryKey::new).toList();
  }

  /** For keys that were left over when there was no time left. */
  StoreException leftOver(int keys, TimeLimit limit) {
    return new StoreException(
        "BatchGetItem on DynamoDB table "
            + layout.table()
            + " was throttled: "
            + keys
            + " keys were left over when the call's time limit of "
            + limit.allowed().toMillis()
            + " ms was reached. Raise the table's capacity, or the limit",
        null);
  }
}
