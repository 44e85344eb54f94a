package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.attempt.AttemptSettings;
import io.github.dynamodbjcache.internal.attempt.Attempts;
import io.github.dynamodbjcache.internal.attempt.BackOff;
import io.github.dynamodbjcache.internal.attempt.DynamoDbOperation;
import io.github.dynamodbjcache.internal.attempt.FailureMessages;
import io.github.dynamodbjcache.internal.store.Applied;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.EntryStore;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.Outcomes;
import io.github.dynamodbjcache.internal.store.ParallelTasks;
import io.github.dynamodbjcache.internal.store.PartialFailureException;
import io.github.dynamodbjcache.internal.store.Segment;
import io.github.dynamodbjcache.internal.store.Selection;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The entries of one DynamoDB table; one item each.
 *
 * <ul>
 *   <li>A put is one {@code UpdateItem}: it writes the entry, stamps it with a fresh revision and
 *       moves the revisions before it down by one, at the price of a {@code PutItem}.
 *   <li>Guards are conditions; a failed one brings the item along.
 *   <li>A write whose answer was lost is looked up in the item's revisions ({@link SingleWrites}).
 *   <li>Items of other applications: attributes that the codec does not know are kept by a single
 *       put and lost by a batched one. An item without revision can be read, replaced and deleted.
 *       One whose revision or deadline has another type is reported by a {@link StoreException}
 *       that names the attribute; a put or delete without guard cures it.
 * </ul>
 *
 * <p>Neither client nor executor are closed by it.
 */
public final class DynamoDbEntryStore implements EntryStore {

  private static final int SCAN_SEGMENTS = 4;

  private final Attempts attempts;
  private final Requests requests;
  private final ItemFormat format;
  private final Transacted transacted;
  private final SingleWrites singleWrites;
  private final TransactedWrites transactedWrites;
  private final BatchWrites batchWrites;
  private final BatchReads batchReads;
  private final ParallelTasks parallelTasks;
  private final BatchRounds batchRounds;
  private final TableLayout layout;

  /**
   * A store over an existing table. Makes no request.
   *
   * @param transacted which writes are transactions
   * @param executor for requests in parallel; the calling thread always does its part
   * @param random for the pauses between attempts
   */
  public DynamoDbEntryStore(
      DynamoDbClient client,
      TableLayout layout,
      AttemptSettings settings,
      Transacted transacted,
      Executor executor,
      RandomGenerator random) {
    FailureMessages errors = FailureMessages.of(client, layout.table());
    this.layout = layout;
    this.attempts = new Attempts(client, settings, errors, new BackOff(settings, random));
    this.requests = new Requests(layout);
    this.format = new ItemFormat(layout);
    this.transacted = transacted;
    this.transactedWrites = new TransactedWrites(attempts, requests, format);
    this.singleWrites = new SingleWrites(attempts, requests, format);
    this.batchReads = new BatchReads(attempts, layout);
    this.batchWrites =
        new BatchWrites(attempts, requests, format, batchReads, singleWrites, layout);
    this.parallelTasks = new ParallelTasks(executor, settings.parallelRequests());
    this.batchRounds = new BatchRounds(attempts, parallelTasks);
  }

  @Override
  public @Nullable StoredEntry read(EntryKey key, Consistency consistency, TimeLimit limit) {
    Map<String, AttributeValue> item =
        attempts.repeat(DynamoDbOperation.GET_ITEM, requests.get(key, consistency), limit).item();
    return item.isEmpty() ? null : format.entry(item);
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
            found.put(key, format.entry(item));
          } catch (StoreException unreadable) {
            garbled.put(key, unreadable);
          }
        });
  }

  @Override
  public Applied apply(Mutation mutation, TimeLimit limit) {
    return transacted.covers(mutation)
        ? transactedWrites.apply(mutation, limit)
        : singleWrites.apply(mutation, limit);
  }

  @Override
  public List<Applied> applyAll(List<? extends Mutation> mutations, TimeLimit limit) {
    Outcomes outcomes = new Outcomes(mutations, layout.table());
    List<Runnable> singles = new ArrayList<>();
    List<BatchWrites.Pending> batched = new ArrayList<>();
    for (Mutation mutation : mutations) {
      if (transacted.allowsBatch(mutation) && mutation.isBlind()) {
        batched.add(batchWrites.pending(mutation));
      } else {
        singles.add(() -> outcomes.attempt(mutation, () -> apply(mutation, limit)));
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
  public Iterator<StoredEntry> scan(Selection selection, Supplier<TimeLimit> perStep) {
    return new PagedScan(attempts, format, requests.scan(selection), perStep);
  }

  @Override
  public void scanInParallel(
      Selection selection, TimeLimit limit, Consumer<List<StoredEntry>> page) {
    inSegments(selection, segment -> scanSegment(segment, limit, page));
  }

  @Override
  public long count(Selection selection, TimeLimit limit) {
    LongAdder count = new LongAdder();
    inSegments(
        selection,
        segment -> {
          PagedScan scan = new PagedScan(attempts, format, requests.count(segment), () -> limit);
          while (!scan.isWholeTableRead()) {
            count.add(scan.countOfNextPage(limit));
          }
        });
    return count.sum();
  }

  private void inSegments(Selection selection, Consumer<Selection> action) {
    parallelTasks.run(
        IntStream.range(0, SCAN_SEGMENTS)
            .mapToObj(index -> selection.in(new Segment(index, SCAN_SEGMENTS)))
            .map(segment -> (Runnable) () -> action.accept(segment))
            .toList());
  }

  private void scanSegment(Selection selection, TimeLimit limit, Consumer<List<StoredEntry>> page) {
    // Who wants expired items, too, wants to get rid of all, whatever state they are in.
    Function<Map<String, AttributeValue>, StoredEntry> reading =
        selection.liveAt().isEmpty()
            ? format::entryAsFarAsReadable
            : item -> PagedScan.entry(format, item);
    PagedScan scan = new PagedScan(attempts, format, requests.scan(selection), () -> limit);
    while (!scan.isWholeTableRead()) {
      List<StoredEntry> entries = scan.nextPage(limit).stream().map(reading).toList();
      if (!entries.isEmpty()) {
        page.accept(entries);
      }
    }
  }
}
