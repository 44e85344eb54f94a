package io.github.dynamodbjcache.internal.store;

/** What has to be true of the item for a mutation to be applied; the service checks it. */
public sealed interface Guard {

  /** Whatever is there. */
  Guard NONE = new None();

  /** There is no live entry: none at all, or one whose deadline has passed. */
  Guard ABSENT = new Absent();

  /** There is a live entry. */
  Guard PRESENT = new Present();

  /** The item is still as the write of that revision left it. */
  static Guard unchanged(Revision revision) {
    return new Unchanged(revision);
  }

  /** See {@link #NONE}. */
  record None() implements Guard {}

  /** See {@link #ABSENT}. */
  record Absent() implements Guard {}

  /** See {@link #PRESENT}. */
  record Present() implements Guard {}

  /** See {@link #unchanged}. */
  record Unchanged(Revision revision) implements Guard {}
}
