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

  /**
   * Nobody says one: there was none when the entry was read, or the policy gives none and a batch
   * keeps none. In our own format the entry then has none, even if what was there could not be
   * read. An attribute of the user's stays as it is, since it may say what counts as none, or have
   * come meanwhile; unless the item is replaced as a whole.
   */
  static NewDeadline unsaid() {
    return Unsaid.INSTANCE;
  }

  /** See {@link #set}. */
  record Set(Deadline deadline) implements NewDeadline {}

  /** See {@link #onCreation}. */
  record OnCreation(Deadline deadline) implements NewDeadline {}

  /** See {@link #unsaid}. */
  enum Unsaid implements NewDeadline {
    INSTANCE;

    @Override
    public Deadline deadline() {
      return Deadline.NEVER;
    }
  }
}
