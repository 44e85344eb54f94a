package io.github.dynamodbjcache.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/** The keys and values that both sides put and get. */
final class Samples {

  /** Entries of the table that is walked; single calls go through the first thousand. */
  static final int ENTRIES = 4_000;

  /** How many entries a bulk call is about. */
  static final int BULK = 100;

  private static final int SINGLE = 1_000;
  private static final int TEXT_LENGTH = 500;

  private Samples() {}

  static String key(int number) {
    return "article:" + number;
  }

  /** The key of the n-th single call. */
  static String keyOfCall(int call) {
    return key(Math.floorMod(call, SINGLE));
  }

  static Set<String> bulkKeys() {
    return bulk(Samples::text).keySet();
  }

  static <V> Map<String, V> bulk(IntFunction<V> value) {
    return entries(0, BULK, value);
  }

  static <V> Map<String, V> entries(int from, int to, IntFunction<V> value) {
    Map<String, V> entries = new LinkedHashMap<>();
    for (int number = from; number < to; number++) {
      entries.put(key(number), value.apply(number));
    }
    return entries;
  }

  /** 500 characters of ASCII. */
  static String text(int number) {
    return text(number, TEXT_LENGTH);
  }

  static String text(int number, int length) {
    String word = "text of article number " + number + "; ";
    return word.repeat(length / word.length() + 1).substring(0, length);
  }

  static Article article(int number) {
    return new Article(
        key(number), "title " + number, text(number, 250), 100L * number, List.of("new", "sale"));
  }
}
