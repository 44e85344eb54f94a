package io.github.dynamodbjcache.internal.codec.java;

import io.github.dynamodbjcache.codec.CodecException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the sets and maps of a serialized value will hash when it is read, known before it is.
 *
 * <p>To hash an object takes one step and the steps of everything it refers to, as often as it
 * refers to it: the most that any {@code hashCode} made of its fields' takes. Objects are told in
 * the order of the stream, so those that one refers to are known, or are still being read: then it
 * lies in a circle, and the whole circle is counted.
 *
 * <p>Not counted is what an application's own constructors, {@code readObject} and {@code
 * readResolve} do with the fields that they are handed. Keys with equal hashes that are not {@link
 * Comparable} are left to the {@link TimeBudget}. Confined to one thread.
 */
final class HashingCost {

  /** Of a primitive array, so many bytes take one step (a {@code BigInteger} hashes all). */
  private static final int BYTES_PER_STEP = 16;

  /** Those that hash nothing when they are read: not sets and maps, sorted, or by identity. */
  private static final Set<String> HASHING_NOTHING =
      Set.of(
          "java.util.ArrayDeque",
          "java.util.ArrayList",
          "java.util.EnumMap",
          "java.util.IdentityHashMap",
          "java.util.LinkedList",
          "java.util.TreeMap",
          "java.util.TreeSet",
          "java.util.Vector",
          "java.util.concurrent.CopyOnWriteArrayList");

  /** Those that write keys and values in turn, and hash the keys. */
  private static final Set<String> HASHING_KEYS =
      Set.of("java.util.HashMap", "java.util.Hashtable");

  private final long maxSteps;
  private final List<Node> open = new ArrayList<>();
  private long steps;

  HashingCost(long maxSteps) {
    this.maxSteps = maxSteps;
  }

  /** An object of the stream. */
  static final class Node {
    private final boolean ofTheJdk;
    private final int level;
    private long cost;
    private boolean complete;

    /** True if hashing it never ends, whatever the application's classes do. */
    private boolean endless;

    /** The outermost object being read that it refers to: part of its cost. */
    private @Nullable Node circle;

    private Node(boolean ofTheJdk, int level, long cost) {
      this.ofTheJdk = ofTheJdk;
      this.level = level;
      this.cost = cost;
    }
  }

  /** A string, an enum constant, or something else that refers to nothing. */
  static Node leaf(long bytes) {
    Node leaf = new Node(true, 0, 1 + bytes / BYTES_PER_STEP);
    leaf.complete = true;
    return leaf;
  }

  /** An object whose fields and content follow. */
  Node begin(String className) {
    Node node =
        new Node(className.startsWith("java.") || className.startsWith("["), open.size(), 1);
    open.add(node);
    return node;
  }

  void end(Node node) {
    node.complete = true;
    open.remove(open.size() - 1);
    if (node.circle == node) {
      node.circle = null;
    }
  }

  /** The object that is being read refers to this one. */
  void refer(Node child) {
    if (open.isEmpty()) {
      return;
    }
    Node parent = open.get(open.size() - 1);
    Node circle = child.complete ? child.circle : child;
    parent.cost = sum(parent.cost, child.complete ? child.cost : 1);
    parent.endless |= child.complete ? child.endless : isEndless(child);
    if (circle == null) {
      return;
    }
    if (circle.complete) {
      parent.cost = sum(parent.cost, whole(circle));
    } else if (parent.circle == null || circle.level < parent.circle.level) {
      parent.circle = circle;
    }
  }

  /** True if nothing of the application's lies between an object and what it is read into. */
  private boolean isEndless(Node ancestor) {
    return open.subList(ancestor.level, open.size()).stream().allMatch(node -> node.ofTheJdk);
  }

  /**
   * The object at that place of the content that a class of the JDK or the application's writes.
   *
   * @throws CodecException if the sets and maps so far hash too much
   */
  void contain(Content content, int place, Node child) {
    refer(child);
    if (content == Content.HASHES_NOTHING || (content == Content.HASHES_KEYS && place % 2 != 0)) {
      return;
    }
    boolean endless = child.complete ? child.endless : isEndless(child);
    steps = sum(steps, endless ? Long.MAX_VALUE : whole(child));
    if (steps > maxSteps) {
      throw new CodecException(
          "A serialized value was refused: its sets and maps would hash more than "
              + maxSteps
              + " objects when they are read"
              + (endless ? ", as they contain themselves." : "."));
    }
  }

  /** The cost of an object and of the circles that it lies in, each of which lies further out. */
  private static long whole(Node node) {
    long cost = node.cost;
    for (Node circle = node.circle; circle != null; circle = circle.circle) {
      cost = sum(cost, circle.cost);
    }
    return cost;
  }

  private static long sum(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }

  /** What a class does with the objects that it reads besides its fields. */
  enum Content {
    HASHES_ALL,
    HASHES_KEYS,
    HASHES_NOTHING;

    static Content of(String className) {
      if (HASHING_NOTHING.contains(className)) {
        return HASHES_NOTHING;
      }
      return HASHING_KEYS.contains(className) ? HASHES_KEYS : HASHES_ALL;
    }
  }
}
