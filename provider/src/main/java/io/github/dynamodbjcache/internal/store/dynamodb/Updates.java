package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.expression.Change;
import io.github.dynamodbjcache.internal.expression.ChangedItem;
import io.github.dynamodbjcache.internal.expression.Expression;
import io.github.dynamodbjcache.internal.store.Basis;
import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.NewDeadline;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.Deadline;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Says changes of places in DynamoDB's words. */
final class Updates {

  private final ItemFormat format;
  private final Stamps stamps;
  private final Deadlines deadlines;
  private final DeadlineWords deadlineWords;
  private final UpdateRequests requests;
  private final OwnAttributes ownAttributes;

  Updates(ItemFormat format) {
    this.format = format;
    this.stamps = format.stamps();
    this.deadlines = format.deadlines();
    this.deadlineWords = new DeadlineWords(deadlines);
    this.requests = new UpdateRequests(format.layout());
    this.ownAttributes = new OwnAttributes(format);
  }

  /** The request that applies it. */
  UpdateItemRequest of(Mutation.Update update) {
    Expression expression = new Expression();
    stamps.stamp(expression, update.revision());
    for (Change change : update.changes()) {
      ownAttributes.refuseOwn(change.path().attribute());
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
      deadlineWords.say(update.deadline(), guard, expression, conditions);
    }
    if (saysDeadline || update.deadline() instanceof NewDeadline.Set) {
      conditions.demandNoneExpired(demanded);
    }
    return requests
        .of(update.key(), expression)
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
}
