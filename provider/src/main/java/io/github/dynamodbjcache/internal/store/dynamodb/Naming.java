package io.github.dynamodbjcache.internal.store.dynamodb;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The names of the attributes that the store adds to an item.
 *
 * @param evidence what shows the last write
 * @param lifetime what tells when the item expires
 */
public record Naming(Evidence evidence, Lifetime lifetime) {

  /** Those of our own item format: short, as names count towards an item's size. */
  public static final Naming OWN =
      new Naming(
          new Evidence.Ring("w", List.of("p1", "p2", "p3", "p4", "p5")),
          new Lifetime.InMillis("x", "ttl"));

  /** The attribute by which the service deletes expired items; null if it has none to go by. */
  public @Nullable String timeToLive() {
    return lifetime.timeToLive();
  }

  /** Those that nobody sees outside of the store, and no entry may have. */
  Set<String> hidden() {
    return Stream.concat(evidence.hiddenNames().stream(), lifetime.hiddenNames().stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
