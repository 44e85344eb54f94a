package io.github.dynamodbjcache.internal.store;

import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Reads up to a hundred items, and those that the service leaves over, until none is left. */
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
   * Hands over each item found.
   *
   * @throws StoreException naming how many were left over, if the limit was reached before
   */
  void read(
      BatchGetItemRequest request, TimeLimit limit, Consumer<Map<String, AttributeValue>> found) {
    BatchGetItemRequest pending = request;
    for (int resends = 1; ; resends++) {
      BatchGetItemResponse answer =
          attempts.repeat(DynamoDbOperation.BATCH_GET_ITEM, pending, limit);
      List<Map<String, AttributeValue>> items =
          answer.responses().getOrDefault(layout.table(), List.of());
      items.forEach(found);
      KeysAndAttributes left = answer.unprocessedKeys().get(layout.table());
      if (left == null || left.keys().isEmpty()) {
        return;
      }
      // The service hands over what it has at 16 MB, too; only an empty answer means throttling.
      int pauses = items.isEmpty() ? resends : 1;
      if (!attempts.mayResendLeftovers(pauses, limit)) {
        throw leftOver(left.keys().size(), limit);
      }
      pending = request.toBuilder().requestItems(Map.of(layout.table(), left)).build();
    }
  }

  private StoreException leftOver(int keys, TimeLimit limit) {
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
