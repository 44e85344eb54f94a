package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.expression.Expression;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.NewDeadline;
import io.github.dynamodbjcache.internal.time.Deadline;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Puts as items that replace what is there as a whole. */
final class WholeItems {

  private final ItemFormat format;
  private final Stamps stamps;
  private final Deadlines deadlines;
  private final OwnAttributes ownAttributes;

  WholeItems(ItemFormat format, OwnAttributes ownAttributes) {
    this.format = format;
    this.stamps = format.stamps();
    this.deadlines = format.deadlines();
    this.ownAttributes = ownAttributes;
  }

  PutItemRequest put(Mutation.Put put) {
    Expression expression = new Expression();
    new Conditions(expression, format, put.nowMillis()).demand(put.guard());
    return PutItemRequest.builder()
        .tableName(format.layout().table())
        .item(of(put))
        .conditionExpression(expression.condition())
        .expressionAttributeNames(expression.names())
        .expressionAttributeValues(expression.values())
        .returnValues(put.returnPrevious() ? ReturnValue.ALL_OLD : ReturnValue.NONE)
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }

  /** The item, without a guard, and without earlier stamps. */
  Map<String, AttributeValue> of(Mutation.Put put) {
    ownAttributes.refuseHidden(put.data().keySet());
    Map<String, AttributeValue> item = new KeyAndData(put.key().attributes(), put.data());
    Map<String, AttributeValue> stamp = stamps.stamp(put.revision());
    Map<String, AttributeValue> deadline =
        deadlines.isSaidBy(put.data()) ? Map.of() : deadlines.attributes(deadlineOfWhole(put));
    if (stamp.isEmpty() && deadline.isEmpty()) {
      return item;
    }
    Map<String, AttributeValue> whole = new HashMap<>(item);
    whole.putAll(stamp);
    whole.putAll(deadline);
    return whole;
  }

  /** A whole item keeps nothing, a deadline neither. */
  private static Deadline deadlineOfWhole(Mutation.Put put) {
    boolean isNew = put.deadline() instanceof NewDeadline.Set || put.guard().demandsNoLiveEntry();
    return isNew ? put.deadline().deadline() : Deadline.NEVER;
  }
}
