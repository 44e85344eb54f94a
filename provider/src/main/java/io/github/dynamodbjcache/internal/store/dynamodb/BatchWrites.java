package io.github.dynamodbjcache.internal.store.dynamodb;

import static java.util.Objects.requireNonNull;

import io.github.dynamodbjcache.internal.attempt.Attempts;
import io.github.dynamodbjcache.internal.attempt.Attempts.FailedAttempt;
import io.github.dynamodbjcache.internal.attempt.Failure;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.Outcomes;
import io.github.dynamodbjcache.internal.store.Revision;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import io.github.dynamodbjcache.internal.wire.DynamoDbOperation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Writes up to 25 entries in one request. (25 items of 400 KB are well under the 16 MB that the
 * service takes, so the count alone bounds a batch.)
 *
 * <p>A batch cannot shift revisions: a put by batch replaces the whole item, with what other
 * applications keep in it, and starts a new history. A single write by another client, whose answer
 * was lost at that moment, is then of unknown outcome to that client.
 *
 * <p>After a lost answer, the puts are read back by their revisions; where items have none, the
 * outcome of all puts is unknown, since another client may have written the same. The deletions are
 * sent again, which may also delete what another client has put in the meantime: the two calls
 * overlapped.
 */
final class BatchWrites {

  /** How many writes the service takes at a time. */
  static final int SIZE = 25;

  private static final DynamoDbOperation<BatchWriteItemRequest, BatchWriteItemResponse> OPERATION =
      DynamoDbOperation.BATCH_WRITE_ITEM;

  private final Attempts attempts;
  private final Requests requests;
  private final Writes writes;
  private final ItemFormat format;
  private final BatchReads reads;
  private final SingleWrites singleWrites;
  private final TableLayout layout;

  BatchWrites(
      Attempts attempts,
      Requests requests,
      Writes writes,
      ItemFormat format,
      BatchReads reads,
      SingleWrites singleWrites,
      TableLayout layout) {
    this.attempts = attempts;
    this.requests = requests;
    this.writes = writes;
    this.format = format;
    this.reads = reads;
    this.singleWrites = singleWrites;
    this.layout = layout;
  }

  /** The mutation at that index, on its way. */
  Pending pending(int index, Mutation mutation) {
    return mutation instanceof Mutation.Put put
        ? new Pending(index, mutation, writes.batchPut(put), put.revision())
        : new Pending(index, mutation, writes.batchDelete(mutation.key()), null);
  }

  /**
   * Sends a batch until there is an answer, and tells the outcomes of what was done, or failed.
   *
   * @return what the service left over
   */
  List<Pending> send(List<Pending> batch, TimeLimit limit, Outcomes outcomes) {
    return new Batch(batch, limit, outcomes).send();
  }

  /** Tells the outcomes of what was left over when there was no time left. */
  void failLeftovers(List<Pending> left, TimeLimit limit, Outcomes outcomes) {
    new Batch(left, limit, outcomes).failPending(throttled(limit));
  }

  private StoreException throttled(TimeLimit limit) {
    return new StoreException(
        OPERATION.name()
            + " on DynamoDB table "
            + layout.table()
            + " was throttled: entries were left over when the call's time limit of "
            + limit.allowed().toMillis()
            + " ms was reached. Raise the table's capacity, or the limit",
        null);
  }

  private List<EntryKey> unprocessed(BatchWriteItemResponse answer) {
    return answer.unprocessedItems().getOrDefault(layout.table(), List.of()).stream()
        .map(
            write ->
                write.putRequest() != null
                    ? write.putRequest().item()
                    : write.deleteRequest().key())
        .map(format::key)
        .toList();
  }

  /** One write, which may travel in several batches one after the other. */
  static final class Pending {

    /** By which its outcome is told. */
    private final int index;

    private final Mutation mutation;
    private final WriteRequest request;

    /** The revision that a put writes; null for a deletion. */
    private final @Nullable Revision own;

    /** The failure after which a deletion may have been applied; null if there was none. */
    private @Nullable Failure doubt;

    Pending(int index, Mutation mutation, WriteRequest request, @Nullable Revision own) {
      this.index = index;
      this.mutation = mutation;
      this.request = request;
      this.own = own;
    }
  }

  /** The writes of one request. */
  private final class Batch {

    private final TimeLimit limit;
    private final Outcomes outcomes;
    private List<Pending> pending;

    Batch(List<Pending> writes, TimeLimit limit, Outcomes outcomes) {
      this.limit = limit;
      this.outcomes = outcomes;
      this.pending = writes;
    }

