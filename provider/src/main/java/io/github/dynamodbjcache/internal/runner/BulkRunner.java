package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.internal.codec.Place;
import io.github.dynamodbjcache.internal.integration.Writing;
import io.github.dynamodbjcache.internal.operation.Lifetime;
import io.github.dynamodbjcache.internal.operation.Operation;
import io.github.dynamodbjcache.internal.operation.Operations;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.PartialFailureException;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Runs one operation on each of many entries: decides them together, writes them in batches and in
 * parallel, and decides those anew that lost a race. Entries are independent: there is no atomicity
 * across keys, as in JSR-107.
 */
public final class BulkRunner<K, V> {

  private final CacheParts<K, V> parts;
  private final Planner<K, V> planner;
  private final KeyLocks locks;
  private final AccessedEntries accessed;
  private final ExpiredEntries<K, V> expired;

  /** For one cache, beside the runner of its single operations. */
  public BulkRunner(CacheParts<K, V> parts, EntryRunner<K, V> single) {
    this.parts = parts;
    this.planner = new Planner<>(parts, /* writerIsTold= */ false);
    this.locks = single.locks();
    this.expired = single.expired();
    this.accessed = new AccessedEntries(parts.store(), parts.clock());
  }

  ExpiredEntries<K, V> expired() {
    return expired;
  }

  /**
   * {@code getAll}: what is there, and what one {@code loadAll} brings of the rest. Of keys that
   * are one entry, each is answered.
   *
   * @param lifetime how long the loaded values live
   */
  public Map<K, V> getAll(Set<? extends K> keys, Lifetime lifetime) {
    Map<K, V> found = new HashMap<>();
    Operation<V, @Nullable V> get = lifetime.of(Operations.get());
    List<K> left = List.copyOf(keys);
    while (!left.isEmpty()) {
      Targets<K> targets = Targets.of(parts, left);
      run(asked(targets, get), parts.limits().newBulk())
          .forEach(
              (key, value) -> {
                if (value != null) {
                  found.put(key, value);
                }
              });
      left = targets.replaced();
    }
    return found;
  }

  /**
   * {@code putAll}: what the writer took is put, then the writer's failure is thrown.
   *
   * @param lifetime how long the values live
   */
  public void putAll(Map<? extends K, ? extends V> entries, Lifetime lifetime) {
    List<Put<K, V>> puts = new ArrayList<>(entries.size());
    for (Target<K> target : Targets.of(parts, entries.keySet()).all()) {
      puts.add(new Put<>(target, valueOf(entries, target.key())));
    }
    putAll(puts, lifetime);
  }

  /**
   * The put of a value as it is now, whatever becomes of it until that is made.
   *
   * @throws io.github.dynamodbjcache.codec.CodecException if it cannot be stored
   */
  public Put<K, V> encoded(Place<K> place, V value) {
    Target<K> target = new Target<>(place);
    Map<String, AttributeValue> data = target.data(parts.codec(), value);
    boolean isHandedOn = parts.writeThrough().isTold() && !ByValue.isImmutable(value);
    return new Put<>(target, isHandedOn ? parts.codec().value(place, data) : value);
  }

  /**
   * The same of keys that are encoded already.
   *
   * @param puts of different entries
   */
  public void putAll(List<Put<K, V>> puts, Lifetime lifetime) {
    TimeLimit limit = parts.limits().newBulk();
    if (!parts.writeThrough().isTold() || puts.isEmpty()) {
      put(puts, lifetime, limit);
      return;
    }
    inTurn(
        places(puts),
        limit,
        () -> {
          TableTime time = new TableTime(limit);
          Writing.Progress<K> written =
              time.without(() -> parts.writeThrough().writeAll(storable(puts)));
          written.then(
              done ->
                  ofAll(
                      places(puts),
                      () ->
                          put(
                              puts.stream()
                                  .filter(put -> done.contains(put.target().key()))
                                  .toList(),
                              lifetime,
                              time.limit())));
        });
  }

  private void put(List<Put<K, V>> puts, Lifetime lifetime, TimeLimit limit) {
    List<Asked<K, V, @Nullable Void>> asked = new ArrayList<>(puts.size());
    for (Put<K, V> put : puts) {
      asked.add(new Asked<>(put.target(), lifetime.of(Operations.put(put.value()))));
    }
    run(asked, limit);
  }

  private static <K> Set<EntryKey> places(List<? extends Put<K, ?>> puts) {
    return puts.stream().map(put -> put.target().at()).collect(Collectors.toSet());
  }

