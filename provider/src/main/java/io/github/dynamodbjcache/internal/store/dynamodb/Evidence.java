package io.github.dynamodbjcache.internal.store.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** By which attributes an item shows its last write. */
public sealed interface Evidence {

  /** By the entry's own attributes, and no other. */
  Evidence COMPARED = new Compared();

  /** Random names of the last writes, in attributes that begin so. */
  static Evidence hidden(String prefix) {
    return new Ring(
        prefix + "w", IntStream.rangeClosed(1, 5).mapToObj(n -> prefix + "p" + n).toList());
  }

  /** A number that every writer raises, which the entry has as well. */
  static Evidence version(String attribute) {
    return new Version(attribute);
  }

  /** The attributes that nobody sees outside of the store. */
  default List<String> hiddenNames() {
    return List.of();
  }

  /**
   * The names of the last writes.
   *
   * @param last (B) the name of the last write, 16 random bytes
   * @param earlier (B) the names of the writes before it, newest first; empty bytes where there was
   *     none. They are missing if the item was written as a whole, which cannot shift them
   */
  record Ring(String last, List<String> earlier) implements Evidence {

    /** Keeps a copy. */
    public Ring {
      earlier = List.copyOf(earlier);
    }

    /** All, the last write first. */
    @Override
    public List<String> hiddenNames() {
      List<String> all = new ArrayList<>();
      all.add(last);
      all.addAll(earlier);
      return List.copyOf(all);
    }
  }

  /**
   * See {@link #version}.
   *
   * @param attribute (N) the number of the last write
   */
  record Version(String attribute) implements Evidence {}

  /** See {@link #COMPARED}. */
  record Compared() implements Evidence {}
}
