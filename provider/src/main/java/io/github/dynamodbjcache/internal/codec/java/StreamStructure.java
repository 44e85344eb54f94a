package io.github.dynamodbjcache.internal.codec.java;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.codec.DeserializationLimits;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.ObjectStreamConstants;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the structure of Java serialization by its grammar alone: no class is looked at, no object
 * made. What a stream claims is held against the limits here, before anything can run.
 *
 * <p>The grammar leaves it to a class whether its {@code readObject} takes the fields first. So the
 * real reading has to agree: each reference back that it meets lies where this one saw it, as deep,
 * and after as many strings; and the classes come in the same order.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/17/docs/specs/serialization/protocol.html">
 *     Object Serialization Stream Protocol</a>
 */
final class StreamStructure {

  private static final String STAND_IN = StandIn.class.getName();
  private static final String LATE_TABLE = LateTable.class.getName();

  private static final String IMMUTABLE_COLLECTION = "java.util.CollSer";

  /** How {@code CollSer} says that it stands for a list; else for a set or a map. */
  private static final List<Integer> IMMUTABLE_LISTS = List.of(1, 4);

  private static final int IMMUTABLE_MAP = 3;

  private final ByteBuffer in;
  private final DeserializationLimits limits;
  private final HashingCost hashing;

  /** A {@link Description}, or the {@link HashingCost.Node} of an object. */
  private final List<Object> handles = new ArrayList<>();

  private final Deque<BackReference> references = new ArrayDeque<>();
  private final Deque<String> classes = new ArrayDeque<>();
  private HashingCost.@Nullable Node root;
  private int depth;
  private int deepest;
  private int strings;

  private StreamStructure(byte[] bytes, DeserializationLimits limits, @Nullable Findings findings) {
    this.in = ByteBuffer.wrap(bytes);
    this.limits = limits;
    this.hashing = new HashingCost(limits.hashStepsFor(bytes.length), findings);
  }

  /**
   * Reads the structure of the one object that the bytes hold.
   *
   * @param findings are told what it says of how the objects will be read, if it is of interest
   * @throws CodecException if it is garbled, or exceeds the limits
   */
  static StreamStructure of(
      byte[] bytes, DeserializationLimits limits, @Nullable Findings findings) {
    StreamStructure structure = new StreamStructure(bytes, limits, findings);
    try {
      structure.readAll();
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IOException cut) {
      throw new CodecException("A serialized value is garbled: it ends too early.");
    }
    return structure;
  }

  /**
   * Where a reference back ends.
   *
   * @param offset in bytes from the stream's beginning
   * @param depth of the objects it lies in
   * @param strings how many strings were read before
   */
  record BackReference(long offset, long depth, int strings) {}

  /** The reading of the objects meets a reference back. */
  boolean agrees(BackReference met) {
    // Not by equals, which is linked at its first call, and takes much stack then.
    BackReference seen = references.poll();
    return seen != null
        && seen.offset == met.offset
        && seen.depth == met.depth
        && seen.strings == met.strings;
  }

  /** The reading of the objects meets the description of a class. */
  boolean agrees(String className) {
    return className.equals(classes.poll());
  }

  /** How deeply objects lie in each other. */
  int deepest() {
    return deepest;
  }

  /** How many objects and descriptions there are. */
  int references() {
    return handles.size();
  }

  /** How much the sets and maps hash. */
  long hashSteps() {
    return hashing.steps();
  }

  /**
   * To be asked of an object that will be hashed.
   *
   * @throws CodecException if that could look up a host
   */
  void requireNoLookUp() {
    if (root != null) {
      HashingCost.requireNoLookUp(root);
    }
  }

  private void readAll() throws IOException {
    if (in.getShort() != ObjectStreamConstants.STREAM_MAGIC
        || in.getShort() != ObjectStreamConstants.STREAM_VERSION) {
      throw garbled();
    }
    root = object();
    hashing.endAll();
    if (in.hasRemaining()) {
      throw new CodecException("The serialized bytes hold more than one value.");
    }
  }

  /** An object; null for null, and for what nothing hashes. */
  private HashingCost.@Nullable Node object() throws IOException {
    enter();
    byte type = in.get();
    HashingCost.Node node =
        switch (type) {
          case ObjectStreamConstants.TC_NULL -> null;
          case ObjectStreamConstants.TC_REFERENCE ->
              reference() instanceof HashingCost.Node known ? known : null;
          case ObjectStreamConstants.TC_STRING -> string(in.getShort() & 0xffff);
          case ObjectStreamConstants.TC_LONGSTRING -> string(in.getLong());
          case ObjectStreamConstants.TC_ENUM -> enumConstant();
          case ObjectStreamConstants.TC_CLASS -> classObject();
          case ObjectStreamConstants.TC_ARRAY -> array();
          case ObjectStreamConstants.TC_OBJECT -> ordinary();
          default -> throw unexpected(type);
        };
    depth--;
    return node;
  }

