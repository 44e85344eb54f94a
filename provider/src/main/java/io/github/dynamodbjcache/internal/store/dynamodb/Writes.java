package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.expression.Change;
import io.github.dynamodbjcache.internal.expression.ChangedItem;
import io.github.dynamodbjcache.internal.expression.Expression;
import io.github.dynamodbjcache.internal.store.Basis;
import io.github.dynamodbjcache.internal.store.Canonical;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.NewDeadline;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.Deadline;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Says mutations in DynamoDB's words. */
final class Writes {

  private final TableLayout layout;
  private final ItemFormat format;
  private final Stamps stamps;
  private final Deadlines deadlines;

  /** What values may have and only the store writes, or what a put of a value never removes. */
  private final Set<String> keptBesideValues;

  Writes(ItemFormat format) {
    this.format = format;
    this.layout = format.layout();
    this.stamps = format.stamps();
    this.deadlines = format.deadlines();
    this.keptBesideValues = new HashSet<>(stamps.ownNames());
    this.keptBesideValues.addAll(deadlines.names());
  }

  /** The request that applies it. */
  ItemWrite<?, ?> of(Mutation mutation) {
    if (mutation instanceof Mutation.Put put) {
      return isWhole(put) ? ItemWrite.of(putItem(put)) : ItemWrite.of(put(put));
    }
    if (mutation instanceof Mutation.Update update) {
      return ItemWrite.of(update(update));
    }
    return mutation instanceof Mutation.Touch touch
        ? ItemWrite.of(touch(touch))
        : ItemWrite.of(delete((Mutation.Delete) mutation));
  }

  /** True if a batch can do it. */
  boolean fitBatch(Mutation mutation) {
    boolean fits =
        !(mutation instanceof Mutation.Put)
            || layout.replacement() == Replacement.EITHER
            || (layout.replacement() == Replacement.WHOLE && !stamps.areLostWithTheItem());
    return fits && mutation.isBlind();
  }

  /**
   * True if one request cannot say it before it is known what is there: a whole item would lose
   * what tells of earlier writes, or a deadline that is to be kept; and an update that sets nothing
   * makes no item.
   */
  boolean needsToSee(Mutation mutation) {
    if (!(mutation instanceof Mutation.Put put) || put.decidedOn() != null || isOfNoItem(put)) {
      return false;
    }
    return switch (layout.replacement()) {
      case EITHER -> false;
      case WHOLE -> stamps.areLostWithTheItem() || keepsDeadline(put);
      case MERGE -> setsNothing(put);
    };
  }

  private static boolean isOfNoItem(Mutation.Put put) {
    return put.guard().ofItem().stream().anyMatch(Guard.NoItem.class::isInstance);
  }

  private boolean keepsDeadline(Mutation.Put put) {
    return put.deadline() instanceof NewDeadline.OnCreation created
        && !created.deadline().isNever()
        && !put.guard().demandsNoLiveEntry()
        && !deadlines.isSaidBy(put.data());
  }

  private boolean setsNothing(Mutation.Put put) {
    Guard.OfEntry demanded = put.guard().ofEntry();
    boolean mayMakeItem = demanded instanceof Guard.Any || demanded instanceof Guard.Absent;
    boolean setsDeadline = !deadlines.isSaidBy(put.data()) && !put.deadline().deadline().isNever();
    return mayMakeItem && put.data().isEmpty() && stamps.lastNames().isEmpty() && !setsDeadline;
  }

  /** True if a put writes the whole item: whatever is there, or nothing that stays. */
  private boolean isWhole(Mutation.Put put) {
    return isOfNoItem(put)
        || (layout.replacement() == Replacement.WHOLE
            && (put.decidedOn() == null || put.guard().ofEntry() instanceof Guard.Expired));
  }

  /** One update that writes the entry and leaves its stamp. */
  UpdateItemRequest put(Mutation.Put put) {
    refuseHidden(put.data().keySet());
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
      deadline(put.deadline(), put.guard(), expression, conditions);
    }
    return update(put.key(), expression)
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

  private PutItemRequest putItem(Mutation.Put put) {
    Expression expression = new Expression();
    new Conditions(expression, format, put.nowMillis()).demand(put.guard());
    return PutItemRequest.builder()
        .tableName(layout.table())
        .item(wholeItem(put))
        .conditionExpression(expression.condition())
        .expressionAttributeNames(expression.names())
        .expressionAttributeValues(expression.values())
        .returnValues(put.returnPrevious() ? ReturnValue.ALL_OLD : ReturnValue.NONE)
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }

