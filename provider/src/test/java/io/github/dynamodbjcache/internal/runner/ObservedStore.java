package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.internal.expression.AttributePath;
import io.github.dynamodbjcache.internal.store.Applied;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.Cursor;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.EntryStore;
import io.github.dynamodbjcache.internal.store.InMemoryEntryStore;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.Page;
import io.github.dynamodbjcache.internal.store.PartialFailureException;
import io.github.dynamodbjcache.internal.store.Selection;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A store in memory that remembers what it was asked, lets another JVM write just before, fails as
 * it was told, or takes its time. Each of its requests ends with its limit, as the port promises.
 */
final class ObservedStore implements EntryStore {

  private final InMemoryEntryStore raw = new InMemoryEntryStore();
  private final List<Mutation> mutations = new CopyOnWriteArrayList<>();
  private final List<List<Mutation>> rounds = new CopyOnWriteArrayList<>();
  private final List<Consistency> reads = new CopyOnWriteArrayList<>();
  private final Queue<Runnable> interferences = new ArrayDeque<>();
  private volatile Runnable always = () -> {};
  private volatile Duration delay = Duration.ZERO;
  private volatile Set<EntryKey> refused = Set.of();
  private volatile boolean refusesAll;
  private volatile boolean refusesTouches;
  private volatile boolean endsWithLimits = true;

  /** The table as another JVM reaches it: nothing is recorded, nothing is disturbed. */
  EntryStore raw() {
    return raw;
  }

  /** Lets another JVM act before the next write, and the one after that, and so on. */
  void beforeNextWrites(Runnable... interference) {
    interferences.addAll(List.of(interference));
  }

  /** Lets another JVM act before every write. */
  void beforeEachWrite(Runnable interference) {
    always = interference;
  }

  /** Makes each request take that long. */
  void delayEachRequest(Duration each) {
    delay = each;
  }

  /** Fails the writes of those entries, and of no others. */
  void refuse(EntryKey... keys) {
    refused = Set.of(keys);
    refusesAll = false;
  }

  /** Fails every write. */
  void refuseAll() {
    refusesAll = true;
  }

  /** Fails every move of a deadline. */
  void refuseTouches() {
    refusesTouches = true;
  }

  /** Goes on after a call's limit, as a request does that was under way. */
  void ignoreLimits() {
    endsWithLimits = false;
  }

  /** What was to be written so far, single or in rounds, in order. */
  List<Mutation> mutations() {
    return mutations;
  }

  /** What was to be written together. */
  List<List<Mutation>> rounds() {
    return rounds;
  }

  /** The consistency of each read so far; one for a read of many entries. */
  List<Consistency> reads() {
    return reads;
  }

  /** Forgets what it was asked so far. */
  void forget() {
    mutations.clear();
    rounds.clear();
    reads.clear();
  }

  @Override
  public @Nullable StoredEntry read(EntryKey key, Consistency consistency, TimeLimit limit) {
    reads.add(consistency);
    takeTime(limit);
    return raw.read(key, consistency, limit);
  }

  @Override
  public Map<String, AttributeValue> project(
      EntryKey key, List<AttributePath> places, Consistency consistency, TimeLimit limit) {
    throw new UnsupportedOperationException("no test asks for places");
  }

  @Override
  public Map<EntryKey, StoredEntry> readAll(
      Collection<EntryKey> keys, Consistency consistency, TimeLimit limit) {
    reads.add(consistency);
    takeTime(limit);
    return raw.readAll(keys, consistency, limit);
  }

  @Override
  public Applied apply(Mutation mutation, TimeLimit limit) {
    mutations.add(mutation);
    takeTime(limit);
    interfere();
    if (isRefused(mutation)) {
      throw new StoreException("refused", null);
    }
    return raw.apply(mutation, limit);
  }

  @Override
  public List<Applied> applyAll(List<? extends Mutation> together, TimeLimit limit) {
    mutations.addAll(together);
    rounds.add(List.copyOf(together));
    takeTime(limit);
    interfere();
    Set<EntryKey> notDone = Set.copyOf(refusedAmong(together));
    if (notDone.isEmpty()) {
      return raw.applyAll(together, limit);
    }
    if (notDone.size() == together.size()) {
      throw new StoreException("refused", null);
    }
    Map<EntryKey, Applied> applied = new HashMap<>();
    for (Mutation mutation : together) {
      if (!notDone.contains(mutation.key())) {
        applied.put(mutation.key(), raw.apply(mutation, limit));
      }
    }
    throw new PartialFailureException("refused in part", notDone, Set.of(), applied, null);
  }

  @Override
  public Page page(Selection selection, @Nullable Cursor from, TimeLimit limit) {
    takeTime(limit);
    return raw.page(selection, from, limit);
  }

  private void interfere() {
    Runnable interference = interferences.poll();
    (interference == null ? always : interference).run();
  }

  private List<EntryKey> refusedAmong(List<? extends Mutation> together) {
    List<EntryKey> among = new ArrayList<>();
    together.stream().filter(this::isRefused).forEach(mutation -> among.add(mutation.key()));
    return among;
  }

  private boolean isRefused(Mutation mutation) {
    return refusesAll
        || refused.contains(mutation.key())
        || (refusesTouches && mutation instanceof Mutation.Touch);
  }

  private void takeTime(TimeLimit limit) {
    boolean ends = endsWithLimits && limit.remaining().compareTo(delay) <= 0;
    try {
      Thread.sleep((ends ? limit.remaining() : delay).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (ends) {
      throw new StoreException("the call's time limit is reached", null);
    }
  }
}
