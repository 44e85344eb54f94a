package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.integration.Loading;
import io.github.dynamodbjcache.internal.integration.Writing;
import io.github.dynamodbjcache.internal.operation.Operation;
import io.github.dynamodbjcache.internal.operation.Operations;
import io.github.dynamodbjcache.internal.operation.Premise;
import io.github.dynamodbjcache.internal.store.Applied;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.NewDeadline;
import io.github.dynamodbjcache.internal.store.PartialFailureException;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.Deadline;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs one operation on each of many entries: decides them together, writes them in batches and in
 * parallel, and decides those anew that lost a race. Entries are independent: there is no atomicity
 * across keys, as in JSR-107.
 */
public final class BulkRunner<K, V> {

  private final CacheParts<K, V> parts;
  private final Planner<K, V> pastWriter;
  private final KeyLocks locks;
  private final Aftermath<K, V> aftermath;
  private final Touches touches;

  /** For one cache, beside the runner of its single operations. */
  public BulkRunner(CacheParts<K, V> parts, EntryRunner<K, V> single) {
    this.parts = parts;
    this.pastWriter = new Planner<>(parts, null);
    this.locks = single.locks();
    this.aftermath = new Aftermath<>(parts);
    this.touches = new Touches(parts.store(), parts.clock());
  }

  /** {@code getAll}: what is there, and what one {@code loadAll} brings of the rest. */
  public Map<K, V> getAll(Set<? extends K> keys) {
    Map<K, V> found = new HashMap<>();
    Loading<K, V> readThrough = parts.readThrough();
    Function<Set<K>, Map<K, V>> loader =
        readThrough == null ? missing -> Map.of() : readThrough::loadAll;
    run(keys, key -> Operations.<V>get(), loader, newLimit())
        .forEach(
            (key, value) -> {
              if (value != null) {
                found.put(key, value);
              }
            });
    return found;
  }

  /** {@code putAll}: what the writer took is put, then the writer's failure is thrown. */
  public void putAll(Map<? extends K, ? extends V> entries) {
    inTurnWithWriter(
        entries.keySet(),
        newLimit(),
        limit -> {
          long start = System.nanoTime();
          Writing.Progress<K> written = writeAll(entries);
          TimeLimit left = withoutWriter(limit, start);
          written.then(
              done ->
                  run(
                      done,
                      key -> Operations.<V>put(valueOf(entries, key)),
                      BulkRunner::nothing,
                      left));
        });
  }

  /** {@code removeAll(keys)}: what the writer deleted is removed, then its failure is thrown. */
  public void removeAll(Collection<? extends K> keys) {
    removeAll(keys, newLimit());
  }

  void removeAll(Collection<? extends K> keys, TimeLimit overall) {
    inTurnWithWriter(
        keys,
        overall,
        limit -> {
          long start = System.nanoTime();
          Writing<K, V> writer = parts.writeThrough();
          Writing.Progress<K> deleted =
              writer == null ? Writing.Progress.everything(keys) : writer.deleteAll(keys);
          TimeLimit left = withoutWriter(limit, start);
          deleted.then(done -> remove(done, left));
        });
  }

  private void remove(Set<K> keys, TimeLimit limit) {
    if (parts.statistics().isEnabled() || parts.listeners().isAnybodyThere()) {
      run(keys, key -> Operations.<V>remove(), BulkRunner::nothing, limit);
    } else {
      delete(placesOf(keys), limit);
    }
  }

  /**
   * {@code loadAll}: puts what a loader brings, over what is there or beside it. All within one
   * limit, the loader's own time aside.
   */
  public void loadAll(Set<K> keys, Function<Set<K>, Map<K, V>> loader, boolean replaceExisting) {
    TimeLimit limit = newLimit();
    Set<K> wanted = replaceExisting ? keys : absentOf(keys, limit);
    if (wanted.isEmpty()) {
      return;
    }
    long start = System.nanoTime();
    Map<K, V> loaded = loader.apply(wanted);
    run(
        loaded.keySet(),
        key ->
            replaceExisting
                ? Operations.<V>loadReplacing(valueOf(loaded, key))
                : Operations.<V>loadIfAbsent(valueOf(loaded, key)),
        BulkRunner::nothing,
        limit.extendedBy(System.nanoTime() - start));
  }

