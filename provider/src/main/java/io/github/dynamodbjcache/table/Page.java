package io.github.dynamodbjcache.table;

import java.util.List;
import java.util.Optional;

/**
 * A page of a {@link Selection}.
 *
 * @param results what it yields
 * @param next where the next page begins; empty if there is none. A token may be followed by an
 *     empty last page
 * @param examined how many items the service looked at for it, those that a filter left out and
 *     expired ones among them
 */
public record Page<T>(List<T> results, Optional<PageToken> next, long examined) {

  /** Keeps a copy. */
  public Page {
    results = List.copyOf(results);
  }
}
