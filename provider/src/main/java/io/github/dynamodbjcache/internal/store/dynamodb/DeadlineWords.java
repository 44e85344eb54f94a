package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.expression.Expression;
import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.internal.store.NewDeadline;
import io.github.dynamodbjcache.internal.time.Deadline;

/** What an update says of the deadline. */
final class DeadlineWords {

  private final Deadlines deadlines;

  DeadlineWords(Deadlines deadlines) {
    this.deadlines = deadlines;
  }

  /** Says what becomes of the deadline, and demands that under which it is right. */
  void say(NewDeadline deadline, Guard guard, Expression expression, Conditions conditions) {
    if (deadline instanceof NewDeadline.Set set) {
      deadlines.set(expression, set.deadline());
      return;
    }
    if (deadline instanceof NewDeadline.Unsaid) {
      unsaid(expression, conditions);
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
  private void unsaid(Expression expression, Conditions conditions) {
    if (deadlines.areTheUsers()) {
      conditions.demandNoPassedDeadline();
    } else {
      deadlines.set(expression, Deadline.NEVER);
    }
  }
}
