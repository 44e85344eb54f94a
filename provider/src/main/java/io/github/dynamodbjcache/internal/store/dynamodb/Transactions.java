package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.wire.DynamoDbOperation;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Writes of one item as transactions of one. */
final class Transactions {

  private static final ReturnValuesOnConditionCheckFailure ITEM =
      ReturnValuesOnConditionCheckFailure.ALL_OLD;

  private Transactions() {}

  /** A transaction of that write alone, under a fresh token; it brings no item along. */
  static ItemWrite<TransactWriteItemsRequest, TransactWriteItemsResponse> of(
      ItemWrite<?, ?> write) {
    return new ItemWrite<>(
        operation(write.operation()),
        TransactWriteItemsRequest.builder()
            .transactItems(item(write))
            .clientRequestToken(UUID.randomUUID().toString())
            .build(),
        answer -> Map.of());
  }

  /**
   * A transaction under the token of that one, which changes nothing and which nothing refuses but
   * that the other was applied: the service takes a token for one request only.
   *
   * @param key of the same item
   */
  static ItemWrite<TransactWriteItemsRequest, TransactWriteItemsResponse> insteadOf(
      TransactWriteItemsRequest transaction, EntryKey key, TableLayout layout) {
    String any = "attribute_exists(#k) OR attribute_not_exists(#k)";
    ConditionCheck check =
        ConditionCheck.builder()
            .tableName(layout.table())
            .key(key.attributes())
            .conditionExpression(any)
            .expressionAttributeNames(Map.of("#k", layout.keys().partition()))
            .build();
    return new ItemWrite<>(
        DynamoDbOperation.TRANSACTED_CHECK,
        transaction.toBuilder()
            .transactItems(TransactWriteItem.builder().conditionCheck(check).build())
            .build(),
        answer -> Map.of());
  }

  private static DynamoDbOperation<TransactWriteItemsRequest, TransactWriteItemsResponse> operation(
      DynamoDbOperation<?, ?> ofItem) {
    if (ofItem.equals(DynamoDbOperation.PUT_ITEM)) {
      return DynamoDbOperation.TRANSACTED_PUT_ITEM;
    }
    return ofItem.equals(DynamoDbOperation.DELETE_ITEM)
        ? DynamoDbOperation.TRANSACTED_DELETE_ITEM
        : DynamoDbOperation.TRANSACTED_UPDATE_ITEM;
  }

  private static TransactWriteItem item(ItemWrite<?, ?> write) {
    TransactWriteItem.Builder item = TransactWriteItem.builder();
    if (write.request() instanceof DeleteItemRequest delete) {
      item.delete(of(delete));
    } else if (write.request() instanceof PutItemRequest put) {
      item.put(of(put));
    } else {
      item.update(of((UpdateItemRequest) write.request()));
    }
    return item.build();
  }

  private static Delete of(DeleteItemRequest delete) {
    return Delete.builder()
        .tableName(delete.tableName())
        .key(delete.key())
        .conditionExpression(delete.conditionExpression())
        .expressionAttributeNames(
            names(delete.hasExpressionAttributeNames(), delete.expressionAttributeNames()))
        .expressionAttributeValues(
            values(delete.hasExpressionAttributeValues(), delete.expressionAttributeValues()))
        .returnValuesOnConditionCheckFailure(ITEM)
        .build();
  }

  private static Put of(PutItemRequest put) {
    return Put.builder()
        .tableName(put.tableName())
        .item(put.item())
        .conditionExpression(put.conditionExpression())
        .expressionAttributeNames(
            names(put.hasExpressionAttributeNames(), put.expressionAttributeNames()))
        .expressionAttributeValues(
            values(put.hasExpressionAttributeValues(), put.expressionAttributeValues()))
        .returnValuesOnConditionCheckFailure(ITEM)
        .build();
  }

  private static Update of(UpdateItemRequest update) {
    return Update.builder()
        .tableName(update.tableName())
        .key(update.key())
        .updateExpression(update.updateExpression())
        .conditionExpression(update.conditionExpression())
        .expressionAttributeNames(
            names(update.hasExpressionAttributeNames(), update.expressionAttributeNames()))
        .expressionAttributeValues(
            values(update.hasExpressionAttributeValues(), update.expressionAttributeValues()))
        .returnValuesOnConditionCheckFailure(ITEM)
        .build();
  }

  /** The service refuses a map without names, and the SDK gives one for none. */
  private static @Nullable Map<String, String> names(boolean has, Map<String, String> names) {
    return has ? names : null;
  }

  private static @Nullable Map<String, AttributeValue> values(
      boolean has, Map<String, AttributeValue> values) {
    return has ? values : null;
  }
}
