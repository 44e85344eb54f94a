package io.github.dynamodbjcache.internal.store.dynamodb;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names of the attributes that the store adds to an item.
 *
 * @param revision (B) the name of the last write, 16 random bytes
 * @param earlierRevisions (B) the names of the writes before it, newest first; empty bytes where
 *     there was none. They are missing if the item was written by a batch, which cannot shift them
 * @param deadline (N) the deadline in milliseconds since the epoch
 * @param timeToLive (N) the deadline in seconds, rounded up, for the service's own deletion
 */
public record Naming(
    String revision, List<String> earlierRevisions, String deadline, String timeToLive) {

  /** Those of our own item format: short, as names count towards an item's size. */
  public static final Naming OWN =
      new Naming("w", List.of("p1", "p2", "p3", "p4", "p5"), "x", "ttl");

  /** Keeps a copy. */
  public Naming {
    earlierRevisions = List.copyOf(earlierRevisions);
  }

  /** The attributes that tell who wrote an item, the last write first. */
  public List<String> revisions() {
    return Stream.concat(Stream.of(revision), earlierRevisions.stream()).toList();
  }

  Set<String> all() {
    return Stream.concat(revisions().stream(), Stream.of(deadline, timeToLive))
        .collect(Collectors.toUnmodifiableSet());
  }
}
