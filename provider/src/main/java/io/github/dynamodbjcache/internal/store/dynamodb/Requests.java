package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.expression.Expression;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.NewDeadline;
import io.github.dynamodbjcache.internal.time.Deadline;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Says reads of single items and mutations in DynamoDB's words. */
final class Requests {

  private final TableLayout layout;
  private final Naming naming;
  private final ItemFormat format;

  Requests(TableLayout layout, ItemFormat format) {
    this.layout = layout;
    this.naming = layout.naming();
    this.format = format;
  }

  GetItemRequest get(EntryKey key, Consistency consistency) {
    return GetItemRequest.builder()
        .tableName(layout.table())
        .key(key.attributes())
        .consistentRead(consistency == Consistency.STRONG)
        .build();
  }

  BatchGetItemRequest getAll(List<EntryKey> keys, Consistency consistency) {
    KeysAndAttributes wanted =
        KeysAndAttributes.builder()
            .keys(keys.stream().map(EntryKey::attributes).toList())
            .consistentRead(consistency == Consistency.STRONG)
            .build();
    return BatchGetItemRequest.builder().requestItems(Map.of(layout.table(), wanted)).build();
  }

  /** Only what tells who wrote the items, and consistently. */
  BatchGetItemRequest getEvidence(List<EntryKey> keys) {
    Expression expression = new Expression();
    KeysAndAttributes request =
        KeysAndAttributes.builder()
            .keys(keys.stream().map(EntryKey::attributes).toList())
            .consistentRead(true)
            .projectionExpression(
                expression.projection(union(layout.keys().names(), format.evidence())))
            .expressionAttributeNames(expression.names())
            .build();
    return BatchGetItemRequest.builder().requestItems(Map.of(layout.table(), request)).build();
  }

  private static List<String> union(Collection<String> some, Collection<String> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  BatchWriteItemRequest writeAll(List<WriteRequest> writes) {
    return BatchWriteItemRequest.builder().requestItems(Map.of(layout.table(), writes)).build();
  }

  /** One update that writes the entry, stamps it, and moves the stamps before down by one. */
  UpdateItemRequest put(Mutation.Put put) {
    Expression expression = new Expression();
    format.stamp(expression, put.revision());
    put.data().forEach(expression::set);
    for (String name : layout.dataAttributes()) {
      if (!put.data().containsKey(name)) {
        expression.remove(name);
      }
    }
    Conditions conditions = new Conditions(expression, layout, put.nowMillis());
    conditions.demand(put.guard());
    deadline(put, expression, conditions);
    return update(put.key(), expression)
        .returnValues(put.returnPrevious() ? ReturnValue.ALL_OLD : ReturnValue.NONE)
        .build();
  }

  UpdateItemRequest touch(Mutation.Touch touch) {
    Expression expression = new Expression();
    deadline(touch.deadline(), expression);
    new Conditions(expression, layout, touch.nowMillis()).demand(touch.guard());
    return update(touch.key(), expression).returnValues(ReturnValue.NONE).build();
  }

  DeleteItemRequest delete(Mutation.Delete delete) {
    Expression expression = new Expression();
    new Conditions(expression, layout, delete.nowMillis()).demand(delete.guard());
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

  /** A transaction of that put or deletion alone, under a fresh token. */
  TransactWriteItemsRequest transaction(Mutation mutation) {
    TransactWriteItem write =
        mutation instanceof Mutation.Delete delete
            ? transacted(delete(delete))
            : transacted(put((Mutation.Put) mutation));
    return TransactWriteItemsRequest.builder()
        .transactItems(write)
        .clientRequestToken(UUID.randomUUID().toString())
        .build();
  }

  private static TransactWriteItem transacted(DeleteItemRequest delete) {
    return TransactWriteItem.builder()
        .delete(
            d ->
                d.tableName(delete.tableName())
                    .key(delete.key())
                    .conditionExpression(delete.conditionExpression())
                    .expressionAttributeNames(
                        delete.hasExpressionAttributeNames()
                            ? delete.expressionAttributeNames()
                            : null)
                    .expressionAttributeValues(
                        delete.hasExpressionAttributeValues()
                            ? delete.expressionAttributeValues()
                            : null)
                    .returnValuesOnConditionCheckFailure(
                        ReturnValuesOnConditionCheckFailure.ALL_OLD))
        .build();
  }

  private static TransactWriteItem transacted(UpdateItemRequest update) {
    return TransactWriteItem.builder()
        .update(
            u ->
                u.tableName(update.tableName())
                    .key(update.key())
                    .updateExpression(update.updateExpression())
                    .conditionExpression(update.conditionExpression())
                    .expressionAttributeNames(
                        update.hasExpressionAttributeNames()
                            ? update.expressionAttributeNames()
                            : null)
                    .expressionAttributeValues(
                        update.hasExpressionAttributeValues()
                            ? update.expressionAttributeValues()
                            : null)
                    .returnValuesOnConditionCheckFailure(
                        ReturnValuesOnConditionCheckFailure.ALL_OLD))
        .build();
  }

  /** The whole item of a put as a batch wants it: without a guard, without earlier stamps. */
  WriteRequest batchPut(Mutation.Put put, Deadline deadline) {
    Map<String, AttributeValue> item = new HashMap<>(put.key().attributes());
    item.putAll(put.data());
    item.putAll(format.stamp(put.revision()));
    if (!deadline.isNever()) {
      item.put(naming.deadline(), ItemFormat.millis(deadline.epochMillis()));
      item.put(naming.timeToLive(), ItemFormat.secondsAtOrAfter(deadline));
    }
    return WriteRequest.builder().putRequest(p -> p.item(item)).build();
  }

  WriteRequest batchDelete(EntryKey key) {
    return WriteRequest.builder().deleteRequest(d -> d.key(key.attributes())).build();
  }

  private UpdateItemRequest.Builder update(EntryKey key, Expression expression) {
    return UpdateItemRequest.builder()
        .tableName(layout.table())
        .key(key.attributes())
        .updateExpression(expression.update())
        .conditionExpression(expression.condition())
        .expressionAttributeNames(expression.names())
        .expressionAttributeValues(expression.values())
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
  }

  /** Says what becomes of the deadline, and demands that under which it is right. */
  private void deadline(Mutation.Put put, Expression expression, Conditions conditions) {
    if (put.deadline() instanceof NewDeadline.Set set) {
      deadline(set.deadline(), expression);
      return;
    }
    Deadline created = ((NewDeadline.OnCreation) put.deadline()).deadline();
    Guard.OfEntry demanded = put.guard().ofEntry();
    if (demanded instanceof Guard.Absent) {
      deadline(created, expression);
    } else if (demanded instanceof Guard.Unchanged) {
      conditions.demandLive();
    } else if (demanded instanceof Guard.Any && created.isNever()) {
      conditions.demandNoPassedDeadline();
    } else if (demanded instanceof Guard.Any) {
      expression.setIfMissing(naming.deadline(), ItemFormat.millis(created.epochMillis()));
      expression.setIfMissing(naming.timeToLive(), ItemFormat.secondsAtOrAfter(created));
      conditions.demandRoomForNewDeadline();
    } // What is demanded to be there and live keeps what it has.
  }

  private void deadline(Deadline deadline, Expression expression) {
    if (deadline.isNever()) {
      expression.remove(naming.deadline());
      expression.remove(naming.timeToLive());
    } else {
      expression.set(naming.deadline(), ItemFormat.millis(deadline.epochMillis()));
      expression.set(naming.timeToLive(), ItemFormat.secondsAtOrAfter(deadline));
    }
  }
}