    List<Pending> send() {
      Attempts.Series series = attempts.series(limit);
      while (!pending.isEmpty()) {
        BatchWriteItemRequest request =
            writes.batch(pending.stream().map(write -> write.request).toList());
        try {
          return leftOver(series.attempt(OPERATION, request));
        } catch (FailedAttempt failed) {
          if (failed.failure.mayHaveWritten()) {
            settlePuts(failed.failure);
            pending.forEach(write -> write.doubt = failed.failure);
          }
          if (isRefusedForOne(failed.failure)) {
            applyOneByOne();
          } else if (!pending.isEmpty() && !series.mayGoOn()) {
            failPending(attempts.errors().notDone(OPERATION, failed.failure, limit));
          }
        } catch (StoreException notSent) {
          failPending(notSent);
        }
      }
      return List.of();
    }

    /** The service refuses a batch as a whole if one of its writes is invalid, and names none. */
    private boolean isRefusedForOne(Failure failure) {
      return pending.size() > 1
          && failure.code().equals("ValidationException")
          && pending.stream().allMatch(write -> write.doubt == null);
    }

    private void applyOneByOne() {
      for (Pending write : pending) {
        outcomes.attempt(write.index, () -> singleWrites.apply(write.mutation, limit));
      }
      pending = List.of();
    }

    /** What was left over was not done now, but may have been by an earlier attempt. */
    private List<Pending> leftOver(BatchWriteItemResponse answer) {
      Set<EntryKey> unprocessed = Set.copyOf(unprocessed(answer));
      List<Pending> left = new ArrayList<>(unprocessed.size());
      for (Pending write : pending) {
        if (!unprocessed.isEmpty() && unprocessed.contains(write.mutation.key())) {
          left.add(write);
        } else {
          done(write);
        }
      }
      return left;
    }

    private void done(Pending write) {
      outcomes.applied(write.index, format.done(write.mutation, null));
    }

    /**
     * Finds out which puts were applied; those that do not show are not sent again. A request that
     * timed out may be slow, not lost: then they are looked at again for a while.
     */
    private void settlePuts(Failure failure) {
      Map<EntryKey, Pending> unsettled = new LinkedHashMap<>();
      pending.stream()
          .filter(write -> write.own != null)
          .forEach(put -> unsettled.put(put.mutation.key(), put));
      pending = pending.stream().filter(write -> write.own == null).toList();
      if (!format.stamps().mayTell(null)) {
        fail(unsettled.values(), failure, "the entries do not tell who wrote them last");
        return;
      }
      try {
        for (int looks = 1; !unsettled.isEmpty(); looks++) {
          boolean seen = look(unsettled);
          boolean mayShowLater = !seen || failure.mayStillArrive();
          if (!mayShowLater || !attempts.mayLookAgain(looks, limit)) {
            break;
          }
        }
        fail(unsettled.values(), failure, "the entries do not tell who wrote them last");
      } catch (StoreException unreadable) {
        fail(unsettled.values(), failure, "the entries could not be read to find out");
      }
    }

    /** Takes out those that show; false if some could not be seen. */
    private boolean look(Map<EntryKey, Pending> unsettled) {
      List<EntryKey> keys = List.copyOf(unsettled.keySet());
      return reads
          .read(requests.getEvidence(keys), limit, item -> settle(item, unsettled))
          .isEmpty();
    }

    private void settle(Map<String, AttributeValue> item, Map<EntryKey, Pending> unsettled) {
      EntryKey key = format.key(item);
      Pending write = unsettled.get(key);
      if (write != null && format.stamps().proof(item, write.own, null) == Proof.APPLIED) {
        unsettled.remove(key);
        done(write);
      }
    }

    private void failPending(StoreException notDone) {
      List<Pending> doubtful = pending.stream().filter(write -> write.doubt != null).toList();
      pending.stream()
          .filter(write -> write.doubt == null)
          .forEach(write -> outcomes.failed(write.index, notDone));
      pending = List.of();
      if (!doubtful.isEmpty()) {
        fail(doubtful, requireNonNull(doubtful.get(0).doubt), "later attempts failed, too");
      }
    }

    private void fail(Collection<Pending> writes, Failure failure, String why) {
      if (writes.isEmpty()) {
        return;
      }
      StoreException unknown = attempts.unknown(writes.size(), OPERATION, why, failure, limit);
      writes.forEach(write -> outcomes.failed(write.index, unknown));
    }
  }
}
