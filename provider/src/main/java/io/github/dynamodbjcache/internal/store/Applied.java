package io.github.dynamodbjcache.internal.store;

import org.jspecify.annotations.Nullable;

/** What became of a mutation. */
public sealed interface Applied {

  /** Done, and no earlier entry is known. */
  Done NOTHING_BEFORE = new Done(null);

  /**
   * It was applied, once.
   *
   * @param previous the item that was replaced or deleted, live or expired; null if there was none
   *     or if the mutation did not ask for it
   */
  record Done(@Nullable StoredEntry previous) implements Applied {}

  /**
   * Its guard did not hold; nothing was changed.
   *
   * @param actual the item that is there instead, live or expired; null if there is none
   */
  record Conflict(@Nullable StoredEntry actual) implements Applied {}
}
