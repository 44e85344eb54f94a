package io.github.dynamodbjcache.internal.store;

import io.github.dynamodbjcache.internal.time.Deadline;
import org.jspecify.annotations.Nullable;

/** What became of a mutation. */
public sealed interface Applied {

  /** Done, and there is nothing to tell beside that. */
  Done PLAINLY = new Done(null, null);

  /**
   * It was applied, once.
   *
   * @param previous the item that was replaced or deleted, live or expired; null if there was none
   *     or if the mutation did not ask for it
   * @param written what the entry got; null if it was deleted, or if nothing was to be written
   * @param after the item since then, where the service has made it of changes; else null
   */
  record Done(
      @Nullable StoredEntry previous, @Nullable Written written, @Nullable StoredEntry after)
      implements Applied {

    /** Of a mutation that says itself what is there since then. */
    public Done(@Nullable StoredEntry previous, @Nullable Written written) {
      this(previous, written, null);
    }
  }

  /**
   * What an entry got by a write.
   *
   * @param basis what its item shows since then
   * @param deadline its deadline since then; null if it kept the one that it had, which was not
   *     told
   */
  record Written(Basis basis, @Nullable Deadline deadline) {

    /** Of a put that was applied under its revision. */
    static Written by(Mutation.Put put, @Nullable StoredEntry previous) {
      return new Written(new Basis.Ring(put.revision()), deadline(put, previous));
    }

    private static @Nullable Deadline deadline(Mutation.Put put, @Nullable StoredEntry previous) {
      boolean isNew =
          !(put.deadline() instanceof NewDeadline.OnCreation) || put.guard().demandsNoLiveEntry();
      if (isNew) {
        return put.deadline().deadline();
      }
      return previous == null ? null : previous.deadline();
    }
  }

  /** That mutation was applied. */
  static Done done(Mutation mutation, @Nullable StoredEntry previous) {
    if (mutation instanceof Mutation.Put put) {
      return new Done(previous, Written.by(put, previous));
    }
    if (mutation instanceof Mutation.Touch touch) {
      Basis basis = touch.guard().basis();
      return new Done(
          previous, new Written(basis == null ? Basis.NOTHING : basis, touch.deadline()));
    }
    return previous == null ? PLAINLY : new Done(previous, null);
  }

  /**
   * Its guard did not hold; nothing was changed.
   *
   * @param actual the item that is there instead, live or expired; null if there is none
   */
  record Conflict(@Nullable StoredEntry actual) implements Applied {}
}
