package io.github.dynamodbjcache.internal.codec.java;

import java.util.HashSet;
import java.util.Set;

/**
 * What the order of a stream's objects says of how they will be read; of values that are written,
 * not of bytes that somebody else may have made. Confined to one thread.
 */
final class Findings {

  /** Values whose sets and maps hash objects of more classes are read back whatever is known. */
  private static final int MOST_CLASSES = 64;

  private final Set<String> hashed = new HashSet<>();
  private final Set<String> inCircles = new HashSet<>();
  private boolean halfMade;

  /** A set or map hashes objects of those of the application's classes. */
  void hashes(Set<String> classes) {
    if (hashed.size() <= MOST_CLASSES) {
      hashed.addAll(classes);
    }
  }

  /** A set or map hashes what is not complete yet, as it lies in a circle with it. */
  void hashesHalfMade() {
    halfMade = true;
  }

  /** Something refers to an object of that class that is not complete yet. */
  void refersBack(String className) {
    inCircles.add(className);
  }

  /** The names of the application's classes whose objects are hashed. */
  Set<String> hashed() {
    return hashed;
  }

  /** The names of classes to whose objects something inside them refers. */
  Set<String> inCircles() {
    return inCircles;
  }

  /** True if hashing depends on the order of reading, which only reading shows. */
  boolean hashDependsOnOrder() {
    return halfMade || hashed.size() > MOST_CLASSES;
  }

  /** The names in both; the first if it holds all. */
  static Set<String> union(Set<String> some, Set<String> others) {
    if (some == others || some.containsAll(others) || some.size() > MOST_CLASSES) {
      return some;
    }
    if (some.isEmpty()) {
      return others;
    }
    Set<String> all = new HashSet<>(some);
    all.addAll(others);
    return all;
  }
}
