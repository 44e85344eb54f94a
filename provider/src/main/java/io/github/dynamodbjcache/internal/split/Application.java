package io.github.dynamodbjcache.internal.split;

import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.NewDeadline;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import org.jspecify.annotations.Nullable;

/** Says of a mutation and an entry at hand what the service says of the entry's item. */
final class Application {

  private Application() {}

  /** True if the mutation can be applied to that entry, or to none. */
  static boolean fits(Mutation mutation, @Nullable StoredEntry entry) {
    if (mutation instanceof Mutation.Put put) {
      return holds(put.guard(), entry, put.nowMillis()) && fits(put, entry);
    }
    long now = mutation instanceof Mutation.Delete delete ? delete.nowMillis() : 0;
    return holds(mutation.guard(), entry, now);
  }

  private static boolean holds(Guard guard, @Nullable StoredEntry entry, long nowMillis) {
    boolean live = entry != null && entry.isLiveAt(nowMillis);
    Guard ofEntry = guard.ofEntry();
    if (ofEntry instanceof Guard.Absent) {
      return !live;
    }
    if (ofEntry instanceof Guard.Present) {
      return live;
    }
    return !(ofEntry instanceof Guard.Unchanged unchanged)
        || (entry != null && entry.revision().equals(unchanged.revision()));
  }

  /** See {@link Mutation.Put}: what a deadline on creation cannot say is a conflict. */
  private static boolean fits(Mutation.Put put, @Nullable StoredEntry entry) {
    Guard guard = put.guard().ofEntry();
    if (!(put.deadline() instanceof NewDeadline.OnCreation created)
        || entry == null
        || guard instanceof Guard.Absent) {
      return true;
    }
    boolean wouldMakeEternalEnd =
        guard instanceof Guard.None && entry.deadline().isNever() && !created.deadline().isNever();
    return entry.isLiveAt(put.nowMillis()) && !wouldMakeEternalEnd;
  }
}
