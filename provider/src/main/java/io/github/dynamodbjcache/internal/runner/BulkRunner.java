package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.internal.integration.Writing;
import io.github.dynamodbjcache.internal.operation.Lifetime;
import io.github.dynamodbjcache.internal.operation.Operation;
import io.github.dynamodbjcache.internal.operation.Operations;
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
import org.jspecify.annotations.Nullable;

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
   * {@code getAll}: what is there, and what one {@code loadAll} brings of the rest.
   *
   * @param lifetime how long the loaded values live
   */
  public Map<K, V> getAll(Set<? extends K> keys, Lifetime lifetime) {
    Map<K, V> found = new HashMap<>();
    run(Targets.of(parts, keys), key -> lifetime.of(Operations.<V>get()), parts.limits().newBulk())
        .forEach(
            (key, value) -> {
              if (value != null) {
                found.put(key, value);
              }
            });
    return found;
  }

  /**
   * {@code putAll}: what the writer took is put, then the writer's failure is thrown.
   *
   * @param lifetime how long the values live
   */
  public void putAll(Map<? extends K, ? extends V> entries, Lifetime lifetime) {
    putAll(Targets.of(parts, entries.keySet()), entries, lifetime);
  }

  /** The same, of keys that are encoded already. */
  public void putAll(Targets<K> targets, Map<? extends K, ? extends V> entries, Lifetime lifetime) {
    Function<K, Operation<V, @Nullable Void>> put =
        key -> lifetime.of(Operations.put(valueOf(entries, key)));
    TimeLimit limit = parts.limits().newBulk();
    if (!writerHearsOf(targets)) {
      run(targets, put, limit);
      return;
    }
    inTurn(
        targets,
        limit,
        () -> {
          long start = System.nanoTime();
          Writing.Progress<K> written = parts.writeThrough().writeAll(storable(targets, entries));
          TimeLimit left = withoutWriter(limit, start);
          written.then(done -> ofAll(targets, () -> run(targets.only(done::contains), put, left)));
        });
  }

  /** What cannot be stored is refused before the writer hears of anything. */
  private List<EntrySnapshot<K, V>> storable(
      Targets<K> targets, Map<? extends K, ? extends V> entries) {
    List<EntrySnapshot<K, V>> storable = new ArrayList<>(targets.size());
    for (Target<K> target : targets.all()) {
      V value = valueOf(entries, target.key());
      target.data(parts.codec(), value);
      storable.add(new EntrySnapshot<>(target.key(), value));
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
    if (!writerHearsOf(targets)) {
      remove(targets, limit);
      return;
    }
    inTurn(
        targets,
        limit,
        () -> {
          long start = System.nanoTime();
          Writing.Progress<K> deleted = parts.writeThrough().deleteAll(targets.keys());
          TimeLimit left = withoutWriter(limit, start);
          deleted.then(done -> ofAll(targets, () -> remove(targets.only(done::contains), left)));
        });
  }

  /** A writer need not expect to be called for nothing. */
  private boolean writerHearsOf(Targets<K> targets) {
    return parts.writeThrough().isTold() && targets.size() > 0;
  }

  /** A failure in part tells of all entries: what a writer kept back was not done either. */
  private static void ofAll(Targets<?> targets, Runnable action) {
    try {
      action.run();
    } catch (PartialFailureException failure) {
      throw failure.among(targets.places());
    }
  }

  /** If nobody wants to know what was there, nobody asks: no events, no statistics. */
  private void remove(Targets<K> targets, TimeLimit limit) {
    if (parts.observers().interest() == CommitObserver.Interest.NONE) {
      parts.store().applyAll(targets.places().stream().map(Mutation.Delete::blind).toList(), limit);
    } else {
      run(targets, key -> Operations.<V>remove(), limit);
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
    TimeLimit limit = parts.limits().newBulk();
    Set<K> wanted = replaceExisting ? keys : absentOf(keys, limit);
    if (wanted.isEmpty()) {
      return;
    }
    long start = System.nanoTime();
    Map<K, V> loaded = loader.apply(wanted);
    run(
        Targets.of(parts, loaded.keySet()),
        key ->
            lifetime.of(
                replaceExisting
                    ? Operations.<V>loadReplacing(valueOf(loaded, key))
                    : Operations.<V>loadIfAbsent(valueOf(loaded, key))),
        limit.extendedBy(System.nanoTime() - start));
  }

  private Set<K> absentOf(Set<K> keys, TimeLimit limit) {
    Map<K, Boolean> present =
        run(Targets.of(parts, keys), key -> Operations.<V>containsKey(), limit);
    present.values().removeIf(isPresent -> isPresent);
    return present.keySet();
  }

  private <R extends @Nullable Object> Map<K, R> run(
      Targets<K> targets, Function<K, Operation<V, R>> operation, TimeLimit limit) {
    BulkDecisions<K, V, R> decisions =
        new BulkDecisions<>(parts, planner, expired, operation, limit);
    return new BulkRun<>(parts, decisions, locks, accessed, expired).over(targets);
  }

  /** With a writer, the threads of this JVM reach it and the table in the same order. */
  private void inTurn(Targets<K> targets, TimeLimit limit, Runnable action) {
    try (KeyLocks.Hold turn = locks.lockAll(targets.places(), limit)) {
      action.run();
    }
  }

  /** The writer's time is the caller's own, not the table's. */
  private static TimeLimit withoutWriter(TimeLimit limit, long startNanos) {
    return limit.extendedBy(System.nanoTime() - startNanos);
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
