package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.internal.event.Change;
import io.github.dynamodbjcache.internal.operation.Effect;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What follows from steps that were committed: counting, and telling the listeners. */
final class Aftermath<K, V> {

  private final CacheParts<K, V> parts;

  Aftermath(CacheParts<K, V> parts) {
    this.parts = parts;
  }

  /** Of one step. */
  void of(Step<K, V, ?> step, @Nullable StoredEntry previous, long nanos) {
    Tally tally = new Tally();
    tally.add(step);
    tally.count(nanos);
    if (parts.listeners().isAnybodyThere()) {
      List<Change<K, V>> changes = new ArrayList<>(2);
      addChanges(step, previous, changes);
      parts.listeners().tell(changes);
    }
  }

  /** Of many steps, told to the listeners as one. */
  void ofAll(List<Committed<K, V>> all, long nanos) {
    Tally tally = new Tally();
    List<Change<K, V>> changes = new ArrayList<>();
    for (Committed<K, V> each : all) {
      tally.add(each.step());
      if (parts.listeners().isAnybodyThere()) {
        addChanges(each.step(), each.previous(), changes);
      }
    }
    tally.count(nanos);
    parts.listeners().tell(changes);
  }

  private void addChanges(
      Step<K, V, ?> step, @Nullable StoredEntry returned, List<Change<K, V>> changes) {
    if (!step.changesEntry()) {
      return;
    }
    K key = step.target().key();
    StoredEntry previous = returned == null ? step.found() : returned;
    boolean wasLive = previous != null && previous.isLiveAt(step.nowMillis());
    V oldValue = previous == null ? null : parts.valueOrNull(key, previous);
    if (previous != null && !wasLive) {
      changes.add(new Change.Expired<>(key, oldValue));
    }
    boolean wasThere =
        wasLive && (step.present() || oldValue != null || parts.unreadable() == null);
    if (step.mutation() instanceof Mutation.Put put) {
      // Listeners get a copy: the cache is by value, and an asynchronous one looks later.
      V newValue = parts.codec().value(key, put.data());
      changes.add(
          wasThere
              ? new Change.Updated<>(key, oldValue, newValue)
              : new Change.Created<>(key, newValue));
    } else if (wasThere) {
      changes.add(new Change.Removed<>(key, oldValue));
    }
  }

  /**
   * A step that was applied.
   *
   * @param previous the item that came back with it, if it was asked for
   */
  record Committed<K, V>(Step<K, V, ?> step, @Nullable StoredEntry previous) {}

  private final class Tally {
    private int hits;
    private int misses;
    private int puts;
    private int removals;

    void add(Step<K, V, ?> step) {
      if (step.operation().isLookup()) {
        if (step.present()) {
          hits++;
        } else {
          misses++;
        }
      }
      Effect<V> effect = step.outcome().effect();
      if (effect instanceof Effect.Write<V> write
          && write.source() == Effect.Source.CALLER
          && !step.isNotStored()) {
        puts++;
      }
      if (effect instanceof Effect.Remove && step.present()) {
        removals++;
      }
    }

    void count(long nanos) {
      if (hits + misses > 0) {
        parts.statistics().countLookups(hits, misses, nanos);
      }
      parts.statistics().countPuts(puts, nanos);
      parts.statistics().countRemovals(removals, nanos);
    }
  }
}