  /** What cannot be stored is refused before the writer hears of anything. */
  private List<EntrySnapshot<K, V>> storable(List<Put<K, V>> puts) {
    List<EntrySnapshot<K, V>> storable = new ArrayList<>(puts.size());
    for (Put<K, V> put : puts) {
      put.target().data(parts.codec(), put.value());
      storable.add(new EntrySnapshot<>(put.target().key(), put.value()));
    }
    return storable;
  }

  /** {@code removeAll(keys)}: what the writer deleted is removed, then its failure is thrown. */
  public void removeAll(Collection<? extends K> keys) {
    removeAll(Targets.of(parts, keys), parts.limits().newBulk());
  }

  /** The same, of keys that are encoded already. */
  public void removeAll(Targets<K> targets) {
    removeAll(targets, parts.limits().newBulk());
  }

  void removeAll(Targets<K> targets, TimeLimit limit) {
    if (!parts.writeThrough().isTold() || targets.size() == 0) {
      remove(targets, limit);
      return;
    }
    inTurn(
        targets.places(),
        limit,
        () -> {
          TableTime time = new TableTime(limit);
          Writing.Progress<K> deleted =
              time.without(() -> parts.writeThrough().deleteAll(targets.keys()));
          deleted.then(
              done ->
                  ofAll(
                      targets.places(), () -> remove(targets.only(done::contains), time.limit())));
        });
  }

  /** A failure in part tells of all entries: what a writer kept back was not done either. */
  private static void ofAll(Set<EntryKey> places, Runnable action) {
    try {
      action.run();
    } catch (PartialFailureException failure) {
      throw failure.among(places);
    }
  }

  /** If nobody wants to know what was there, nobody asks: no events, no statistics. */
  private void remove(Targets<K> targets, TimeLimit limit) {
    if (parts.observers().interest() == CommitObserver.Interest.NONE) {
      parts.store().applyAll(targets.places().stream().map(Mutation.Delete::blind).toList(), limit);
    } else {
      run(asked(targets, Operations.<V>remove()), limit);
    }
  }

  /**
   * {@code loadAll}: puts what a loader brings, over what is there or beside it. All within one
   * limit, the loader's own time aside.
   *
   * @param lifetime how long the loaded values live
   */
  public void loadAll(
      Set<K> keys, Function<Set<K>, Map<K, V>> loader, boolean replaceExisting, Lifetime lifetime) {
    TableTime time = new TableTime(parts.limits().newBulk());
    Set<K> wanted = replaceExisting ? keys : absentOf(keys, time.limit());
    if (wanted.isEmpty()) {
      return;
    }
    Map<K, V> loaded = time.without(() -> loader.apply(wanted));
    List<Asked<K, V, @Nullable Void>> asked = new ArrayList<>(loaded.size());
    for (Target<K> target : Targets.of(parts, loaded.keySet()).all()) {
      V value = valueOf(loaded, target.key());
      asked.add(
          new Asked<>(
              target,
              lifetime.of(
                  replaceExisting
                      ? Operations.loadReplacing(value)
                      : Operations.loadIfAbsent(value))));
    }
    run(asked, time.limit());
  }

  private Set<K> absentOf(Set<K> keys, TimeLimit limit) {
    Map<K, Boolean> present =
        run(asked(Targets.of(parts, keys), Operations.<V>containsKey()), limit);
    present.values().removeIf(isPresent -> isPresent);
    return present.keySet();
  }

  /** The same operation on each of them. */
  private <R extends @Nullable Object> List<Asked<K, V, R>> asked(
      Targets<K> targets, Operation<V, R> operation) {
    return targets.all().stream().map(target -> new Asked<>(target, operation)).toList();
  }

  private <R extends @Nullable Object> Map<K, R> run(List<Asked<K, V, R>> asked, TimeLimit limit) {
    BulkDecisions<K, V, R> decisions = new BulkDecisions<>(parts, planner, expired, limit);
    return new BulkRun<>(parts, decisions, locks, accessed, expired).over(asked);
  }

  /** With a writer, the threads of this JVM reach it and the table in the same order. */
  private void inTurn(Set<EntryKey> places, TimeLimit limit, Runnable action) {
    try (KeyLocks.Hold turn = locks.lockAll(places, limit)) {
      action.run();
    }
  }

  /** The value of a key that the map is known to have. */
  private static <K, V> V valueOf(Map<? extends K, ? extends V> entries, K key) {
    V value = entries.get(key);
    if (value == null) {
      throw new IllegalStateException("the map changed while it was being put");
    }
    return value;
  }
}