  private Map<String, AttributeValue> wholeItem(Mutation.Put put) {
    refuseHidden(put.data().keySet());
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

  /**
   * A put that was decided on nothing, as an update of what was found says it: a deadline that a
   * whole item would not keep does not stay either.
   */
  Mutation.Put ofWhole(Mutation.Put put) {
    boolean keepsNothing =
        layout.replacement() == Replacement.WHOLE
            && put.decidedOn() == null
            && put.deadline().equals(NewDeadline.onCreation(Deadline.NEVER));
    return keepsNothing ? put.with(NewDeadline.set(Deadline.NEVER)) : put;
  }

  /** A whole item keeps nothing, a deadline neither. */
  private static Deadline deadlineOfWhole(Mutation.Put put) {
    boolean isNew = put.deadline() instanceof NewDeadline.Set || put.guard().demandsNoLiveEntry();
    return isNew ? put.deadline().deadline() : Deadline.NEVER;
  }

  private UpdateItemRequest update(Mutation.Update update) {
    Expression expression = new Expression();
    stamps.stamp(expression, update.revision());
    for (Change change : update.changes()) {
      refuseOwn(change.path().attribute());
      expression.change(change);
    }
    Guard guard = update.guard();
    Guard.OfEntry demanded = guard.ofEntry();
    Conditions conditions = new Conditions(expression, format, update.nowMillis());
    conditions.demand(demanded instanceof Guard.Absent ? guard.and(new Guard.NoItem()) : guard);
    if (onlyRemoves(update)) {
      conditions.demandItem();
    }
    boolean saysDeadline = saysDeadline(update);
    if (!saysDeadline) {
      deadline(update.deadline(), guard, expression, conditions);
    }
    if (saysDeadline || update.deadline() instanceof NewDeadline.Set) {
      conditions.demandNoneExpired(demanded);
    }
    return update(update.key(), expression)
        .returnValues(update.returnPrevious() ? ReturnValue.ALL_OLD : ReturnValue.ALL_NEW)
        .build();
  }

  /** True if it would make no item where there is none. */
  static boolean onlyRemoves(Mutation mutation) {
    return mutation instanceof Mutation.Update update
        && !update.changes().isEmpty()
        && update.changes().stream()
            .allMatch(
                change -> change instanceof Change.Remove || change instanceof Change.Exclude);
  }

  /**
   * The entry that an update makes of what was found, where the answer does not tell.
   *
   * @param found what it was guarded by; null for nothing
   */
  StoredEntry after(Mutation.Update update, @Nullable StoredEntry found) {
    Map<String, AttributeValue> before = new HashMap<>(update.key().attributes());
    if (found != null) {
      before.putAll(found.data());
    }
    Map<String, AttributeValue> item = new HashMap<>(ChangedItem.of(before, update.changes()));
    item.putAll(stamps.stampOver(found == null ? Basis.NOTHING : found.basis(), update.revision()));
    if (!saysDeadline(update) && !staysAsItIs(update, found)) {
      Deadline deadline =
          found == null || update.deadline() instanceof NewDeadline.Set
              ? update.deadline().deadline()
              : found.deadline();
      item.keySet().removeAll(deadlines.names());
      item.putAll(deadlines.attributes(deadline));
    }
    return format.entryAsFarAsReadable(item);
  }

  private boolean staysAsItIs(Mutation.Update update, @Nullable StoredEntry found) {
    return found != null
        && deadlines.areTheUsers()
        && !(update.deadline() instanceof NewDeadline.Set);
  }

  private boolean saysDeadline(Mutation.Update update) {
    return update.changes().stream()
        .anyMatch(change -> deadlines.names().contains(change.path().attribute()));
  }

  private UpdateItemRequest touch(Mutation.Touch touch) {
    Expression expression = new Expression();
    deadlines.set(expression, touch.deadline());
    new Conditions(expression, format, touch.nowMillis()).demand(touch.guard());
    return update(touch.key(), expression).returnValues(ReturnValue.NONE).build();
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
    Map<String, AttributeValue> item = wholeItem(put);
    return WriteRequest.builder().putRequest(p -> p.item(item)).build();
  }

  BatchWriteItemRequest batch(List<WriteRequest> writes) {
    return BatchWriteItemRequest.builder().requestItems(Map.of(layout.table(), writes)).build();
  }

  WriteRequest batchDelete(EntryKey key) {
    return WriteRequest.builder().deleteRequest(d -> d.key(key.attributes())).build();
  }

  private void refuseHidden(Set<String> attributes) {
    if (layout.dataAttributes() == null) {
      for (String name : layout.naming().hidden()) {
        if (attributes.contains(name)) {
          throw isTheStores(name);
        }
      }
    }
  }

  private void refuseOwn(String attribute) {
    if (layout.naming().hidden().contains(attribute)
        || stamps.ownNames().contains(attribute)
        || layout.keys().names().contains(attribute)) {
      throw isTheStores(attribute);
    }
  }

  private static IllegalArgumentException isTheStores(String attribute) {
    return new IllegalArgumentException(
        "attribute "
            + attribute
            + " cannot be changed: it is the key, or tells of the item's last write; nothing was"
            + " sent");
  }

  private UpdateItemRequest.Builder update(EntryKey key, Expression expression) {
    String update = expression.update();
    return UpdateItemRequest.builder()
        .tableName(layout.table())
        .key(key.attributes())
        .updateExpression(update.isEmpty() ? null : update)
        .conditionExpression(expression.condition())
        .expressionAttributeNames(expression.names())
        .expressionAttributeValues(expression.values())
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
  }

  /** Says what becomes of the deadline, and demands that under which it is right. */
  private void deadline(
      NewDeadline deadline, Guard guard, Expression expression, Conditions conditions) {
    if (deadline instanceof NewDeadline.Set set) {
      deadlines.set(expression, set.deadline());
      return;
    }
    if (deadline instanceof NewDeadline.Unsaid) {
      unsaidDeadline(expression, conditions);
      return;
    }
    Deadline created = deadline.deadline();
    Guard.OfEntry demanded = guard.ofEntry();
    if (guard.demandsNoLiveEntry()) {
      deadlines.set(expression, created);
    } else if (demanded instanceof Guard.Unchanged) {
      conditions.demandLive();
    } else if (demanded instanceof Guard.Any && created.isNever()) {
      conditions.demandNoPassedDeadline();
    } else if (demanded instanceof Guard.Any) {
      deadlines.setIfMissing(expression, created);
      conditions.demandRoomForNewDeadline();
    } // What is demanded to be there and live keeps what it has.
  }

  /** What is not ours stays; but what has expired meanwhile does not come back by it. */
  private void unsaidDeadline(Expression expression, Conditions conditions) {
    if (deadlines.areTheUsers()) {
      conditions.demandNoPassedDeadline();
    } else {
      deadlines.set(expression, Deadline.NEVER);
    }
  }
}
