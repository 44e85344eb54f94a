package io.github.dynamodbjcache.internal.settings.reading;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody who mistyped a word most likely meant. */
final class NearestWord {

  private NearestWord() {}

  /** The word with the fewest edits to the given one, if those are few for its length. */
  static Optional<String> to(String given, Collection<String> words) {
    int tolerated = Math.max(2, given.length() / 3);
    return words.stream()
        .filter(word -> edits(given, word) <= tolerated)
        .min(Comparator.comparingInt(word -> edits(given, word)));
  }

  /** Levenshtein's distance: characters to insert, delete or replace. */
  private static int edits(String from, String to) {
    int[] above = new int[to.length() + 1];
    for (int column = 0; column < above.length; column++) {
      above[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      int[] current = new int[above.length];
      current[0] = row;
      for (int column = 1; column < above.length; column++) {
        int replaced = above[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
        current[column] = Math.min(replaced, 1 + Math.min(above[column], current[column - 1]));
      }
      above = current;
    }
    return above[to.length()];
  }
}
