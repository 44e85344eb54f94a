package io.github.dynamodbjcache.internal.expression;

import java.util.ArrayList;
import java.util.List;

/** The places that one update changes, which the service wants to be apart. */
final class ChangedPaths {

  private final List<AttributePath> paths = new ArrayList<>();

  void add(AttributePath path) {
    for (AttributePath earlier : paths) {
      if (path.equals(earlier)) {
        throw new IllegalArgumentException(
            "The update changes "
                + path
                + " twice, and one update changes a place once; nothing was sent");
      }
      if (path.isWithin(earlier) || earlier.isWithin(path)) {
        throw refusal(earlier, path, "one update changes a place once, as a whole or within");
      }
      if (!path.couldBeBeside(earlier)) {
        throw refusal(earlier, path, "one has a list where the other has a map");
      }
    }
    paths.add(path);
  }

  private static IllegalArgumentException refusal(
      AttributePath one, AttributePath other, String why) {
    return new IllegalArgumentException(
        "The update changes both " + one + " and " + other + ": " + why + "; nothing was sent");
  }
}
