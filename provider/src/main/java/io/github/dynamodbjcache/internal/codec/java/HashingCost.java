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

  /** Its {@code hashCode} asks for the address of a host. */
  private static final String URL = "java.net.URL";

  /** One that contains itself never finds what it lacks. */
  private static final String PROPERTIES = "java.util.Properties";

  private final long maxSteps;
  private final @Nullable Findings findings;
  private final List<Node> open = new ArrayList<>();

  /** What is hashed when all is read. */
  private final List<Node> late = new ArrayList<>();

  /** What is hashed and was not complete then, as it lies in a circle with the set or map. */
  private final List<Node> halfMade = new ArrayList<>();

  private long steps;

  /** Tells the findings, if there are any, what else it sees. */
  HashingCost(long maxSteps, @Nullable Findings findings) {
    this.maxSteps = maxSteps;
    this.findings = findings;
  }

  /** The steps so far. */
  long steps() {
    return steps;
  }

  /** An object of the stream. */
  static final class Node {
    private final String className;
    private final boolean ofTheJdk;
    private final int level;
    private long cost;
    private boolean complete;

    /** The application's classes that are asked for the hash of this. */
    private Set<String> application;

    /** True if hashing it may look up a host. */
    private boolean looksUp;

    /** True if hashing it never ends, whatever the application's classes do. */
    private boolean endless;

    /** The outermost object being read that it refers to: part of its cost. */
    private @Nullable Node circle;

    private Node(String className, boolean ofTheJdk, int level, long cost) {
      this.className = className;
      this.ofTheJdk = ofTheJdk;
      this.level = level;
      this.cost = cost;
      this.application = ofTheJdk ? Set.of() : Set.of(className);
      this.looksUp = className.equals(URL);
    }
  }

  /** A string, an enum constant, or something else that refers to nothing. */
  static Node leaf(long bytes) {
    Node leaf = new Node("", true, 0, 1 + bytes / BYTES_PER_STEP);
    leaf.complete = true;
    return leaf;
  }

  /** An object whose fields and content follow. */
  Node begin(String className) {
    Node node = new Node(className, isOfTheJdk(className), open.size(), 1);
    open.add(node);
    return node;
  }

  private static boolean isOfTheJdk(String className) {
    return className.startsWith("java.")
        || className.startsWith("[")
        || OwnForms.BY_NAME.containsKey(className);
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
    if (!child.complete && child.className.equals(PROPERTIES)) {
      throw new CodecException(
          "A serialized value was refused: its Properties contain themselves.");
    }
    if (open.isEmpty()) {
      return;
    }
    Node parent = open.get(open.size() - 1);
    Node circle = child.complete ? child.circle : child;
    parent.cost = sum(parent.cost, child.complete ? child.cost : 1);
    parent.endless |= child.complete ? child.endless : isEndless(child);
    parent.looksUp |= looksUp(child);
    if (findings != null) {
      tell(findings, parent, child);
    }
    if (circle == null) {
      return;
    }
    if (circle.complete) {
      parent.cost = sum(parent.cost, whole(circle));
    } else if (parent.circle == null || circle.level < parent.circle.level) {
      parent.circle = circle;
    }
  }

  private static void tell(Findings findings, Node parent, Node child) {
    if (parent.ofTheJdk) {
      parent.application = Findings.union(parent.application, child.application);
    }
    if (!child.complete) {
      findings.refersBack(child.className);
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
    hash(child);
  }

  /** The content of a table that is filled when all else is read. */
  void containLate(Node child) {
    refer(child);
    late.add(child);
  }

  /**
   * To be called when all objects are told.
   *
   * @throws CodecException if what is hashed last is too much
   */
  void endAll() {
    late.forEach(this::hash);
    halfMade.forEach(HashingCost::requireNoLookUp);
  }

  /**
   * Refuses an object that is hashed.
   *
   * @throws CodecException if that could look up a host
   */
  static void requireNoLookUp(Node node) {
    if (looksUp(node)) {
      throw new CodecException(
          "A serialized value was refused: a set or map in it would hash a java.net.URL, which asks"
              + " for the address of its host. Use a java.net.URI, or a List.");
    }
  }

  private void hash(Node child) {
    requireNoLookUp(child);
    if (!child.complete || child.circle != null) {
      halfMade.add(child);
    }
    if (findings != null) {
      findings.hashes(child.application);
      if (!child.complete || child.circle != null) {
        findings.hashesHalfMade();
      }
    }
    boolean endless = child.complete ? child.endless : isEndless(child);
    steps = sum(steps, endless ? Long.MAX_VALUE : whole(child));
    if (steps > maxSteps) {
      throw new CodecException(
          "A serialized value was refused: its sets and maps would hash more than "
              + maxSteps
              + " objects when they are read"
              + (endless ? ", as they contain themselves." : " (serialization.max-hash-steps)."));
    }
  }

  /** True if hashing an object, or the circles that it lies in, may look up a host. */
  private static boolean looksUp(Node node) {
    boolean looksUp = node.looksUp;
    for (Node circle = outer(node); circle != null && !looksUp; circle = outer(circle)) {
      looksUp = circle.looksUp;
    }
    return looksUp;
  }

  /** The cost of an object and of the circles that it lies in, each of which lies further out. */
  private static long whole(Node node) {
    long cost = node.cost;
    for (Node circle = outer(node); circle != null; circle = outer(circle)) {
      cost = sum(cost, circle.cost);
    }
    return cost;
  }

  /** The next circle; one that is still being read may have itself as its own. */
  private static @Nullable Node outer(Node node) {
    return node.circle == node ? null : node.circle;
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
