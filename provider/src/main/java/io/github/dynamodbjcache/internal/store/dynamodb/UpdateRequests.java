package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.expression.Expression;
import io.github.dynamodbjcache.internal.store.EntryKey;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The requests that change an item. */
final class UpdateRequests {

  private final String table;

  UpdateRequests(TableLayout layout) {
    this.table = layout.table();
  }

  /** Of an expression that is complete. */
  UpdateItemRequest.Builder of(EntryKey key, Expression expression) {
    String update = expression.update();
    return UpdateItemRequest.builder()
        .tableName(table)
        .key(key.attributes())
        .updateExpression(update.isEmpty() ? null : update)
        .conditionExpression(expression.condition())
        .expressionAttributeNames(expression.names())
        .expressionAttributeValues(expression.values())
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
  }
}
