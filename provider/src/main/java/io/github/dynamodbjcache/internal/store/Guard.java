package io.github.dynamodbjcache.internal.store;

import org.jspecify.annotations.Nullable;

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

  /**
   * What the other guard demands, and the item lacks that attribute.
   *
   * @param attribute as it stands in an expression: a name that is no reserved word
   */
  static Guard without(String attribute, Guard demanded) {
    return new Without(attribute, demanded);
  }

  /** What the other guard demands, and the item is still as the write of that revision left it. */
  static Guard at(Revision revision, Guard demanded) {
    return new At(revision, demanded);
  }

  /**
   * What the other guard demands, and the number at that path, if there is one, is no smaller.
   *
   * @param path as it stands in an expression: names that are no reserved words, and dots
   */
  static Guard reaching(String path, long least, Guard demanded) {
    return new Reaching(path, least, demanded);
  }

  /** The write that has to be the last one; null if it names none. */
  default @Nullable Revision basis() {
    return ofEntry() instanceof Unchanged unchanged ? unchanged.revision() : null;
  }

  /** What it demands of the entry, whatever else it demands of the item. */
  default Guard ofEntry() {
    return this;
  }

  /**
   * True if that entry, or none, is what the guard demands of it. Whatever else it demands of the
   * item, only the service can tell.
   *
   * @param nowMillis the instant by which it is told whether the entry has expired
   */
  default boolean holdsFor(@Nullable StoredEntry entry, long nowMillis) {
    Revision basis = basis();
    if (basis != null && (entry == null || !entry.revision().equals(basis))) {
      return false;
    }
    boolean live = entry != null && entry.isLiveAt(nowMillis);
    return live ? !(ofEntry() instanceof Absent) : !(ofEntry() instanceof Present);
  }

  /** See {@link #NONE}. */
  record None() implements Guard {}

  /** See {@link #ABSENT}. */
  record Absent() implements Guard {}

  /** See {@link #PRESENT}. */
  record Present() implements Guard {}

  /** See {@link #unchanged}. */
  record Unchanged(Revision revision) implements Guard {}

  /** See {@link #without}. */
  record Without(String attribute, Guard demanded) implements Guard {
    @Override
    public Guard ofEntry() {
      return demanded.ofEntry();
    }
  }

  /** See {@link #at}. */
  record At(Revision revision, Guard demanded) implements Guard {
    @Override
    public Revision basis() {
      return revision;
    }

    @Override
    public Guard ofEntry() {
      return demanded.ofEntry();
    }
  }

  /** See {@link #reaching}. */
  record Reaching(String path, long least, Guard demanded) implements Guard {
    @Override
    public Guard ofEntry() {
      return demanded.ofEntry();
    }
  }
}
