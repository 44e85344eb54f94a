package io.github.dynamodbjcache.internal.store;

import io.github.dynamodbjcache.internal.store.Attempts.FailedAttempt;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Writes up to 25 entries in one request, and those that the service leaves over, until none is
 * left. (25 items of 400 KB are well under the 16 MB that the service takes, so the count alone
 * bounds a batch.)
 *
 * <p>A batch cannot shift revisions: a put by batch replaces the whole item, with what other
 * applications keep in it, and starts a new history. A single write by another client, whose answer
 * was lost at that moment, is then of unknown outcome to that client.
 *
 * <p>After a lost answer, the puts are read back by their revisions; the deletions are sent again,
 * which may also delete what another client has put in the meantime: the two calls overlapped.
 */
final class BatchWrites {

  /** How many writes the service takes at a time. */
  static final int SIZE = 25;

  private final Attempts attempts;
  private final Requests requests;
  private final ItemFormat format;
  private final BatchReads reads;
  private final SingleWrites singleWrites;
  private final TableLayout layout;

  BatchWrites(
      Attempts attempts,
      Requests requests,
      ItemFormat format,
      BatchReads reads,
      SingleWrites singleWrites,
      TableLayout layout) {
    this.attempts = attempts;
    this.requests = requests;
    this.format = format;
    this.reads = reads;
    this.singleWrites = singleWrites;
    this.layout = layout;
  }

  /** Applies them; gives the failures of those that were not done, or may not have been. */
  Map<EntryKey, StoreException> apply(List<Mutation> mutations, TimeLimit limit) {
    return new Batch(mutations, limit).apply();
  }

  /** The writes of one batch on their way. */
  private final class Batch {

    private final List<Mutation> mutations;
    private final TimeLimit limit;
    private final Map<EntryKey, Revision> puts = new HashMap<>();
    private final Map<EntryKey, WriteRequest> pending = new LinkedHashMap<>();
    private final Map<EntryKey, StoreException> failures = new HashMap<>();

    /** The failures after which deletions that are pending may have been applied. */
    private final Map<EntryKey, Failure> doubts = new HashMap<>();

    Batch(List<Mutation> mutations, TimeLimit limit) {
      this.mutations = mutations;
      this.limit = limit;
      for (Mutation mutation : mutations) {
        if (mutation instanceof Mutation.Put put
            && put.deadline() instanceof NewDeadline.Set deadline) {
          Revision revision = Revision.fresh();
          puts.put(put.key(), revision);
          pending.put(put.key(), requests.batchPut(put, deadline.deadline(), revision));
        } else {
          pending.put(mutation.key(), requests.batchDelete(mutation.key()));
        }
      }
    }

    Map<EntryKey, StoreException> apply() {
      int pausesWithoutProgress = 1;
      for (int attempt = 1; !pending.isEmpty(); ) {
        int before = pending.size();
        BatchWriteItemRequest request = requests.writeAll(List.copyOf(pending.values()));
        try {
          keepLeftovers(attempts.once(DynamoDbOperation.BATCH_WRITE_ITEM, request, limit));
          pausesWithoutProgress = pending.size() < before ? 1 : pausesWithoutProgress + 1;
          if (!pending.isEmpty() && !attempts.mayResendLeftovers(pausesWithoutProgress, limit)) {
            failPending(throttled());
          }
        } catch (FailedAttempt failed) {
          if (failed.failure.mayHaveWritten()) {
            settlePuts(failed.failure);
            pending.keySet().forEach(key -> doubts.put(key, failed.failure));
          }
          if (isRefusedForOne(failed.failure)) {
            applyOneByOne();
          } else if (!pending.isEmpty()
              && !attempts.mayTryAgain(attempt++, failed.failure, limit)) {
            failPending(attempts.errors().notDone(operation(), failed.failure, limit));
          }
        } catch (StoreException notSent) {
          failPending(notSent);
        }
      }
      return failures;
    }

    /** The service refuses a batch as a whole if one of its writes is invalid, and names none. */
    private boolean isRefusedForOne(Failure failure) {
      return doubts.isEmpty() && pending.size() > 1 && failure.code().equals("ValidationException");
    }

    private void applyOneByOne() {
      for (Mutation mutation : mutations) {
        if (pending.remove(mutation.key()) != null) {
          try {
            singleWrites.apply(mutation, limit);
          } catch (StoreException failure) {
            failures.put(mutation.key(), failure);
          }
        }
      }
    }

    private void keepLeftovers(BatchWriteItemResponse answer) {
      Set<EntryKey> left =
          Set.copyOf(
              answer.unprocessedItems().getOrDefault(layout.table(), List.of()).stream()
                  .map(this::key)
                  .toList());
      // What was left over was not done now, but may have been by an earlier attempt.
      pending.keySet().retainAll(left);
    }

    private EntryKey key(WriteRequest write) {
      return format.key(
          write.putRequest() != null ? write.putRequest().item() : write.deleteRequest().key());
    }

    /**
     * Finds out which puts were applied; those that do not show are not sent again. A request that
     * timed out may be slow, not lost: then they are looked at again for a while.
     */
    private void settlePuts(Failure failure) {
      List<EntryKey> unsettled = new ArrayList<>(pending.keySet());
      unsettled.retainAll(puts.keySet());
      pending.keySet().removeAll(puts.keySet());
      try {
        for (int looks = 1; !unsettled.isEmpty(); looks++) {
          reads.read(requests.getHistories(unsettled), limit, item -> settle(item, unsettled));
          if (!failure.mayStillArrive() || !attempts.mayLookAgain(looks, limit)) {
            break;
          }
        }
        fail(unsettled, unknown(failure, "the entries do not tell who wrote them last"));
      } catch (StoreException unreadable) {
        fail(unsettled, unknown(failure, "the entries could not be read to find out"));
      }
    }

    private void settle(Map<String, AttributeValue> item, List<EntryKey> unsettled) {
      EntryKey key = format.key(item);
      Revision own = puts.get(key);
      if (own != null && ItemFormat.history(item).contains(own)) {
        unsettled.remove(key);
      }
    }

    private void failPending(StoreException notDone) {
      for (EntryKey key : pending.keySet()) {
        Failure doubt = doubts.get(key);
        failures.put(key, doubt == null ? notDone : unknown(doubt, "later attempts failed, too"));
      }
      pending.clear();
    }

    private void fail(List<EntryKey> keys, StoreException outcome) {
      keys.forEach(key -> failures.put(key, outcome));
    }

    private StoreException unknown(Failure failure, String why) {
      return attempts.errors().unknown(operation(), why, failure, limit);
    }

    private StoreException throttled() {
      return new StoreException(
          operation()
              + " on DynamoDB table "
              + layout.table()
              + " was throttled: entries were left over when the call's time limit of "
              + limit.allowed().toMillis()
              + " ms was reached. Raise the table's capacity, or the limit",
          null);
    }

    private String operation() {
      return DynamoDbOperation.BATCH_WRITE_ITEM.name();
    }
  }
}
