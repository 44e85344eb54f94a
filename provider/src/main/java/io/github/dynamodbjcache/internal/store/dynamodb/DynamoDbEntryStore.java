package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.attempt.Attempts;
import io.github.dynamodbjcache.internal.expression.AttributePath;
import io.github.dynamodbjcache.internal.store.Applied;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.Cursor;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.EntryStore;
import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.Outcomes;
import io.github.dynamodbjcache.internal.store.Page;
import io.github.dynamodbjcache.internal.store.ParallelTasks;
import io.github.dynamodbjcache.internal.store.PartialFailureException;
import io.github.dynamodbjcache.internal.store.Selection;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import io.github.dynamodbjcache.internal.wire.DynamoDbOperation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/**
 * The entries of one DynamoDB table; one item each. How they are made up, {@link TableLayout} says.
 *
 * <ul>
 *   <li>A put is one {@code UpdateItem}: it writes the entry, leaves its stamp and moves the
 *       revisions before it down by one, at the price of a {@code PutItem}. Where items are
 *       replaced as a whole and nothing was read, it is a {@code PutItem}.
 *   <li>Guards are conditions; a failed one brings the item along.
 *   <li>A write whose answer was lost is looked up in what the item shows of it ({@link
 *       SingleWrites}).
 *   <li>What one request cannot say is read first ({@link ReadFirst}).
 *   <li>Items of other applications: an item without revision can be read, replaced and deleted.
 *       One whose revision or deadline has another type is reported by a {@link StoreException}
 *       that names the attribute. In our own format attributes that the codec does not know are
 *       kept by a single put and lost by a batched one.
 * </ul>
 *
 * <p>It closes nothing.
 */
public final class DynamoDbEntryStore implements EntryStore {

  private final Attempts attempts;
  private final Requests requests;
  private final Writes writes;
  private final ItemFormat format;
  private final Refusals refusals;
  private final Transacted transacted;
  private final ReadFirst readFirst;
  private final SingleWrites singleWrites;
  private final TransactedWrites transactedWrites;
  private final BatchWrites batchWrites;
  private final BatchReads batchReads;
  private final PageReads pages;
  private final ParallelTasks parallelTasks;
  private final BatchRounds batchRounds;
  private final TableLayout layout;
  private final Clock clock;

  /**
   * A store over an existing table. Makes no request.
   *
   * @param attempts what makes the requests
   * @param transacted which writes are transactions
   * @param parallel for requests in parallel
   * @param clock tells which deadlines lie too far back to count
   */
  public DynamoDbEntryStore(
      Attempts attempts,
      TableLayout layout,
      Transacted transacted,
      ParallelTasks parallel,
      Clock clock) {
    this.layout = layout;
    this.clock = clock;
    this.attempts = attempts;
    this.format = new ItemFormat(layout, clock);
    this.requests = new Requests(format);
    this.writes = new Writes(format);
    this.transacted = transacted;
    Set<String> dataAttributes = layout.dataAttributes();
    this.refusals = new Refusals(dataAttributes == null ? Set.of() : dataAttributes);
    this.readFirst = new ReadFirst(attempts, requests, writes, format);
    this.singleWrites = new SingleWrites(attempts, requests, writes, format, refusals);
    this.transactedWrites =
        new TransactedWrites(attempts, writes, format, refusals, readFirst, singleWrites);
    this.batchReads = new BatchReads(attempts, layout);
    this.pages = new PageReads(attempts, new PageRequests(format), format, refusals);
    this.batchWrites =
        new BatchWrites(
            attempts,
            requests,
            writes,
            format,
            new BatchReads(attempts.lookUps(), layout),
            singleWrites,
            layout);
    this.parallelTasks = parallel;
    this.batchRounds = new BatchRounds(attempts, parallel);
  }

  @Override
  public @Nullable StoredEntry read(EntryKey key, Consistency consistency, TimeLimit limit) {
    Map<String, AttributeValue> item =
        attempts.repeat(DynamoDbOperation.GET_ITEM, requests.get(key, consistency), limit).item();
    return item.isEmpty() ? null : entry(item);
  }

  @Override
  public @Nullable Map<String, AttributeValue> project(
      EntryKey key, List<AttributePath> places, Consistency consistency, TimeLimit limit) {
    Projection projection = new Projection(places, format, clock);
    GetItemRequest request = requests.get(key, projection.places(), consistency);
    return projection.of(attempts.repeat(DynamoDbOperation.GET_ITEM, request, limit).item());
  }

