package io.github.dynamodbjcache.internal.codec.java;

import io.github.dynamodbjcache.codec.CodecException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What can go wrong with sets and maps that lie in a circle with what they hold. */
final class HashTables {

  private HashTables() {}

  /** How many elements one of the JDK's hash tables has; 0 for other objects. */
  static int size(Object object) {
    if (object instanceof HashSet<?> set) {
      return set.size();
    }
    if (object instanceof LateTable table) {
      return table.size();
    }
    return object instanceof HashMap<?, ?> || object instanceof Hashtable<?, ?>
        ? ((Map<?, ?>) object).size()
        : 0;
  }

  /** Keeps what is a set or map. */
  static void collect(Object object, List<Object> tables) {
    if (object instanceof Set || object instanceof Map) {
      tables.add(object);
    }
  }

  /**
   * Refuses what hashed an object that was not complete: it lost some, or does not find them.
   *
   * @param tables all sets and maps of a value that was read
   * @param written how many elements and keys its hash tables had when it was written
   */
  static void requireWhole(List<Object> tables, long written) {
    long read = tables.stream().mapToLong(HashTables::size).sum();
    if (read != written || !tables.stream().allMatch(HashTables::findsItsOwn)) {
      throw new CodecException(
          "a set or map in it lies in a circle with objects whose hash it asks for before they are"
              + " complete, and does not find them again. Keep them in a List (or as values of a"
              + " map), or make the way back transient.");
    }
  }

  /**
   * Refuses what has copied a set or map before that was filled.
   *
   * @param written how many elements and keys the hash tables of a value have
   * @param kept how many they have in the value that was read
   */
  static void requireKept(long written, long kept) {
    if (written != kept) {
      throw new CodecException(
          "a class in it copies a set or map when it is read, by its readObject, readResolve or"
              + " constructor; but the value holds sets or maps that lie in a circle with their"
              + " content, which are filled last of all, and the copy lacks elements. Make the way"
              + " back of the circle transient, or do not copy there.");
    }
  }

  private static boolean findsItsOwn(Object object) {
    if (object instanceof Set<?> set) {
      return set.stream().allMatch(set::contains);
    }
    Map<?, ?> map = (Map<?, ?>) object;
    return map.keySet().stream().allMatch(map::containsKey);
  }
}
