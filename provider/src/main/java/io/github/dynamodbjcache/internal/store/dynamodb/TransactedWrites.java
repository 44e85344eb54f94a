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
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import io.github.dynamodbjcache.internal.wire.DynamoDbOperation;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Applies one mutation as a transaction of one. All attempts carry one token, by which the service
 * tells for ten minutes that it has applied the request already: so it is sent again until there is
 * an answer, and an attempt that arrives late changes nothing.
 *
 * <p>What rests on an entry's presence or has to hand it back reads it first and is guarded by what
 * was read: a revision never comes back, so an attempt that was given up cannot be applied later,
 * and a transaction does not give the entry that it replaced.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html">
 *     TransactWriteItems, ClientRequestToken</a>
 */
final class TransactedWrites {

  private final Attempts attempts;
  private final Requests requests;
  private final ItemFormat format;
  private final Refusals refusals;

  TransactedWrites(Attempts attempts, Requests requests, ItemFormat format, Refusals refusals) {
    this.attempts = attempts;
    this.requests = requests;
    this.format = format;
    this.refusals = refusals;
  }

  Applied apply(Mutation mutation, TimeLimit limit) {
    return hasToSee(mutation) ? applyAsRead(mutation, limit) : transact(mutation, limit);
  }

  /**
   * True if the entry is read first: to hand it back, or because a guard that says only whether
   * there is one may hold again when an attempt arrives that was given up.
   */
  private static boolean hasToSee(Mutation mutation) {
    Guard guard = mutation.guard();
    boolean saysOnlyWhether =
        guard.basis() == null
            && (guard.ofEntry() instanceof Guard.Present
                || guard.ofEntry() instanceof Guard.Absent);
    return mutation.returnPrevious() || saysOnlyWhether;
  }

  /** Reads, writes under the guard of what was read, and again if that has changed meanwhile. */
  private Applied applyAsRead(Mutation mutation, TimeLimit limit) {
    StoredEntry found = read(mutation, limit);
    while (mutation.guard().holdsFor(found, mutation.nowMillis())) {
      Applied applied = transact(guardedBy(found, mutation), limit);
      if (!(applied instanceof Conflict conflict)) {
        return Applied.done(mutation, mutation.returnPrevious() ? found : null);
      }
      StoredEntry actual = conflict.actual();
      if (isSame(found, actual)) {
        return conflict; // Its deadline is the reason.
      }
      found = actual;
    }
    return new Conflict(found);
  }

  private @Nullable StoredEntry read(Mutation mutation, TimeLimit limit) {
    return entry(
        mutation,
        attempts
            .repeat(
                DynamoDbOperation.GET_ITEM, requests.get(mutation.key(), Consistency.STRONG), limit)
            .item());
  }

  private @Nullable StoredEntry entry(Mutation mutation, Map<String, AttributeValue> item) {
    return item.isEmpty() ? null : format.entryMetBy(mutation, item);
  }

  private static Mutation guardedBy(@Nullable StoredEntry found, Mutation mutation) {
    Guard guard =
        found == null
            ? mutation.guard().butAbsent()
            : mutation.guard().and(new Guard.At(found.basis()));
    return mutation.under(guard).withoutPrevious();
  }

  private static boolean isSame(@Nullable StoredEntry found, @Nullable StoredEntry actual) {
    return found == null || actual == null ? found == actual : found.basis().equals(actual.basis());
  }

  private Applied transact(Mutation mutation, TimeLimit limit) {
    DynamoDbOperation<TransactWriteItemsRequest, TransactWriteItemsResponse> operation =
        mutation instanceof Mutation.Delete
            ? DynamoDbOperation.TRANSACTED_DELETE_ITEM
            : DynamoDbOperation.TRANSACTED_UPDATE_ITEM;
    TransactWriteItemsRequest request = requests.transaction(mutation);
    Failure doubt = null;
    Attempts.Series series = attempts.series(limit);
    while (true) {
      try {
        series.attempt(operation, request);
        return Applied.done(mutation, null);
      } catch (FailedAttempt failed) {
        Failure failure = failed.failure;
        if (failure.kind() == Failure.Kind.CONDITION_FAILED) {
          if (doubt != null && mayStillBeApplied(doubt, mutation.guard())) {
            throw unknown(operation, doubt, "a later attempt was refused", limit);
          }
          return conflict(mutation, failure, limit);
        }
        if (doubt == null && failure.mayHaveWritten()) {
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
   * has said that it came to its end, and the guard may hold again. Only a revision never comes
   * back.
   */
  private static boolean mayStillBeApplied(Failure doubt, Guard guard) {
    return !doubt.isAnswered() && !(guard.basis() instanceof Basis.Ring);
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
      return new Conflict(entry(mutation, item));
    }
    return new Conflict(refusals.proveAbsence(mutation.guard()) ? null : read(mutation, limit));
  }

  private OutcomeUnknownStoreException unknown(
      DynamoDbOperation<?, ?> operation, Failure failure, String why, TimeLimit limit) {
    return attempts.unknown(operation, why, failure, limit);
  }
}
