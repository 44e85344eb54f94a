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
    return mutation.guard().holdsFor(entry, mutation.nowMillis())
        && (!(mutation instanceof Mutation.Put put) || deadlineFits(put, entry));
  }

  /** See {@link Mutation.Put}: what a deadline on creation cannot say is a conflict. */
  private static boolean deadlineFits(Mutation.Put put, @Nullable StoredEntry entry) {
    Guard.OfEntry demanded = put.guard().ofEntry();
    if (!(put.deadline() instanceof NewDeadline.OnCreation created)
        || entry == null
        || demanded instanceof Guard.Absent) {
      return true;
    }
    boolean wouldMakeEternalEnd =
        demanded instanceof Guard.Any
            && entry.deadline().isNever()
            && !created.deadline().isNever();
    return entry.isLiveAt(put.nowMillis()) && !wouldMakeEternalEnd;
  }
}