  private Set<K> absentOf(Set<K> keys, TimeLimit limit) {
    Map<K, Boolean> present =
        run(keys, key -> Operations.<V>containsKey(), BulkRunner::nothing, limit);
    present.values().removeIf(isPresent -> isPresent);
    return present.keySet();
  }

  /** Deletes without asking what was there: no events, no statistics. */
  private void delete(List<EntryKey> keys, TimeLimit limit) {
    parts.store().applyAll(keys.stream().map(Mutation.Delete::blind).toList(), limit);
  }

  private <R extends @Nullable Object> Map<K, R> run(
      Collection<? extends K> keys,
      Function<K, Operation<V, R>> operation,
      Function<Set<K>, Map<K, V>> loader,
      TimeLimit limit) {
    return new Run<>(operation, loader, limit).over(keys);
  }

  /** One run of one operation over many entries. */
  private final class Run<R extends @Nullable Object> {

    private final Function<K, Operation<V, R>> operation;
    private final Function<Set<K>, Map<K, V>> loader;
    private final long startNanos = System.nanoTime();
    private final Map<K, R> answers = new LinkedHashMap<>();
    private final List<Aftermath.Committed<K, V>> committed = new ArrayList<>();
    private final Patience patience = new Patience();
    private final Map<K, V> loaded = new HashMap<>();
    private TimeLimit limit;

    Run(
        Function<K, Operation<V, R>> operation,
        Function<Set<K>, Map<K, V>> loader,
        TimeLimit limit) {
      this.operation = operation;
      this.loader = loader;
      this.limit = limit;
    }

    Map<K, R> over(Collection<? extends K> keys) {
      // Keys that are equal as the table has it are one entry; the last one counts.
      Map<EntryKey, Target<K>> targets = new LinkedHashMap<>();
      for (K key : keys) {
        Target<K> target = parts.target(key);
        targets.put(target.at(), target);
      }
      try {
        commit(steps(targets.values()));
      } catch (StoreException | ContentionException failure) {
        throw isOfAll(failure) || onlyAnswers(targets.values())
            ? failure
            : inPart(targets.keySet(), failure);
      }
      return answers;
    }

    private boolean isOfAll(RuntimeException failure) {
      return committed.isEmpty() && !(failure instanceof PartialFailureException);
    }

    /** Tells of each entry what became of it, also of those that earlier rounds have committed. */
    private PartialFailureException inPart(Set<EntryKey> all, RuntimeException failure) {
      Map<EntryKey, Applied> done = new HashMap<>();
      committed.forEach(step -> done.put(step.step().target().at(), Applied.GONE));
      Set<EntryKey> unknown =
          failure instanceof PartialFailureException partial ? partial.unknown() : Set.of();
      Set<EntryKey> notDone = new HashSet<>(all);
      notDone.removeAll(done.keySet());
      notDone.removeAll(unknown);
      PartialFailureException told =
          new PartialFailureException(
              String.valueOf(failure.getMessage()), notDone, unknown, done, failure);
      for (Throwable suppressed : failure.getSuppressed()) {
        told.addSuppressed(suppressed);
      }
      return told;
    }

    private List<Step<K, V, R>> steps(Collection<Target<K>> targets) {
      List<Step<K, V, R>> steps = new ArrayList<>(targets.size());
      List<Target<K>> toRead = new ArrayList<>();
      for (Target<K> target : targets) {
        pastWriter
            .unread(target, operation.apply(target.key()))
            .ifPresentOrElse(steps::add, () -> toRead.add(target));
      }
      if (!toRead.isEmpty()) {
        steps.addAll(stepsOnFound(toRead));
      }
      return steps;
    }

