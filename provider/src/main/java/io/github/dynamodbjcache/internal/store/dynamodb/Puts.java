package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.NewDeadline;
import io.github.dynamodbjcache.internal.time.Deadline;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Says puts in DynamoDB's words: as whole items, or as updates. */
final class Puts {

  private final TableLayout layout;
  private final Stamps stamps;
  private final Deadlines deadlines;
  private final WholeItems wholeItems;
  private final MergedPuts mergedPuts;

  Puts(ItemFormat format) {
    this.layout = format.layout();
    this.stamps = format.stamps();
    this.deadlines = format.deadlines();
    OwnAttributes ownAttributes = new OwnAttributes(format);
    this.wholeItems = new WholeItems(format, ownAttributes);
    this.mergedPuts = new MergedPuts(format, ownAttributes);
  }

  /** The request that applies it. */
  ItemWrite<?, ?> of(Mutation.Put put) {
    return isWhole(put) ? ItemWrite.of(wholeItems.put(put)) : ItemWrite.of(mergedPuts.of(put));
  }

  /** The whole item as a batch wants it: without a guard, without earlier stamps. */
  Map<String, AttributeValue> item(Mutation.Put put) {
    return wholeItems.of(put);
  }

  /** True if a batch, which replaces items as a whole, can do it. */
  boolean fitBatch() {
    return layout.replacement() == Replacement.EITHER
        || (layout.replacement() == Replacement.WHOLE && !stamps.areLostWithTheItem());
  }

  /**
   * True if one request cannot say it before it is known what is there: a whole item would lose
   * what tells of earlier writes, or a deadline that is to be kept; and an update that sets nothing
   * makes no item.
   */
  boolean needToSee(Mutation.Put put) {
    if (put.decidedOn() != null || isOfNoItem(put)) {
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
}