  private HashingCost.Node string(long length) {
    skip(length);
    strings++;
    HashingCost.Node node = HashingCost.leaf(0);
    assign(node);
    return node;
  }

  private HashingCost.Node enumConstant() throws IOException {
    description();
    HashingCost.Node node = HashingCost.leaf(0);
    assign(node);
    text();
    return node;
  }

  private HashingCost.Node classObject() throws IOException {
    description();
    HashingCost.Node node = HashingCost.leaf(0);
    assign(node);
    return node;
  }

  private HashingCost.Node array() throws IOException {
    Description array = requireDescription();
    if (array.name.length() < 2 || array.name.charAt(0) != '[') {
      throw garbled();
    }
    int length = in.getInt();
    char element = array.name.charAt(1);
    if (length < 0 || (long) length * bytesOf(element) > in.remaining()) {
      throw new CodecException(
          "A serialized value was refused: its arrays claim more elements than its bytes can"
              + " hold.");
    }
    if (!isReference(element)) {
      HashingCost.Node node = HashingCost.leaf((long) length * bytesOf(element));
      assign(node);
      skip((long) length * bytesOf(element));
      return node;
    }
    HashingCost.Node node = hashing.begin(array.name);
    assign(node);
    for (int i = 0; i < length; i++) {
      refer(object());
    }
    hashing.end(node);
    return node;
  }

  private HashingCost.Node ordinary() throws IOException {
    Description description = requireDescription();
    HashingCost.Node node = hashing.begin(description.name);
    assign(node);
    if (description.has(ObjectStreamConstants.SC_EXTERNALIZABLE)) {
      if (!description.has(ObjectStreamConstants.SC_BLOCK_DATA)) {
        throw garbled();
      }
      content(HashingCost.Content.of(description.name));
    } else {
      fieldsOf(description);
    }
    hashing.end(node);
    return node;
  }

  /** Superclasses come first. */
  private void fieldsOf(Description description) throws IOException {
    Deque<Description> hierarchy = new ArrayDeque<>();
    for (Description d = description; d != null; d = d.parent) {
      hierarchy.push(d);
    }
    for (Description d : hierarchy) {
      HashingCost.Content content = contentOf(d);
      for (char field : d.fields.toCharArray()) {
        if (isReference(field)) {
          requireOwn(d);
          referFrom(d, object());
        } else {
          skip(bytesOf(field));
        }
      }
      if (d.has(ObjectStreamConstants.SC_WRITE_METHOD)) {
        content(content);
      }
    }
  }

  /** Copies of one collection, a few bytes each, could take all memory. */
  private void requireOwn(Description description) {
    if ((description.name.equals(STAND_IN) || description.name.equals(LATE_TABLE))
        && in.get(in.position()) == ObjectStreamConstants.TC_REFERENCE) {
      throw new CodecException(
          "A serialized value was refused: two collections share their content.");
    }
  }

  /** Immutable collections share one class, whose field, read ahead here, says which they are. */
  private HashingCost.Content contentOf(Description description) {
    if (!description.name.equals(IMMUTABLE_COLLECTION) || !description.fields.equals("I")) {
      return HashingCost.Content.of(description.name);
    }
    int kind = in.getInt(in.position()) & 0xff;
    if (IMMUTABLE_LISTS.contains(kind)) {
      return HashingCost.Content.HASHES_NOTHING;
    }
    return kind == IMMUTABLE_MAP ? HashingCost.Content.HASHES_KEYS : HashingCost.Content.HASHES_ALL;
  }

  /** What a class writes by itself, to the end mark. */
  private void content(HashingCost.Content content) throws IOException {
    int place = 0;
    while (true) {
      switch (in.get(in.position())) {
        case ObjectStreamConstants.TC_ENDBLOCKDATA -> {
          in.get();
          return;
        }
        case ObjectStreamConstants.TC_BLOCKDATA -> {
          in.get();
          skip(in.get() & 0xff);
        }
        case ObjectStreamConstants.TC_BLOCKDATALONG -> {
          in.get();
          skip(in.getInt());
        }
        default -> {
          HashingCost.Node node = object();
          if (node != null) {
            hashing.contain(content, place, node);
          }
          place++;
        }
      }
    }
  }

