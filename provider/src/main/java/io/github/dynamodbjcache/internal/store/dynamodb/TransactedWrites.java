package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.attempt.Attempts;
import io.github.dynamodbjcache.internal.attempt.Attempts.FailedAttempt;
import io.github.dynamodbjcache.internal.attempt.Failure;
import io.github.dynamodbjcache.internal.store.Applied;
import io.github.dynamodbjcache.internal.store.Applied.Conflict;
import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.OutcomeUnknownStoreException;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import io.github.dynamodbjcache.internal.wire.DynamoDbOperation;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Applies one mutation as a transaction of one. All attempts carry one token, by which the service
 * tells for ten minutes that it has applied the request already: so it is sent again until there is
 * an answer, and an attempt that arrives late changes nothing.
 *
 * <p>What rests on an entry's presence or has to hand it back reads it first and is guarded by what
 * was read: a revision never comes back, so an attempt that was given up cannot be applied later,
 * and a transaction gives neither the entry that it replaced nor the one that it made.
 *
 * <p>Other demands may hold again. Where one was refused after an attempt that nobody answered, the
 * token is taken up by a transaction that changes nothing: the service then refuses what arrives
 * late, and tells by refusing this one if that has been applied.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html">
 *     TransactWriteItems, ClientRequestToken</a>
 */
final class TransactedWrites {

  private static final String TOKEN_TAKEN = "IdempotentParameterMismatchException";

  private final Attempts attempts;
  private final Writes writes;
  private final ItemFormat format;
  private final Refusals refusals;
  private final ReadFirst readFirst;
  private final SingleWrites singleWrites;

  TransactedWrites(
      Attempts attempts,
      Writes writes,
      ItemFormat format,
      Refusals refusals,
      ReadFirst readFirst,
      SingleWrites singleWrites) {
    this.attempts = attempts;
    this.writes = writes;
    this.format = format;
    this.refusals = refusals;
    this.readFirst = readFirst;
    this.singleWrites = singleWrites;
  }

  Applied apply(Mutation mutation, TimeLimit limit) {
    return hasToSee(mutation) || writes.needsToSee(mutation)
        ? readFirst.apply(
            mutation, readFirst.read(mutation, limit), guarded -> transact(guarded, limit))
        : transact(mutation, limit);
  }

  /**
   * True if the entry is read first: to hand it back or what becomes of it, or because a guard that
   * says only whether there is one may hold again when an attempt arrives that was given up.
   */
  private static boolean hasToSee(Mutation mutation) {
    Guard guard = mutation.guard();
    boolean saysOnlyWhether =
        guard.basis() == null
            && (guard.ofEntry() instanceof Guard.Present
                || guard.ofEntry() instanceof Guard.Absent);
    return mutation.returnPrevious() || saysOnlyWhether || mutation instanceof Mutation.Update;
  }

  private Applied transact(Mutation mutation, TimeLimit limit) {
    ItemWrite<?, ?> write = writes.of(mutation);
    if (write.changesNothing()) {
      return singleWrites.apply(mutation, limit); // The service takes no such transaction.
    }
    ItemWrite<TransactWriteItemsRequest, ?> transaction = Transactions.of(write);
    DynamoDbOperation<?, ?> operation = transaction.operation();
    Failure doubt = null;
    Attempts.Series series = attempts.series(limit);
    while (true) {
      try {
        transaction.attempt(series);
        return format.done(mutation, null);
      } catch (FailedAttempt failed) {
        Failure failure = failed.failure;
        if (failure.kind() == Failure.Kind.CONDITION_FAILED) {
          boolean wasApplied =
              doubt != null
                  && mayStillBeApplied(doubt, mutation.guard())
                  && hasTakenItsToken(transaction, mutation, doubt, limit);
          return wasApplied ? format.done(mutation, null) : conflict(mutation, failure, limit);
        }
        if (failure.mayHaveWritten() && (doubt == null || doubt.isAnswered())) {
          doubt = failure;
        }
        if (!series.mayGoOn()) {
          throw doubt == null
              ? attempts.errors().notDone(operation, failure, limit)
              : unknown(operation, doubt, "later attempts failed, too", limit);
        }
      } catch (StoreException notSent) {
        throw doubt == null
            ? notSent
            : unknown(operation, doubt, "there was no time left to find out", limit);
      }
    }
  }

  /**
   * True if a request on its way could still be applied after another attempt was refused: nobody
   * has said that it came to its end, and the guard may hold again.
   */
  private static boolean mayStillBeApplied(Failure doubt, Guard guard) {
    return !doubt.isAnswered() && guard.mayHoldAgain();
  }

  /** True if it was applied all the same; if not, it never will be. */
  private boolean hasTakenItsToken(
      ItemWrite<TransactWriteItemsRequest, ?> transaction,
      Mutation mutation,
      Failure doubt,
      TimeLimit limit) {
    ItemWrite<?, ?> instead =
        Transactions.insteadOf(transaction.request(), mutation.key(), format.layout());
    Attempts.Series series = attempts.series(limit);
    while (true) {
      try {
        instead.attempt(series);
        return false;
      } catch (FailedAttempt failed) {
        if (failed.failure.code().equals(TOKEN_TAKEN)) {
          return true;
        }
        if (!series.mayGoOn()) {
          throw unknown(
              transaction.operation(),
              doubt,
              "a later attempt was refused, and the check that calls off the earlier one failed: it"
                  + " needs the right dynamodb:ConditionCheckItem",
              limit);
        }
      } catch (StoreException notSent) {
        throw unknown(transaction.operation(), doubt, "there was no time left to find out", limit);
      }
    }
  }

  private Conflict conflict(Mutation mutation, Failure refused, TimeLimit limit) {
    Map<String, AttributeValue> item =
        refused.exception() instanceof TransactionCanceledException canceled
            ? canceled.cancellationReasons().stream()
                .filter(CancellationReason::hasItem)
                .findFirst()
                .map(CancellationReason::item)
                .orElse(Map.of())
            : Map.of();
    if (!item.isEmpty()) {
      refusals.broughtItem();
      return new Conflict(readFirst.entry(mutation, item));
    }
    return new Conflict(
        refusals.proveAbsence(mutation.guard()) ? null : readFirst.read(mutation, limit));
  }

  private OutcomeUnknownStoreException unknown(
      DynamoDbOperation<?, ?> operation, Failure failure, String why, TimeLimit limit) {
    return attempts.unknown(operation, why, failure, limit);
  }
}
