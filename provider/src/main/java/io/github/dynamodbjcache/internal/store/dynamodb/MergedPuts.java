package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.expression.Expression;
import io.github.dynamodbjcache.internal.store.Canonical;
import io.github.dynamodbjcache.internal.store.Mutation;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Puts as updates of what is there, which leave what is none of the entry's. */
final class MergedPuts {

  private final ItemFormat format;
  private final TableLayout layout;
  private final Stamps stamps;
  private final Deadlines deadlines;
  private final DeadlineWords deadlineWords;
  private final UpdateRequests requests;
  private final OwnAttributes ownAttributes;

  /** What values may have and only the store writes, or what a put of a value never removes. */
  private final Set<String> keptBesideValues;

  MergedPuts(ItemFormat format, OwnAttributes ownAttributes) {
    this.format = format;
    this.layout = format.layout();
    this.stamps = format.stamps();
    this.deadlines = format.deadlines();
    this.deadlineWords = new DeadlineWords(deadlines);
    this.requests = new UpdateRequests(layout);
    this.ownAttributes = ownAttributes;
    this.keptBesideValues = new HashSet<>(stamps.ownNames());
    this.keptBesideValues.addAll(deadlines.names());
  }

  /** One update that writes the entry and leaves its stamp. */
  UpdateItemRequest of(Mutation.Put put) {
    ownAttributes.refuseHidden(put.data().keySet());
    Expression expression = new Expression();
    stamps.stamp(expression, put.revision());
    Map<String, AttributeValue> decidedOn = put.decidedOn();
    if (layout.replacement() == Replacement.WHOLE && decidedOn != null) {
      change(decidedOn, put.data(), expression);
    } else {
      merge(put.data(), expression);
    }
    Conditions conditions = new Conditions(expression, format, put.nowMillis());
    conditions.demand(put.guard());
    if (!deadlines.isSaidBy(put.data())) {
      deadlineWords.say(put.deadline(), put.guard(), expression, conditions);
    }
    return requests
        .of(put.key(), expression)
        .returnValues(put.returnPrevious() ? ReturnValue.ALL_OLD : ReturnValue.NONE)
        .build();
  }

  private void merge(Map<String, AttributeValue> data, Expression expression) {
    data.forEach((name, value) -> set(name, value, expression));
    if (layout.dataAttributes() != null) {
      removeOthers(layout.dataAttributes(), data, expression);
    }
  }

  /** The difference alone: what somebody else adds meanwhile stays. */
  private void change(
      Map<String, AttributeValue> from, Map<String, AttributeValue> to, Expression expression) {
    to.forEach(
        (name, value) -> {
          AttributeValue before = from.get(name);
          if (before == null || !Canonical.areEqual(before, value)) {
            set(name, value, expression);
          }
        });
    removeOthers(from.keySet(), to, expression);
  }

  private void set(String name, AttributeValue value, Expression expression) {
    if (!stamps.ownNames().contains(name)) {
      expression.set(name, value);
    }
  }

  private void removeOthers(
      Set<String> names, Map<String, AttributeValue> data, Expression expression) {
    for (String name : names) {
      if (!data.containsKey(name) && !keptBesideValues.contains(name)) {
        expression.remove(name);
      }
    }
  }
}
