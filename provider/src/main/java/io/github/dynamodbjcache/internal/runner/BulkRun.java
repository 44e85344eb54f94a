package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.internal.store.Applied;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.NewDeadline;
import io.github.dynamodbjcache.internal.store.PartialFailureException;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.Deadline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One run of one operation over many entries: applies what is decided, and tells it. */
final class BulkRun<K, V, R extends @Nullable Object> {

  private static final NewDeadline ETERNAL_IF_NEW = NewDeadline.onCreation(Deadline.NEVER);

  private final CacheParts<K, V> parts;
  private final KeyLocks locks;
  private final AccessedEntries accessed;
  private final ExpiredEntries<K, V> expired;
  private final BulkDecisions<K, V, R> decisions;
  private final Map<K, R> answers = new LinkedHashMap<>();
  private final List<Commit<K, V>> committed = new ArrayList<>();
  private final Patience patience = new Patience();

  BulkRun(
      CacheParts<K, V> parts,
      BulkDecisions<K, V, R> decisions,
      KeyLocks locks,
      AccessedEntries accessed,
      ExpiredEntries<K, V> expired) {
    this.parts = parts;
    this.decisions = decisions;
    this.locks = locks;
    this.accessed = accessed;
    this.expired = expired;
  }

  /** Gives the answers, by key. */
  Map<K, R> over(List<Asked<K, V, R>> all) {
    try {
      commit(decisions.on(all));
    } catch (StoreException | ContentionException failure) {
      throw isOfAll(failure) || decisions.onlyAnswers(all) ? failure : inPart(all, failure);
    }
    return answers;
  }

  private boolean isOfAll(RuntimeException failure) {
    return committed.isEmpty() && !(failure instanceof PartialFailureException);
  }

  /** Tells of each entry what became of it, also of those that earlier rounds have committed. */
  private PartialFailureException inPart(List<Asked<K, V, R>> all, RuntimeException failure) {
    Map<EntryKey, Applied> done = new HashMap<>();
    committed.forEach(step -> done.put(step.step().target().at(), step.done()));
    Set<EntryKey> unknown =
        failure instanceof PartialFailureException partial ? partial.unknown() : Set.of();
    Set<EntryKey> notDone = new HashSet<>();
    all.forEach(asked -> notDone.add(asked.target().at()));
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

  /** Observers may want the order of commits: then this JVM's writers of a key take turns. */
  private void commit(List<Step<K, V, R>> steps) {
    if (!parts.observers().wantPrevious()) {
      applyAndTell(steps);
      return;
    }
    List<EntryKey> changing =
        steps.stream().filter(Step::changesEntry).map(step -> step.target().at()).toList();
    try (KeyLocks.Hold turn = locks.lockAll(changing, decisions.limit())) {
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
    expired.remove(expiredLeft(), decisions.limit());
  }

  private void tellCommitted() {
    parts.observers().committed(committed, decisions.elapsedNanos());
  }

  private List<Expired<K>> expiredLeft() {
    List<Expired<K>> left = new ArrayList<>();
    committed.forEach(commit -> left.addAll(commit.step().expiredLeft()));
    return left;
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
      accessed.apply(accesses, decisions.limit());
    }
    List<Applied> applied;
    try {
      applied = changes.isEmpty() ? List.of() : parts.store().applyAll(changes, decisions.limit());
    } catch (PartialFailureException e) {
      note(steps, inOrder(changes, e.applied()));
      throw e;
    } catch (StoreException failure) {
      throw patience.explained(failure, decisions.limit());
    }
    note(steps, applied);
    return lostAmong(steps, applied);
  }

  /** What expired while a loader took its time must not come back by a late touch. */
  private boolean isStillLive(Step<K, V, R> step) {
    StoredEntry found = step.found();
    return found != null && found.isLiveAt(parts.clock().millis());
  }

  /** Null for what did not come through. */
  private static List<@Nullable Applied> inOrder(
      List<Mutation> changes, Map<EntryKey, Applied> applied) {
    List<@Nullable Applied> inOrder = new ArrayList<>(changes.size());
    changes.forEach(change -> inOrder.add(applied.get(change.key())));
    return inOrder;
  }

  /**
   * Takes note of what was committed.
   *
   * @param applied what became of those steps that change an entry
   */
  private void note(List<Step<K, V, R>> steps, List<? extends @Nullable Applied> applied) {
    Iterator<? extends @Nullable Applied> outcomes = applied.iterator();
    for (Step<K, V, R> step : steps) {
      Applied outcome = step.changesEntry() ? outcomes.next() : Applied.PLAINLY;
      if (outcome instanceof Applied.Done done) {
        committed.add(new Commit<>(step, done));
        if (step.answer() != null) {
          answers.put(step.target().key(), step.answer());
        }
      }
    }
  }

  /** New steps for what lost a race; what was loaded is not asked for again. */
  private List<Step<K, V, R>> lostAmong(List<Step<K, V, R>> steps, List<Applied> applied) {
    List<Step<K, V, R>> lost = new ArrayList<>();
    Iterator<Applied> outcomes = applied.iterator();
    for (Step<K, V, R> step : steps) {
      if (step.changesEntry() && outcomes.next() instanceof Applied.Conflict conflict) {
        Step<K, V, R> again =
            decisions.onFound(new Asked<>(step.target(), step.operation()), conflict.actual());
        lost.add(again);
        if (again.changesEntry()) {
          parts.observers().conflicted();
        }
      }
    }
    if (lost.stream().anyMatch(Step::changesEntry)) {
      patience.afterLostRace(decisions.limit());
    }
    return lost;
  }

  /**
   * The same for a batch, if that can say it. A batch replaces whole items: it cannot spare the
   * deadline that an entry has kept from another configuration, so an eternal put makes it eternal;
   * but for an attribute of the user's, where items are not replaced. One that has to tell what was
   * there is not batched, and leaves the deadline as it is.
   */
  private static @Nullable Mutation forBatch(@Nullable Mutation mutation) {
    return mutation instanceof Mutation.Put put
            && put.guard().isNone()
            && !put.returnPrevious()
            && put.deadline().equals(ETERNAL_IF_NEW)
        ? put.with(NewDeadline.unsaid())
        : mutation;
  }
}
