package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.NewDeadline;
import io.github.dynamodbjcache.internal.store.Revision;
import io.github.dynamodbjcache.internal.store.Selection;
import io.github.dynamodbjcache.internal.time.Deadline;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Says reads and mutations in DynamoDB's words. */
final class Requests {

  private static final AttributeValue NOTHING =
      AttributeValue.fromB(SdkBytes.fromByteArray(new byte[0]));

  /** {@code p1 = if_not_exists(w, :none), …}: the right sides see the item as it was. */
  private static final String REVISIONS_MOVED_DOWN = revisionsMovedDown();

  private final TableLayout layout;

  Requests(TableLayout layout) {
    this.layout = layout;
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
  BatchGetItemRequest getHistories(List<EntryKey> keys) {
    List<String> wanted =
        Stream.concat(Stream.of(layout.keyAttribute()), ItemFormat.historyAttributes().stream())
            .toList();
    Map<String, String> names = new HashMap<>();
    for (int i = 0; i < wanted.size(); i++) {
      names.put("#a" + i, wanted.get(i));
    }
    KeysAndAttributes request =
        KeysAndAttributes.builder()
            .keys(keys.stream().map(EntryKey::attributes).toList())
            .consistentRead(true)
            .projectionExpression(names.keySet().stream().collect(Collectors.joining(", ")))
            .expressionAttributeNames(names)
            .build();
    return BatchGetItemRequest.builder().requestItems(Map.of(layout.table(), request)).build();
  }

  BatchWriteItemRequest writeAll(List<WriteRequest> writes) {
    return BatchWriteItemRequest.builder().requestItems(Map.of(layout.table(), writes)).build();
  }

  ScanRequest scan(Selection selection) {
    ScanRequest.Builder scan =
        ScanRequest.builder()
            .tableName(layout.table())
            .consistentRead(selection.consistency() == Consistency.STRONG);
    if (!selection.segment().isWholeTable()) {
      scan.segment(selection.segment().index()).totalSegments(selection.segment().total());
    }
    selection.itemsPerPage().ifPresent(scan::limit);
    Expression expression = new Expression(layout.keyAttribute());
    if (selection.keysOnly()) {
      scan.projectionExpression(expression.projection(selection.alongKeys()));
    }
    Selection.Keys keys = selection.keys();
    String filter =
        Conditions.both(
            selection.liveAt().isPresent() ? Conditions.LIVE_OR_GARBLED : null,
            keys == null ? null : Conditions.prefixed(keys.included()));
    if (filter != null) {
      expression.condition(filter);
      selection.liveAt().ifPresent(now -> expression.valueIfUsed(":now", ItemFormat.millis(now)));
      expression.valueIfUsed(":number", AttributeValue.fromS("N"));
      if (keys != null) {
        expression.valueIfUsed(":prefix", AttributeValue.fromS(keys.prefix()));
      }
    }
    return scan.filterExpression(expression.condition())
        .expressionAttributeNames(expression.names())
        .expressionAttributeValues(expression.values())
        .build();
  }

  /** The scan that counts instead of yielding: so it names nothing that it would yield. */
  ScanRequest count(Selection selection) {
    return scan(selection.withData()).toBuilder().select(Select.COUNT).build();
  }

  /** One update that writes the entry and moves the revisions before it down by one. */
  UpdateItemRequest put(Mutation.Put put, Revision revision) {
    Expression expression = new Expression(layout.keyAttribute());
    expression.set(ItemFormat.REVISION, ItemFormat.binary(revision));
    expression.set(REVISIONS_MOVED_DOWN, ":none", NOTHING);
    put.data().forEach(expression::set);
    layout.dataAttributes().stream()
        .filter(name -> !put.data().containsKey(name))
        .forEach(expression::remove);
    guarded(expression, put.guard(), deadlineAndCondition(put, expression), put.nowMillis());
    return update(put.key(), expression)
        .returnValues(put.returnPrevious() ? ReturnValue.ALL_OLD : ReturnValue.NONE)
        .build();
  }

  UpdateItemRequest touch(Mutation.Touch touch) {
    Expression expression = new Expression(layout.keyAttribute());
    deadline(touch.deadline(), expression);
    guarded(expression, touch.guard(), condition(touch.guard()), /* nowMillis= */ 0);
    return update(touch.key(), expression).returnValues(ReturnValue.NONE).build();
  }

  DeleteItemRequest delete(Mutation.Delete delete) {
    Expression expression = new Expression(layout.keyAttribute());
    guarded(expression, delete.guard(), condition(delete.guard()), delete.nowMillis());
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

  /**
   * A transaction of that mutation alone, under a fresh token.
   *
   * @param revision of a put
   */
  TransactWriteItemsRequest transaction(Mutation mutation, Revision revision) {
    TransactWriteItem write =
        mutation instanceof Mutation.Delete delete
            ? transacted(delete(delete))
            : transacted(put((Mutation.Put) mutation, revision));
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

  /** The whole item of a put as a batch wants it: without a guard, without earlier revisions. */
  WriteRequest batchPut(Mutation.Put put, Deadline deadline, Revision revision) {
    Map<String, AttributeValue> item = new HashMap<>(put.key().attributes());
    item.putAll(put.data());
    item.put(ItemFormat.REVISION, ItemFormat.binary(revision));
    if (!deadline.isNever()) {
      item.put(ItemFormat.DEADLINE, ItemFormat.millis(deadline.epochMillis()));
      item.put(ItemFormat.TIME_TO_LIVE, ItemFormat.secondsAtOrAfter(deadline));
    }
    return WriteRequest.builder().putRequest(p -> p.item(item)).build();
  }

  WriteRequest batchDelete(EntryKey key) {
    return WriteRequest.builder().deleteRequest(d -> d.key(key.attributes())).build();
  }

  private static String revisionsMovedDown() {
    List<String> names = ItemFormat.historyAttributes();
    return IntStream.range(1, names.size())
        .mapToObj(i -> names.get(i) + " = if_not_exists(" + names.get(i - 1) + ", :none)")
        .collect(Collectors.joining(", "));
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

  /** Adds what becomes of the deadline, and gives the condition under which that is right. */
  private static @Nullable String deadlineAndCondition(Mutation.Put put, Expression expression) {
    String guard = condition(put.guard());
    if (put.deadline() instanceof NewDeadline.Set set) {
      deadline(set.deadline(), expression);
      return guard;
    }
    Deadline created = ((NewDeadline.OnCreation) put.deadline()).deadline();
    if (put.guard().ofEntry() instanceof Guard.Absent) {
      deadline(created, expression);
      return guard;
    }
    if (put.guard().ofEntry() instanceof Guard.Present) {
      return guard; // It is there and live, and keeps what it has.
    }
    if (guard != null) {
      return Conditions.andLive(guard);
    }
    if (created.isNever()) {
      return Conditions.FITS_NO_DEADLINE;
    }
    expression.setIfMissing(ItemFormat.DEADLINE, ItemFormat.millis(created.epochMillis()));
    expression.setIfMissing(ItemFormat.TIME_TO_LIVE, ItemFormat.secondsAtOrAfter(created));
    return Conditions.FITS_NEW_DEADLINE;
  }

  private static void deadline(Deadline deadline, Expression expression) {
    if (deadline.isNever()) {
      expression.remove(ItemFormat.DEADLINE);
      expression.remove(ItemFormat.TIME_TO_LIVE);
    } else {
      expression.set(ItemFormat.DEADLINE, ItemFormat.millis(deadline.epochMillis()));
      expression.set(ItemFormat.TIME_TO_LIVE, ItemFormat.secondsAtOrAfter(deadline));
    }
  }

  /** What the guard demands of the entry; null for nothing. */
  private static @Nullable String condition(Guard guard) {
    Guard ofEntry = guard.ofEntry();
    if (ofEntry instanceof Guard.Absent) {
      return Conditions.ABSENT;
    }
    if (ofEntry instanceof Guard.Present) {
      return Conditions.PRESENT;
    }
    return ofEntry instanceof Guard.Unchanged unchanged ? unchanged(unchanged.revision()) : null;
  }

  private static String unchanged(Revision revision) {
    return revision.equals(ItemFormat.NO_REVISION)
        ? Conditions.UNCHANGED_WITHOUT_REVISION
        : Conditions.UNCHANGED;
  }

  /** Adds the condition, and what the guard demands beside it. */
  private static void guarded(
      Expression expression, Guard guard, @Nullable String condition, long nowMillis) {
    String all = Conditions.both(condition, Conditions.beside(guard));
    if (all == null) {
      return;
    }
    expression.condition(all);
    expression.valueIfUsed(":now", ItemFormat.millis(nowMillis));
    if (guard.ofEntry() instanceof Guard.Unchanged unchanged) {
      expression.valueIfUsed(":revision", ItemFormat.binary(unchanged.revision()));
    }
    if (guard instanceof Guard.At at) {
      expression.valueIfUsed(":basis", ItemFormat.binary(at.revision()));
      expression.valueIfUsed(":binary", AttributeValue.fromS("B"));
    }
    if (guard instanceof Guard.Reaching reaching) {
      expression.valueIfUsed(":least", ItemFormat.millis(reaching.least()));
    }
  }
}
