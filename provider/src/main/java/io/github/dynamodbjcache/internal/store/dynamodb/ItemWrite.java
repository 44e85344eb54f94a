package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.attempt.Attempts;
import io.github.dynamodbjcache.internal.attempt.Attempts.FailedAttempt;
import io.github.dynamodbjcache.internal.wire.DynamoDbOperation;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * A request that writes one item.
 *
 * @param attributes the item that an answer brings along; empty if it brings none
 */
record ItemWrite<Q extends DynamoDbRequest, A>(
    DynamoDbOperation<Q, A> operation,
    Q request,
    Function<A, Map<String, AttributeValue>> attributes) {

  static ItemWrite<UpdateItemRequest, UpdateItemResponse> of(UpdateItemRequest request) {
    return new ItemWrite<>(DynamoDbOperation.UPDATE_ITEM, request, UpdateItemResponse::attributes);
  }

  static ItemWrite<PutItemRequest, PutItemResponse> of(PutItemRequest request) {
    return new ItemWrite<>(DynamoDbOperation.PUT_ITEM, request, PutItemResponse::attributes);
  }

  static ItemWrite<DeleteItemRequest, DeleteItemResponse> of(DeleteItemRequest request) {
    return new ItemWrite<>(DynamoDbOperation.DELETE_ITEM, request, DeleteItemResponse::attributes);
  }

  /** True if it only looks whether its condition holds. */
  boolean changesNothing() {
    return request instanceof UpdateItemRequest update
        && update.updateExpression() == null
        && update.conditionExpression() != null;
  }

  /** Makes one attempt. */
  Map<String, AttributeValue> attempt(Attempts.Series series) throws FailedAttempt {
    return attributes.apply(series.attempt(operation, request));
  }
}
