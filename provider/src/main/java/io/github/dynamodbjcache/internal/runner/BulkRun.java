package io.github.dynamodbjcache.internal.runner;

import static java.util.Objects.requireNonNull;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.operation.Operation;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One run of one operation over many entries. */
final class BulkRun<K, V, R extends @Nullable Object> {

  private final CacheParts<K, V> parts;
  private final Planner<K, V> planner;
  private final KeyLocks locks;
  private final AccessedEntries accessed;
  private final Function<K, Operation<V, R>> operation;
  private final long startNanos = System.nanoTime();
  private final Map<K, R> answers = new LinkedHashMap<>();
  private final List<Commit<K, V>> committed = new ArrayList<>();
  private final Patience patience = new Patience();
  private final Map<K, V> loaded = new HashMap<>();
  private TimeLimit limit;

  BulkRun(
      CacheParts<K, V> parts,
      Planner<K, V> planner,
      KeyLocks locks,
      AccessedEntries accessed,
      Function<K, Operation<V, R>> operation,
      TimeLimit limit) {
    this.parts = parts;
    this.planner = planner;
    this.locks = locks;
    this.accessed = accessed;
    this.operation = operation;
    this.limit = limit;
  }

  Map<K, R> over(Targets<K> targets) {
    try {
      commit(steps(targets.all()));
    } catch (StoreException | ContentionException failure) {
      throw isOfAll(failure) || onlyAnswers(targets.all())
          ? failure
          : inPart(targets.places(), failure);
    }
    return answers;
  }

  private boolean isOfAll(RuntimeException failure) {
    return committed.isEmpty() && !(failure instanceof PartialFailureException);
  }

  /** Tells of each entry what became of it, also of those that earlier rounds have committed. */
  private PartialFailureException inPart(Set<EntryKey> all, RuntimeException failure) {
    Map<EntryKey, Applied> done = new HashMap<>();
    committed.forEach(step -> done.put(step.step().target().at(), step.done()));
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
      planner
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
    List<Target<K>> toLoad = new ArrayList<>();
    Map<EntryKey, CodecException> unreadable = new LinkedHashMap<>();
    for (Target<K> target : targets) {
      try {
        Step<K, V, R> step = onFound(target, found.get(target.at()), mayLoad(target));
        if (step == null) {
          toLoad.add(target);
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
      load(toLoad);
      toLoad.forEach(target -> steps.add(onFound(target, found.get(target.at()))));
    }
    return steps;
  }

  private boolean mayLoad(Target<K> target) {
    return parts.readThrough().isPossible() && operation.apply(target.key()).readsThrough();
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

  private Step<K, V, R> onFound(Target<K> target, @Nullable StoredEntry found) {
    return requireNonNull(onFound(target, found, /* unlessAbsent= */ false));
  }

  /** The step on what was found; null if the entry is absent and wants something else then. */
  private @Nullable Step<K, V, R> onFound(
      Target<K> target, @Nullable StoredEntry found, boolean unlessAbsent) {
    Step<K, V, R> step = null;
    while (step == null) { // Once more if it has expired meanwhile.
      Sight<V> sight = planner.look(target, found);
      if (unlessAbsent && sight.isAbsent()) {
        return null;
      }
      step = planner.plan(target, operation.apply(target.key()), sight, loaded.get(target.key()));
    }
    return step;
  }

  /** The loader's time is the caller's own, not the table's. */
  private void load(List<Target<K>> targets) {
    Set<K> keys = new LinkedHashSet<>();
    targets.forEach(target -> keys.add(target.key()));
    long start = System.nanoTime();
    try {
      loaded.putAll(parts.readThrough().loadAll(keys));
    } finally {
      limit = limit.extendedBy(System.nanoTime() - start);
    }
  }

  /** Observers may want the order of commits: then this JVM's writers of a key take turns. */
  private void commit(List<Step<K, V, R>> steps) {
    if (!parts.observers().wantPrevious()) {
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
    try {
      List<Step<K, V, R>> left = apply(steps);
      while (!left.isEmpty()) {
        left = apply(left);
      }
    } catch (RuntimeException | Error failure) {
      try {
        tellCommitted();
      } catch (RuntimeException | Error later) {
        failure.addSuppressed(later);
      }
      throw failure;
    }
    tellCommitted();
  }

  private void tellCommitted() {
    parts.observers().committed(committed, System.nanoTime() - startNanos);
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
      accessed.apply(accesses, limit);
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
      Applied outcome = step.changesEntry() ? applied.get(step.target().at()) : Applied.PLAINLY;
      if (outcome instanceof Applied.Done done) {
        committed.add(new Commit<>(step, done));
        answers.put(step.target().key(), step.answer());
      }
    }
  }

  /** New steps for what lost a race; what was loaded is not asked for again. */
  private List<Step<K, V, R>> lostAmong(List<Step<K, V, R>> steps, Map<EntryKey, Applied> applied) {
    List<Step<K, V, R>> lost = new ArrayList<>();
    for (Step<K, V, R> step : steps) {
      if (applied.get(step.target().at()) instanceof Applied.Conflict conflict) {
        step.target().forgetValue();
        Step<K, V, R> again = onFound(step.target(), conflict.actual());
        lost.add(again);
        if (again.changesEntry()) {
          parts.observers().conflicted();
        }
      }
    }
    if (lost.stream().anyMatch(Step::changesEntry)) {
      patience.afterLostRace(limit);
    }
    return lost;
  }

  /**
   * The same for a batch, if that can say it. A batch replaces whole items: it cannot spare the
   * deadline that an entry has kept from another configuration, so an eternal put makes it eternal.
   * One that has to tell what was there is not batched, and leaves the deadline as it is.
   */
  private static @Nullable Mutation forBatch(@Nullable Mutation mutation) {
    return mutation instanceof Mutation.Put put
            && put.guard().isNone()
            && !put.returnPrevious()
            && put.deadline().equals(NewDeadline.onCreation(Deadline.NEVER))
        ? put.with(NewDeadline.set(Deadline.NEVER))
        : mutation;
  }
}
