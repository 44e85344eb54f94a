package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.attempt.Attempts;
import io.github.dynamodbjcache.internal.attempt.Attempts.FailedAttempt;
import io.github.dynamodbjcache.internal.attempt.Failure;
import io.github.dynamodbjcache.internal.store.Applied;
import io.github.dynamodbjcache.internal.store.Applied.Conflict;
import io.github.dynamodbjcache.internal.store.Basis;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.OutcomeUnknownStoreException;
import io.github.dynamodbjcache.internal.store.Revision;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import io.github.dynamodbjcache.internal.wire.DynamoDbOperation;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Applies one mutation by one conditional request, and finds out what became of it if the answer
 * was lost.
 *
 * <p>All attempts of a put carry its revision. After an attempt that may have been applied, the
 * item is read consistently, and its revisions tell:
 *
 * <ul>
 *   <li>ours is among them: it was applied;
 *   <li>the one the guard demands is among them and ours is not: it was not, since ours would have
 *       come right after it;
 *   <li>neither, or the guard demands an item without revision: it cannot be told, and the caller
 *       is told so. It is never sent again then, since that could bring back what another client
 *       has replaced by now.
 * </ul>
 *
 * <p>A version that has not moved tells that it was not applied; attributes that are compared tell
 * nothing, and the item is not even looked at.
 *
 * <p>A request that timed out may be slow, not lost: then the item is looked at again for a while.
 * And one that was refused after an attempt that may still arrive is of unknown outcome, if what is
 * demanded may hold again by then.
 *
 * <p>A deletion leaves nothing that could tell, except that the guarded revision is still there.
 */
final class SingleWrites {

  private final Attempts attempts;
  private final Attempts lookUps;
  private final Requests requests;
  private final Writes writes;
  private final ItemFormat format;
  private final Stamps stamps;
  private final Refusals refusals;

  SingleWrites(
      Attempts attempts, Requests requests, Writes writes, ItemFormat format, Refusals refusals) {
    this.attempts = attempts;
    this.lookUps = attempts.lookUps();
    this.requests = requests;
    this.writes = writes;
    this.format = format;
    this.stamps = format.stamps();
    this.refusals = refusals;
  }

  Applied apply(Mutation mutation, TimeLimit limit) {
    return new Write(mutation, limit).apply();
  }

  private static @Nullable Revision revision(Mutation mutation) {
    if (mutation instanceof Mutation.Put put) {
      return put.revision();
    }
    return mutation instanceof Mutation.Update update ? update.revision() : null;
  }

  /** One mutation on its way. */
  private final class Write {

    private final Mutation mutation;
    private final Guard.OfEntry demanded;
    private final TimeLimit limit;

    private final ItemWrite<?, ?> request;

    /** The name of the write, if it stamps the item; null of others, which leave no trace. */
    private final @Nullable Revision own;

    /** What the item has to show before this; null if the guard names nothing. */
    private final @Nullable Basis basis;

    /** The first failure after which the write may have been applied; null if there was none. */
    private @Nullable Failure doubt;

    /** True if nobody has said of an attempt that it came to its end. */
    private boolean mayStillBeApplied;

    Write(Mutation mutation, TimeLimit limit) {
      this.mutation = mutation;
      this.demanded = mutation.guard().ofEntry();
      this.own = revision(mutation);
      this.request = writes.of(mutation);
      this.limit = limit;
      this.basis = mutation.guard().basis();
    }

    Applied apply() {
      Attempts.Series series = attempts.series(limit);
      while (true) {
        Map<String, AttributeValue> answered;
        try {
          answered = request.attempt(series);
        } catch (FailedAttempt failed) {
          Optional<Applied> outcome = outcomeAfter(failed.failure);
          if (outcome.isPresent()) {
            return outcome.get();
          }
          if (series.mayGoOn()) {
            continue;
          }
          throw doubt == null
              ? attempts.errors().notDone(operation(), failed.failure, limit)
              : unknown(doubt, "later attempts failed, too");
        } catch (StoreException notSent) {
          throw doubt == null ? notSent : unknown(doubt, "there was no time left to find out");
        }
        return done(answered);
      }
    }

    private Applied done(Map<String, AttributeValue> answered) {
      if (mutation instanceof Mutation.Update update && !update.returnPrevious()) {
        return new Applied.Done(null, null, format.entryAsFarAsReadable(answered));
      }
      if (answered.isEmpty()) {
        return format.done(mutation, null);
      }
      if (proof(answered) == Proof.APPLIED) {
        // The client sent it twice by itself, and both were applied: this is no earlier entry.
        throw attempts.previousLost(operation(), null);
      }
      return format.done(mutation, format.entryAsFarAsReadable(answered));
    }

