package io.github.dynamodbjcache.guarantee;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.cache.Cache;

/** What a writer has said, and so what has to be in the cache: for each key, one write or two. */
final class Ledger {

  /** A write of no value: the key was never written, or it was removed. */
  private static final long NONE = 0;

  private final Map<String, Long> certain = new TreeMap<>();
  private final Map<String, Long> perhaps = new HashMap<>();
  private long acknowledged;

  /** Takes note of the lines of a writer. */
  void note(List<String> lines) {
    for (String line : lines) {
      String[] words = line.split(" ");
      String key = words[1];
      long number = Long.parseLong(words[2]);
      switch (words[0]) {
        case "put" -> perhaps.put(key, number);
        case "remove" -> perhaps.put(key, NONE);
        default -> {
          certain.put(key, perhaps.remove(key));
          acknowledged++;
        }
      }
    }
  }

  /** How many writes were acknowledged. */
  long acknowledged() {
    return acknowledged;
  }

  /** Holds the cache against it; from now on, what was found is certain. */
  void check(Cache<String, String> cache, String prefix) {
    for (int i = 0; i < KilledWriter.KEYS; i++) {
      String key = prefix + i;
      String value = cache.get(key);
      long found = value == null ? NONE : ValueOf.numberIn(value);
      long written = certain.getOrDefault(key, NONE);
      Long begun = perhaps.get(key);
      boolean isBegun = begun != null && found == begun;
      if (found != written && !isBegun) {
        throw new AssertionError(
            "%s is of write %d; acknowledged was %d, begun %s"
                .formatted(key, found, written, begun));
      }
      certain.put(key, found);
      if (isBegun) {
        perhaps.remove(key); // Else its last request may still be under way.
      }
    }
  }
}
