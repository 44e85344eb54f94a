package io.github.dynamodbjcache.internal.codec.java;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * A concurrent collection in a stream: a plain one with the same content, and which it is. The JDK
 * reads the concurrent ones without a bound on what colliding keys cost; the plain ones are read
 * within one, and the copy takes no longer.
 *
 * <p>Part of the item format: neither this class's name, nor its components or codes ever change.
 *
 * @param code which it is
 * @param content a {@code HashMap}, {@code HashSet}, {@code TreeMap}, {@code TreeSet} or {@code
 *     ArrayList}, of its own: {@link StreamStructure} refuses one that is shared
 */
record StandIn(byte code, Object content) implements Serializable {

  private static final long serialVersionUID = 1L;

  static final byte HASH_MAP = 1;
  static final byte HASH_SET = 2;
  static final byte SORTED_MAP = 3;
  static final byte SORTED_SET = 4;
  static final byte QUEUE = 5;
  static final byte DEQUE = 6;

  private Object readResolve() {
    return switch (code) {
      case HASH_MAP -> new ConcurrentHashMap<>(content(HashMap.class));
      case HASH_SET -> keySet(content(HashSet.class));
      case SORTED_MAP -> new ConcurrentSkipListMap<>(content(TreeMap.class));
      case SORTED_SET -> new ConcurrentSkipListSet<>(content(TreeSet.class));
      case QUEUE -> new ConcurrentLinkedQueue<>(content(ArrayList.class));
      case DEQUE -> new ConcurrentLinkedDeque<>(content(ArrayList.class));
      default -> throw new IllegalArgumentException("a stand-in of a later version");
    };
  }

  private static Object keySet(Collection<?> elements) {
    ConcurrentHashMap.KeySetView<Object, Boolean> set = ConcurrentHashMap.newKeySet();
    set.addAll(elements);
    return set;
  }

  /** Of exactly that class: another could do anything when it is copied. */
  private <T> T content(Class<T> type) {
    if (content.getClass() != type) {
      throw new IllegalArgumentException("not the content of a stand-in");
    }
    return type.cast(content);
  }
}