    /** What became of it after a failed attempt; empty if it has not been applied so far. */
    private Optional<Applied> outcomeAfter(Failure failure) {
      if (failure.mayHaveWritten()) {
        doubt = doubt == null ? failure : doubt;
        mayStillBeApplied |= !failure.isAnswered();
      }
      if (failure.kind() == Failure.Kind.CONDITION_FAILED
          && failure.exception() instanceof ConditionalCheckFailedException refused) {
        Map<String, AttributeValue> item = itemThatRefused(refused, failure);
        Failure doubted = doubt;
        return Optional.of(
            doubted == null || isHarmless()
                ? conflict(item)
                : resolve(item, doubted).orElseGet(() -> refusedAfter(doubted, item)));
      }
      if (doubt == null || !failure.mayHaveWritten() || isHarmless()) {
        return Optional.empty();
      }
      if (!stamps.mayTell(basis) && !isPlainDelete()) {
        throw unknown(doubt, "the entry does not tell who wrote it last");
      }
      return resolve(itemThatTells(failure), doubt);
    }

    /**
     * The item; looked at again for a while if it does not tell, and the request may arrive yet.
     */
    private Map<String, AttributeValue> itemThatTells(Failure failure) {
      for (int looks = 1; ; looks++) {
        Map<String, AttributeValue> item = read(failure);
        if (tells(item) || !failure.mayStillArrive() || !attempts.mayLookAgain(looks, limit)) {
          return item;
        }
      }
    }

    private boolean tells(Map<String, AttributeValue> item) {
      return proof(item) != Proof.NONE || (item.isEmpty() && isPlainDelete());
    }

    private Proof proof(Map<String, AttributeValue> item) {
      return stamps.proof(item, own, basis);
    }

    private Map<String, AttributeValue> itemThatRefused(
        ConditionalCheckFailedException refused, Failure failure) {
      if (refused.hasItem()) {
        refusals.broughtItem();
        return refused.item();
      }
      boolean provesEnough = doubt == null && refusals.proveAbsence(mutation.guard());
      return provesEnough ? Map.of() : read(failure);
    }

    private Map<String, AttributeValue> read(Failure failure) {
      try {
        return lookUps
            .repeat(
                DynamoDbOperation.GET_ITEM, requests.get(mutation.key(), Consistency.STRONG), limit)
            .item();
      } catch (StoreException alsoFailed) {
        throw doubt == null
            ? alsoFailed // Only the condition failed, so nothing was changed.
            : unknown(failure, "the entry could not be read to find out");
      }
    }

    /** What the item tells; empty if the write has certainly not been applied, but still can be. */
    private Optional<Applied> resolve(Map<String, AttributeValue> item, Failure doubted) {
      switch (proof(item)) {
        case APPLIED:
          return Optional.of(appliedBefore(doubted, item));
        case PENDING:
          return Optional.empty();
        case OVERTAKEN:
          return Optional.of(conflict(item));
        case NONE:
          break;
      }
      if (item.isEmpty() && isPlainDelete()) {
        return Optional.of(Applied.PLAINLY); // Whoever did it: all is as was asked for.
      }
      throw unknown(doubted, "the entry does not tell who wrote it last");
    }

    /** An attempt before this one was applied; its answer is lost, but perhaps not what it said. */
    private Applied appliedBefore(Failure doubted, Map<String, AttributeValue> item) {
      if (mutation instanceof Mutation.Update update) {
        if (!update.returnPrevious() && stamps.isLast(update.revision(), item)) {
          return new Applied.Done(null, null, format.entryAsFarAsReadable(item));
        }
        throw attempts.previousLost(operation(), doubted);
      }
      boolean lacksPrevious =
          mutation instanceof Mutation.Put put
              && put.returnPrevious()
              && !(demanded instanceof Guard.Absent);
      if (lacksPrevious) {
        throw attempts.previousLost(operation(), doubted);
      }
      return format.done(mutation, null);
    }

    /** The item is as the guard demands, and something else was refused, which may hold again. */
    private Applied refusedAfter(Failure doubted, Map<String, AttributeValue> item) {
      if (mayStillBeApplied && mutation.guard().mayHoldAgain()) {
        throw unknown(doubted, "a later attempt was refused");
      }
      return conflict(item);
    }

    private Applied conflict(Map<String, AttributeValue> item) {
      if (!item.isEmpty()) {
        return new Conflict(format.entryMetBy(mutation, item));
      }
      boolean hadNothingToDo =
          Updates.onlyRemoves(mutation) && mutation.guard().holdsFor(null, mutation.nowMillis());
      return hadNothingToDo ? Applied.PLAINLY : new Conflict(null);
    }

    private OutcomeUnknownStoreException unknown(Failure failure, String why) {
      return attempts.unknown(operation(), why, failure, limit);
    }

    private DynamoDbOperation<?, ?> operation() {
      return request.operation();
    }

    /** Repeating it does no harm. */
    private boolean isHarmless() {
      return mutation instanceof Mutation.Touch
          || (mutation instanceof Mutation.Put && request.changesNothing());
    }

    /** One that shall be gone, whoever does it: not that one which a guard names. */
    private boolean isPlainDelete() {
      return mutation instanceof Mutation.Delete delete
          && demanded instanceof Guard.Any
          && basis == null
          && !mutation.guard().isMatching()
          && !delete.returnPrevious();
    }
  }
}
