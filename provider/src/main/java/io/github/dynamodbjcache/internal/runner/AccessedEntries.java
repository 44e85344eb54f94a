package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.internal.store.Applied;
import io.github.dynamodbjcache.internal.store.EntryStore;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.OnceInAWhile;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the deadlines of entries that were accessed. The access itself has succeeded: a move that
 * fails is logged, and shortens the entry's life at worst.
 */
final class AccessedEntries {

  private static final Logger LOG = LoggerFactory.getLogger(AccessedEntries.class);

  private final EntryStore store;
  private final Clock clock;
  private final OnceInAWhile failures = OnceInAWhile.aMinute();

  AccessedEntries(EntryStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Applies them in parallel; once more to entries that got a new value meanwhile. */
  void apply(List<Mutation.Touch> touches, TimeLimit limit) {
    try {
      List<Applied> outcomes = store.applyAll(touches, limit);
      for (int i = 0; i < touches.size(); i++) {
        if (outcomes.get(i) instanceof Applied.Conflict conflict) {
          applyAgain(touches.get(i), conflict, limit);
        }
      }
    } catch (StoreException e) {
      long calls = failures.happened();
      if (calls > 0) {
        LOG.warn(
            "accessed entries expire earlier than their policy says ({} calls since the last such"
                + " line, at most one a minute): {}",
            calls,
            e.getMessage());
      }
    }
  }

  /**
   * The value is new, but who wrote it may have left the deadline as it was. What has expired by
   * now stays so.
   */
  private void applyAgain(Mutation.Touch touch, Applied.Conflict conflict, TimeLimit limit) {
    StoredEntry actual = conflict.actual();
    if (actual != null
        && actual.isLiveAt(clock.millis())
        && actual.deadline().compareTo(touch.deadline()) < 0) {
      store.apply(Mutation.Touch.of(actual, touch.deadline()), limit);
    }
  }
}
