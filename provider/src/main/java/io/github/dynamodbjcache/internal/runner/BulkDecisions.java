package io.github.dynamodbjcache.internal.runner;

import static java.util.Objects.requireNonNull;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.operation.Operation;
import io.github.dynamodbjcache.internal.operation.Premise;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.PartialFailureException;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * Decides the steps of one operation over many entries: on their premises alone, or on what is read
 * of them together, and on what one load brings of the rest.
 */
final class BulkDecisions<K, V, R extends @Nullable Object> {

  private final CacheParts<K, V> parts;
  private final Planner<K, V> planner;
  private final ExpiredEntries<K, V> expired;
  private final Function<K, Operation<V, R>> operation;
  private final Map<K, V> loaded = new HashMap<>();
  private final long startNanos = System.nanoTime();
  private TimeLimit limit;

  BulkDecisions(
      CacheParts<K, V> parts,
      Planner<K, V> planner,
      ExpiredEntries<K, V> expired,
      Function<K, Operation<V, R>> operation,
      TimeLimit limit) {
    this.parts = parts;
    this.planner = planner;
    this.expired = expired;
    this.operation = operation;
    this.limit = limit;
  }

  /** The limit of the whole run; what a loader took is not counted. */
  TimeLimit limit() {
    return limit;
  }

  long elapsedNanos() {
    return System.nanoTime() - startNanos;
  }

  /** The steps on those entries, as they are in the table. */
  List<Step<K, V, R>> on(Collection<Target<K>> targets) {
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
      try {
        load(toLoad);
      } catch (CacheException ofTheLoader) {
        abandon(steps.size(), toLoad, found, ofTheLoader);
        throw ofTheLoader;
      }
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

  /** True if none of them is to be changed. */
  boolean onlyAnswers(Collection<Target<K>> targets) {
    return targets.stream()
        .allMatch(target -> operation.apply(target.key()).premise() == Premise.READ);
  }

  /** The step on what was found; what was loaded is not asked for again. */
  Step<K, V, R> onFound(Target<K> target, @Nullable StoredEntry found) {
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

  /** All have been looked up all the same: that counts, and what was found expired goes. */
  private void abandon(
      int hits, List<Target<K>> misses, Map<EntryKey, StoredEntry> found, CacheException failure) {
    parts.observers().lookedInVain(hits, misses.size(), elapsedNanos());
    long now = parts.clock().millis();
    List<Expired<K>> met = new ArrayList<>();
    misses.forEach(miss -> met.addAll(Expired.amongFound(miss, found.get(miss.at()), now)));
    expired.remove(met, limit, failure);
  }
}
