package io.github.dynamodbjcache.internal.store;

import io.github.dynamodbjcache.internal.time.Deadline;

/** What a put does to the entry's deadline. */
public sealed interface NewDeadline {

  /** The deadline that it gets, in the one case or in the other. */
  Deadline deadline();

  /** The written entry gets this deadline. */
  static NewDeadline set(Deadline deadline) {
    return new Set(deadline);
  }

  /** A created entry gets this deadline; one that is there and live keeps its own. */
  static NewDeadline onCreation(Deadline deadline) {
    return new OnCreation(deadline);
  }

  /** See {@link #set}. */
  record Set(Deadline deadline) implements NewDeadline {}

  /** See {@link #onCreation}. */
  record OnCreation(Deadline deadline) implements NewDeadline {}
}
