package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.expression.Expression;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.Mutation;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Says mutations in DynamoDB's words. */
final class Writes {

  private final ItemFormat format;
  private final TableLayout layout;
  private final Puts puts;
  private final Updates updates;
  private final UpdateRequests requests;

  Writes(ItemFormat format) {
    this.format = format;
    this.layout = format.layout();
    this.puts = new Puts(format);
    this.updates = new Updates(format);
    this.requests = new UpdateRequests(layout);
  }

  Puts puts() {
    return puts;
  }

  Updates updates() {
    return updates;
  }

  /** The request that applies it. */
  ItemWrite<?, ?> of(Mutation mutation) {
    if (mutation instanceof Mutation.Put put) {
      return puts.of(put);
    }
    if (mutation instanceof Mutation.Update update) {
      return ItemWrite.of(updates.of(update));
    }
    return mutation instanceof Mutation.Touch touch
        ? ItemWrite.of(touch(touch))
        : ItemWrite.of(delete((Mutation.Delete) mutation));
  }

  /** True if a batch can do it. */
  boolean fitBatch(Mutation mutation) {
    return mutation.isBlind() && (!(mutation instanceof Mutation.Put) || puts.fitBatch());
  }

  /** True if one request cannot say it before it is known what is there. */
  boolean needsToSee(Mutation mutation) {
    return mutation instanceof Mutation.Put put && puts.needToSee(put);
  }

  private UpdateItemRequest touch(Mutation.Touch touch) {
    Expression expression = new Expression();
    format.deadlines().set(expression, touch.deadline());
    new Conditions(expression, format, touch.nowMillis()).demand(touch.guard());
    return requests.of(touch.key(), expression).returnValues(ReturnValue.NONE).build();
  }

  private DeleteItemRequest delete(Mutation.Delete delete) {
    Expression expression = new Expression();
    new Conditions(expression, format, delete.nowMillis()).demand(delete.guard());
    return DeleteItemRequest.builder()
        .tableName(layout.table())
        .key(delete.key().attributes())
        .conditionExpression(expression.condition())
        .expressionAttributeNames(expression.names())
        .expressionAttributeValues(expression.values())
        .returnValues(delete.returnPrevious() ? ReturnValue.ALL_OLD : ReturnValue.NONE)
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }

  /** The whole item of a put as a batch wants it: without a guard, without earlier stamps. */
  WriteRequest batchPut(Mutation.Put put) {
    Map<String, AttributeValue> item = puts.item(put);
    return WriteRequest.builder().putRequest(p -> p.item(item)).build();
  }

  BatchWriteItemRequest batch(List<WriteRequest> writes) {
    return BatchWriteItemRequest.builder().requestItems(Map.of(layout.table(), writes)).build();
  }

  WriteRequest batchDelete(EntryKey key) {
    return WriteRequest.builder().deleteRequest(d -> d.key(key.attributes())).build();
  }
}