  private void referFrom(Description description, HashingCost.@Nullable Node node) {
    if (node != null && description.name.equals(LATE_TABLE)) {
      hashing.containLate(node);
    } else {
      refer(node);
    }
  }

  private void refer(HashingCost.@Nullable Node node) {
    if (node != null) {
      hashing.refer(node);
    }
  }

  private Description requireDescription() throws IOException {
    Description description = description();
    if (description == null) {
      throw garbled();
    }
    return description;
  }

  private @Nullable Description description() throws IOException {
    byte type = in.get();
    return switch (type) {
      case ObjectStreamConstants.TC_NULL -> null;
      case ObjectStreamConstants.TC_REFERENCE -> {
        if (reference() instanceof Description known && known.isComplete) {
          yield known;
        }
        throw garbled();
      }
      case ObjectStreamConstants.TC_CLASSDESC -> newDescription();
      default -> throw unexpected(type);
    };
  }

  private Description newDescription() throws IOException {
    Description description = new Description(name());
    skip(Long.BYTES); // the version
    assign(description);
    classes.add(description.name);
    description.flags = in.get();
    StringBuilder fields = new StringBuilder();
    for (int left = in.getShort(); left > 0; left--) {
      char type = (char) in.get();
      bytesOf(type);
      skip(in.getShort() & 0xffff); // its name
      if (isReference(type)) {
        fieldType();
      }
      fields.append(type);
    }
    description.fields = fields.toString();
    content(HashingCost.Content.HASHES_NOTHING);
    enter();
    description.parent = description();
    depth--;
    description.isComplete = true;
    return description;
  }

  private void fieldType() {
    if (in.get(in.position()) == ObjectStreamConstants.TC_REFERENCE) {
      in.get();
      reference();
    } else {
      text();
    }
  }

  /** A string where nothing else may be. */
  private void text() {
    byte type = in.get();
    switch (type) {
      case ObjectStreamConstants.TC_STRING -> skip(in.getShort() & 0xffff);
      case ObjectStreamConstants.TC_LONGSTRING -> skip(in.getLong());
      default -> throw unexpected(type);
    }
    assign(HashingCost.leaf(0));
  }

  private Object reference() {
    int handle = in.getInt() - ObjectStreamConstants.baseWireHandle;
    if (handle < 0 || handle >= handles.size()) {
      throw garbled();
    }
    references.add(new BackReference(in.position(), depth, strings));
    return handles.get(handle);
  }

  private void assign(Object handle) {
    handles.add(handle);
    if (handles.size() > limits.maxReferences()) {
      throw new CodecException(
          "A serialized value was refused: it has more than "
              + limits.maxReferences()
              + " objects (serialization.max-references).");
    }
  }

  private void enter() {
    deepest = Math.max(deepest, ++depth);
    if (depth > limits.maxDepth()) {
      throw new CodecException(
          "A serialized value was refused: its objects lie more than "
              + limits.maxDepth()
              + " deep in each other (serialization.max-depth).");
    }
  }

  /** A name, in the JDK's own kind of UTF-8. */
  private String name() throws IOException {
    int start = in.position();
    skip(in.getShort() & 0xffff);
    return new DataInputStream(new ByteArrayInputStream(in.array(), start, in.position() - start))
        .readUTF();
  }

  private void skip(long bytes) {
    if (bytes < 0 || bytes > in.remaining()) {
      throw new BufferUnderflowException();
    }
    in.position(in.position() + (int) bytes);
  }

  private static boolean isReference(char type) {
    return type == 'L' || type == '[';
  }

  /** How many bytes a value of that type takes, an object at least. */
  private static int bytesOf(char type) {
    return switch (type) {
      case 'B', 'Z', 'L', '[' -> Byte.BYTES;
      case 'C', 'S' -> Short.BYTES;
      case 'I', 'F' -> Integer.BYTES;
      case 'J', 'D' -> Long.BYTES;
      default -> throw garbled();
    };
  }

  private static CodecException unexpected(byte type) {
    return type == ObjectStreamConstants.TC_PROXYCLASSDESC
        ? new CodecException("A serialized value was refused: it holds a dynamic proxy.")
        : garbled();
  }

  private static CodecException garbled() {
    return new CodecException(
        "A serialized value is garbled: it does not follow the grammar of Java serialization.");
  }

  /** The description of a class. */
  private static final class Description {
    private final String name;
    private byte flags;
    private String fields = "";
    private @Nullable Description parent;
    private boolean isComplete;

    Description(String name) {
      this.name = name;
    }

    boolean has(byte flag) {
      return (flags & flag) != 0;
    }
  }
}