    private List<Step<K, V, R>> stepsOnFound(List<Target<K>> targets) {
      Map<EntryKey, StoredEntry> found = read(targets);
      List<Step<K, V, R>> steps = new ArrayList<>(targets.size());
      Map<K, Target<K>> toLoad = new LinkedHashMap<>();
      Map<EntryKey, CodecException> unreadable = new LinkedHashMap<>();
      for (Target<K> target : targets) {
        Probe<V> probe = new Probe<>();
        try {
          Step<K, V, R> step = onFound(target, found.get(target.at()), probe);
          if (probe.wasAsked()) {
            toLoad.put(target.key(), target);
          } else {
            steps.add(step);
          }
        } catch (CodecException e) {
          unreadable.put(target.at(), e);
        }
      }
      if (!unreadable.isEmpty()) {
        CodecException first = unreadable.values().iterator().next();
        throw new PartialFailureException(
            unreadable.size() + " of the entries are unreadable: " + first.getMessage(),
            unreadable.keySet(),
            Set.of(),
            Map.of(),
            first);
      }
      if (!toLoad.isEmpty()) {
        loaded.putAll(load(toLoad.keySet()));
        toLoad.forEach(
            (key, target) ->
                steps.add(onFound(target, found.get(target.at()), () -> loaded.get(key))));
      }
      return steps;
    }

    private Map<EntryKey, StoredEntry> read(List<Target<K>> targets) {
      return parts
          .store()
          .readAll(
              targets.stream().map(Target::at).toList(),
              onlyAnswers(targets) ? parts.readConsistency() : Consistency.STRONG,
              limit);
    }

    private boolean onlyAnswers(Collection<Target<K>> targets) {
      return targets.stream()
          .allMatch(target -> operation.apply(target.key()).premise() == Premise.READ);
    }

    private Step<K, V, R> onFound(
        Target<K> target,
        @Nullable StoredEntry found,
        Supplier<? extends @Nullable V> absentLoader) {
      return pastWriter.onFound(target, operation.apply(target.key()), found, absentLoader);
    }

    /** The loader's time is the caller's own, not the table's. */
    private Map<K, V> load(Set<K> keys) {
      long start = System.nanoTime();
      try {
        return loader.apply(keys);
      } finally {
        limit = limit.extendedBy(System.nanoTime() - start);
      }
    }

    /** Listeners are told in the order of commits: so this JVM's writers of a key take turns. */
    private void commit(List<Step<K, V, R>> steps) {
      if (!parts.listeners().isAnybodyThere()) {
        applyAndTell(steps);
        return;
      }
      List<EntryKey> changing =
          steps.stream().filter(Step::changesEntry).map(step -> step.target().at()).toList();
      try (KeyLocks.Hold turn = locks.lockAll(changing, limit)) {
        applyAndTell(steps);
      }
    }

    /** Whatever fails, what was committed is told. */
    private void applyAndTell(List<Step<K, V, R>> steps) {
      RuntimeException failure = null;
      try {
        List<Step<K, V, R>> left = apply(steps);
        while (!left.isEmpty()) {
          left = apply(left);
        }
      } catch (RuntimeException e) {
        failure = e;
      }
      try {
        aftermath.ofAll(committed, System.nanoTime() - startNanos);
      } catch (RuntimeException e) {
        if (failure == null) {
          throw e;
        }
        failure.addSuppressed(e);
      }
      if (failure != null) {
        throw failure;
      }
    }

    /** Applies the steps, and gives new ones for those that lost a race. */
    private List<Step<K, V, R>> apply(List<Step<K, V, R>> steps) {
      List<Mutation> changes = new ArrayList<>(steps.size());
      List<Mutation.Touch> accesses = new ArrayList<>();
      for (Step<K, V, R> step : steps) {
        Mutation mutation = forBatch(step.mutation());
        if (mutation instanceof Mutation.Touch touch) {
          if (isStillLive(step)) {
            accesses.add(touch);
          }
        } else if (mutation != null) {
          changes.add(mutation);
        }
      }
      if (!accesses.isEmpty()) {
        touches.apply(accesses, limit);
      }
      Map<EntryKey, Applied> applied;
      try {
        applied = applyAll(changes);
      } catch (PartialFailureException e) {
        note(steps, e.applied());
        throw e;
      } catch (StoreException failure) {
        throw patience.explained(failure, limit);
      }
      note(steps, applied);
      return lostAmong(steps, applied);
    }

