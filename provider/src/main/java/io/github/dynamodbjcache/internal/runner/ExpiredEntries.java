package io.github.dynamodbjcache.internal.runner;

import static java.util.Objects.requireNonNull;

import io.github.dynamodbjcache.internal.store.Applied;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.PartialFailureException;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.time.OnceInAWhile;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of the expired entries that operations meet: nothing, unless an observer wants to
 * hear of them. Then each is deleted as it was found, and who deleted it tells it: so it is told
 * once, whoever meets it in whatever JVM.
 *
 * <p>The operation that met it has succeeded, or failed, by itself: a deletion that fails is
 * logged, and one whose outcome is unknown is not told.
 */
final class ExpiredEntries<K, V> {

  private static final Logger LOG = LoggerFactory.getLogger(ExpiredEntries.class);

  private final CacheParts<K, V> parts;
  private final Planner<K, V> planner;
  private final KeyLocks locks;
  private final OnceInAWhile failures = OnceInAWhile.aMinute();

  ExpiredEntries(CacheParts<K, V> parts, Planner<K, V> planner, KeyLocks locks) {
    this.parts = parts;
    this.planner = planner;
    this.locks = locks;
  }

  /** True if somebody wants to hear of them. */
  boolean areWanted() {
    return parts.observers().wantExpired();
  }

  /**
   * Deletes them in parallel, and tells of those that it deleted. What another thread of this JVM
   * works on is left to that one, or to who comes next: a read waits for nobody.
   */
  void remove(List<Expired<K>> met, TimeLimit limit) {
    if (met.isEmpty() || !areWanted()) {
      return;
    }
    try (KeyLocks.Hold turn = locks.lockNone()) {
      List<Step<K, V, @Nullable Void>> steps = new ArrayList<>(met.size());
      for (Expired<K> each : met) {
        if (turn.addIfFree(each.target().at())) {
          steps.add(planner.expiry(each));
        }
      }
      tell(steps, apply(steps, limit));
    }
  }

  /** Likewise, after that failure, which goes on. */
  void remove(List<Expired<K>> met, TimeLimit limit, RuntimeException failure) {
    try {
      remove(met, limit);
    } catch (RuntimeException ofAListener) {
      failure.addSuppressed(ofAListener);
    }
  }

  private Map<EntryKey, Applied> apply(List<Step<K, V, @Nullable Void>> steps, TimeLimit limit) {
    try {
      List<Applied> outcomes =
          parts
              .store()
              .applyAll(
                  steps.stream().map(step -> requireNonNull(step.mutation())).toList(), limit);
      Map<EntryKey, Applied> applied = new HashMap<>();
      for (int i = 0; i < steps.size(); i++) {
        applied.put(steps.get(i).target().at(), outcomes.get(i));
      }
      return applied;
    } catch (StoreException failure) {
      log(failure);
      return failure instanceof PartialFailureException some ? some.applied() : Map.of();
    }
  }

  private void tell(List<Step<K, V, @Nullable Void>> steps, Map<EntryKey, Applied> applied) {
    List<Commit<K, V>> commits = new ArrayList<>();
    for (Step<K, V, @Nullable Void> step : steps) {
      if (applied.get(step.target().at()) instanceof Applied.Done done) {
        commits.add(new Commit<>(step, done));
      }
    }
    parts.observers().committed(commits, /* nanos= */ 0);
  }

  private void log(StoreException failure) {
    long calls = failures.happened();
    if (calls > 0) {
      LOG.warn(
          "expired entries are left for the next one that meets them, or are gone and nobody heard"
              + " that they expired ({} calls since the last such line, at most one a minute): {}",
          calls,
          failure.getMessage());
    }
  }
}