  private StoredEntry entry(Map<String, AttributeValue> item) {
    refusals.meet(item);
    return format.entry(item);
  }

  @Override
  public Map<EntryKey, StoredEntry> readAll(
      Collection<EntryKey> keys, Consistency consistency, TimeLimit limit) {
    List<EntryKey> wanted = List.copyOf(new LinkedHashSet<>(keys));
    Set<EntryKey> unread = ConcurrentHashMap.newKeySet();
    unread.addAll(wanted);
    Map<EntryKey, StoredEntry> found = new ConcurrentHashMap<>();
    Map<EntryKey, StoreException> garbled = new ConcurrentHashMap<>();
    try {
      List<EntryKey> left =
          batchRounds.send(
              wanted,
              BatchReads.SIZE,
              limit,
              batch -> {
                List<EntryKey> leftOver = readBatch(batch, consistency, limit, found, garbled);
                batch.forEach(unread::remove);
                unread.addAll(leftOver);
                return leftOver;
              });
      if (!left.isEmpty()) {
        throw batchReads.leftOver(left.size(), limit);
      }
    } catch (StoreException failure) {
      if (unread.size() == wanted.size()) {
        throw failure;
      }
      throw PartialFailureException.ofReads(String.valueOf(failure.getMessage()), unread, failure);
    }
    if (!garbled.isEmpty()) {
      StoreException first = garbled.values().iterator().next();
      throw PartialFailureException.ofReads(
          garbled.size() + " of the entries are unreadable: " + first.getMessage(),
          garbled.keySet(),
          first);
    }
    return found;
  }

  private List<EntryKey> readBatch(
      List<EntryKey> keys,
      Consistency consistency,
      TimeLimit limit,
      Map<EntryKey, StoredEntry> found,
      Map<EntryKey, StoreException> garbled) {
    return batchReads.read(
        requests.getAll(keys, consistency),
        limit,
        item -> {
          EntryKey key = format.key(item);
          try {
            found.put(key, entry(item));
          } catch (StoreException unreadable) {
            garbled.put(key, unreadable);
          }
        });
  }

  @Override
  public Applied apply(Mutation mutation, TimeLimit limit) {
    return applyItem(ofItem(mutation), limit);
  }

  private Applied applyItem(Mutation mutation, TimeLimit limit) {
    if (mutation instanceof Mutation.Put put) {
      refusals.meet(put.data());
    }
    if (mutation instanceof Mutation.Touch && format.deadlines().names().isEmpty()) {
      return Applied.PLAINLY; // There is no deadline to be moved.
    }
    if (transacted.covers(mutation)) {
      return transactedWrites.apply(mutation, limit);
    }
    return writes.needsToSee(mutation)
        ? readFirst.apply(
            mutation,
            mutation.guard().ofEntry() instanceof Guard.Absent
                ? null
                : readFirst.read(mutation, limit),
            guarded -> singleWrites.apply(guarded, limit))
        : singleWrites.apply(mutation, limit);
  }

  /** There is nothing of an entry here but its item. */
  private static Mutation ofItem(Mutation mutation) {
    return mutation instanceof Mutation.Erase erase ? erase.ofItem() : mutation;
  }

  @Override
  public List<Applied> applyAll(List<? extends Mutation> mutations, TimeLimit limit) {
    Outcomes outcomes = new Outcomes(mutations, layout.table());
    List<Runnable> singles = new ArrayList<>();
    List<BatchWrites.Pending> batched = new ArrayList<>();
    for (int i = 0; i < mutations.size(); i++) {
      int index = i;
      Mutation mutation = ofItem(mutations.get(i));
      if (transacted.allowsBatch(mutation) && writes.fitBatch(mutation)) {
        batched.add(batchWrites.pending(index, mutation));
      } else {
        singles.add(() -> outcomes.attempt(index, () -> applyItem(mutation, limit)));
      }
    }
    parallelTasks.run(singles);
    List<BatchWrites.Pending> left =
        batchRounds.send(
            batched, BatchWrites.SIZE, limit, batch -> batchWrites.send(batch, limit, outcomes));
    batchWrites.failLeftovers(left, limit, outcomes);
    return outcomes.inOrder();
  }

  @Override
  public Page page(Selection selection, @Nullable Cursor from, TimeLimit limit) {
    return pages.page(selection, from, limit);
  }
}