    /** What expired while a loader took its time must not come back by a late touch. */
    private boolean isStillLive(Step<K, V, R> step) {
      StoredEntry found = step.found();
      return found != null && found.isLiveAt(parts.clock().millis());
    }

    private Map<EntryKey, Applied> applyAll(List<Mutation> changes) {
      Map<EntryKey, Applied> applied = new HashMap<>();
      if (!changes.isEmpty()) {
        List<Applied> outcomes = parts.store().applyAll(changes, limit);
        for (int i = 0; i < changes.size(); i++) {
          applied.put(changes.get(i).key(), outcomes.get(i));
        }
      }
      return applied;
    }

    /** Takes note of what was committed. */
    private void note(List<Step<K, V, R>> steps, Map<EntryKey, Applied> applied) {
      for (Step<K, V, R> step : steps) {
        Applied outcome = step.changesEntry() ? applied.get(step.target().at()) : Applied.GONE;
        if (outcome instanceof Applied.Done done) {
          committed.add(new Aftermath.Committed<>(step, done.previous()));
          answers.put(step.target().key(), step.answer());
        }
      }
    }

    /** New steps for what lost a race; what was loaded is not asked for again. */
    private List<Step<K, V, R>> lostAmong(
        List<Step<K, V, R>> steps, Map<EntryKey, Applied> applied) {
      List<Step<K, V, R>> lost = new ArrayList<>();
      for (Step<K, V, R> step : steps) {
        if (applied.get(step.target().at()) instanceof Applied.Conflict conflict) {
          K key = step.target().key();
          lost.add(onFound(step.target(), conflict.actual(), () -> loaded.get(key)));
        }
      }
      if (lost.stream().anyMatch(Step::changesEntry)) {
        patience.afterLostRace(limit);
      }
      return lost;
    }
  }

  /**
   * The same for a batch, if that can say it. A batch replaces whole items: it cannot spare the
   * deadline that an entry has kept from another configuration, so an eternal put makes it eternal.
   */
  private static @Nullable Mutation forBatch(@Nullable Mutation mutation) {
    return mutation instanceof Mutation.Put put
            && put.guard().isNone()
            && put.deadline().equals(NewDeadline.onCreation(Deadline.NEVER))
        ? put.with(NewDeadline.set(Deadline.NEVER))
        : mutation;
  }

  /** With a writer, the threads of this JVM reach it and the table in the same order. */
  private void inTurnWithWriter(
      Collection<? extends K> keys, TimeLimit limit, Consumer<TimeLimit> action) {
    if (parts.writeThrough() == null) {
      action.accept(limit);
      return;
    }
    try (KeyLocks.Hold turn = locks.lockAll(placesOf(keys), limit)) {
      action.accept(limit);
    }
  }

  /** The writer's time is the caller's own, not the table's. */
  private static TimeLimit withoutWriter(TimeLimit limit, long startNanos) {
    return limit.extendedBy(System.nanoTime() - startNanos);
  }

  /** Where the entries lie; array keys of equal content are several keys in one place. */
  private List<EntryKey> placesOf(Collection<? extends K> keys) {
    return keys.stream().map(key -> parts.target(key).at()).distinct().toList();
  }

  private Writing.Progress<K> writeAll(Map<? extends K, ? extends V> entries) {
    Writing<K, V> writer = parts.writeThrough();
    if (writer == null) {
      return Writing.Progress.everything(entries.keySet());
    }
    List<EntrySnapshot<K, V>> written = new ArrayList<>(entries.size());
    entries.forEach(
        (key, value) -> {
          parts.requireStorable(key, value);
          written.add(new EntrySnapshot<>(key, value));
        });
    return writer.writeAll(written);
  }

  TimeLimit newLimit() {
    return TimeLimit.after(parts.bulkTimeout());
  }

  private static <K, V> Map<K, V> nothing(Set<K> missing) {
    return Map.of();
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
