package io.github.dynamodbjcache.internal.runner;

import static java.util.Objects.requireNonNull;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.operation.Premise;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.PartialFailureException;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private final Map<K, V> loaded = new HashMap<>();
  private final long startNanos = System.nanoTime();
  private final TableTime time;

  BulkDecisions(
      CacheParts<K, V> parts,
      Planner<K, V> planner,
      ExpiredEntries<K, V> expired,
      TimeLimit limit) {
    this.parts = parts;
    this.planner = planner;
    this.expired = expired;
    this.time = new TableTime(limit);
  }

  /** The limit of the whole run; what a loader took is not counted. */
  TimeLimit limit() {
    return time.limit();
  }

  long elapsedNanos() {
    return System.nanoTime() - startNanos;
  }

  /** The steps on those entries, as they are in the table. */
  List<Step<K, V, R>> on(List<Asked<K, V, R>> all) {
    List<Step<K, V, R>> steps = new ArrayList<>(all.size());
    List<Asked<K, V, R>> toRead = new ArrayList<>();
    for (Asked<K, V, R> asked : all) {
      Step<K, V, R> step = planner.unread(asked.target(), asked.operation());
      if (step == null) {
        toRead.add(asked);
      } else {
        steps.add(step);
      }
    }
    if (!toRead.isEmpty()) {
      steps.addAll(stepsOnFound(toRead));
    }
    return steps;
  }

  private List<Step<K, V, R>> stepsOnFound(List<Asked<K, V, R>> all) {
    Map<EntryKey, StoredEntry> found = read(all);
    List<Step<K, V, R>> steps = new ArrayList<>(all.size());
    List<Asked<K, V, R>> toLoad = new ArrayList<>();
    Map<EntryKey, CodecException> unreadable = new LinkedHashMap<>();
    for (Asked<K, V, R> asked : all) {
      EntryKey at = asked.target().at();
      try {
        Step<K, V, R> step = onFound(asked, found.get(at), mayLoad(asked));
        if (step == null) {
          toLoad.add(asked);
        } else {
          steps.add(step);
        }
      } catch (CodecException e) {
        unreadable.put(at, e);
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
      toLoad.forEach(asked -> steps.add(onFound(asked, found.get(asked.target().at()))));
    }
    return steps;
  }

  private boolean mayLoad(Asked<K, V, R> asked) {
    return parts.readThrough().isPossible() && asked.operation().readsThrough();
  }

  private Map<EntryKey, StoredEntry> read(List<Asked<K, V, R>> all) {
    return parts
        .store()
        .readAll(
            all.stream().map(asked -> asked.target().at()).toList(),
            onlyAnswers(all) ? parts.readConsistency() : Consistency.STRONG,
            time.limit());
  }

  /** True if none of them is to be changed. */
  boolean onlyAnswers(List<Asked<K, V, R>> all) {
    return all.stream().allMatch(asked -> asked.operation().premise() == Premise.READ);
  }

  /** The step on what was found; what was loaded is not asked for again. */
  Step<K, V, R> onFound(Asked<K, V, R> asked, @Nullable StoredEntry found) {
    return requireNonNull(onFound(asked, found, /* unlessAbsent= */ false));
  }

  /** The step on what was found; null if the entry is absent and wants something else then. */
  private @Nullable Step<K, V, R> onFound(
      Asked<K, V, R> asked, @Nullable StoredEntry found, boolean unlessAbsent) {
    Target<K> target = asked.target();
    Step<K, V, R> step = null;
    while (step == null) { // Once more if it has expired meanwhile.
      Sight<V> sight = planner.look(target, found);
      if (unlessAbsent && sight.isAbsent()) {
        return null;
      }
      step = planner.plan(target, asked.operation(), sight, loaded.get(target.key()));
    }
    return step;
  }

  /** The loader's time is the caller's own, not the table's. */
  private void load(List<Asked<K, V, R>> absent) {
    Set<K> keys = new LinkedHashSet<>();
    absent.forEach(asked -> keys.add(asked.target().key()));
    loaded.putAll(time.without(() -> parts.readThrough().loadAll(keys)));
  }

  /** All have been looked up all the same: that counts, and what was found expired goes. */
  private void abandon(
      int hits,
      List<Asked<K, V, R>> misses,
      Map<EntryKey, StoredEntry> found,
      CacheException failure) {
    parts.observers().lookedInVain(hits, misses.size(), elapsedNanos());
    long now = parts.clock().millis();
    List<Expired<K>> met = new ArrayList<>();
    for (Asked<K, V, R> miss : misses) {
      Target<K> target = miss.target();
      met.addAll(Expired.amongFound(target, found.get(target.at()), now));
    }
    expired.remove(met, time.limit(), failure);
  }
}
