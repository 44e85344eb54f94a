package io.github.dynamodbjcache.internal.codec.java;

import io.github.dynamodbjcache.codec.AllowList;
import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.codec.DeserializationLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one place that reads Java serialization: only allowed classes, within limits, loaded by the
 * application's class loader, and under the filter of the JVM too, if it has one.
 */
final class GuardedObjectInputStream extends ObjectInputStream {

  /** A hash table has up to eight slots per entry, and an entry takes more than one byte. */
  private static final long ELEMENTS_PER_BYTE = 8;

  /** In large streams, entries take more: so many elements, and one for each byte, are enough. */
  private static final long ELEMENTS_BEYOND_BYTES = 1 << 20;

  /** How the JDK says so; nothing else tells it from a class that has changed. */
  private static final String REJECTED = "filter status: REJECTED";

  private static final String NOT_AS_CHECKED =
      "A serialized value was refused: a class in it reads more or less than it wrote. Its"
          + " readObject has to begin with defaultReadObject or readFields, its writeObject with"
          + " defaultWriteObject or writeFields.";

  /** A hundred times what reading usually takes. */
  private static final Duration TIME_PER_BYTE = Duration.ofNanos(1_000);

  /** Classes may have to be loaded. */
  private static final Duration LEAST_TIME = Duration.ofMillis(500);

  private final Admission admission;
  private final ClassLoader loader;
  private final DeserializationLimits limits;
  private final TimeBudget time;
  private long elementsLeft;

  private final StreamStructure structure;
  private int strings;

  /** The filter is told of a missing class as of a reference back: without one. */
  private boolean classIsMissing;

  private @Nullable CodecException refusal;

  private final Consumer<Object> witness;
  private final List<LateTable> late = new ArrayList<>();

  private GuardedObjectInputStream(
      byte[] bytes,
      StreamStructure structure,
      AllowList allowed,
      ClassLoader loader,
      DeserializationLimits limits,
      Consumer<Object> witness)
      throws IOException {
    super(new ByteArrayInputStream(bytes));
    this.structure = structure;
    this.witness = witness;
    this.admission = new Admission(allowed);
    this.loader = loader;
    this.limits = limits;
    this.elementsLeft =
        Math.min(ELEMENTS_PER_BYTE * bytes.length, ELEMENTS_BEYOND_BYTES + bytes.length);
    this.time = new TimeBudget(LEAST_TIME.plus(TIME_PER_BYTE.multipliedBy(bytes.length)));
    enableResolveObject(true);
    // A stream's own filter replaces the JVM-wide one unless they are merged.
    ObjectInputFilter jvmWide = getObjectInputFilter();
    setObjectInputFilter(
        jvmWide == null ? this::check : ObjectInputFilter.merge(this::check, jvmWide));
  }

  /**
   * Reads the one object that the bytes hold.
   *
   * @param structure of these bytes, not used before
   * @param witness is shown each object inside as it is complete
   * @throws CodecException if they hold anything that is not allowed, or too much of it
   */
  static Object read(
      byte[] bytes,
      StreamStructure structure,
      AllowList allowed,
      ClassLoader loader,
      DeserializationLimits limits,
      Consumer<Object> witness)
      throws IOException, ClassNotFoundException {
    try (GuardedObjectInputStream in =
        new GuardedObjectInputStream(bytes, structure, allowed, loader, limits, witness)) {
      return in.readOnly();
    }
  }

  private Object readOnly() throws IOException, ClassNotFoundException {
    Object value;
    try {
      value = readObject();
    } catch (InvalidClassException e) {
      if (refusal != null) {
        refusal.initCause(e);
        throw refusal;
      }
      if (String.valueOf(e.getMessage()).startsWith(REJECTED)) {
        throw new CodecException(
            "A serialized value was refused by the filter of this JVM (jdk.serialFilter, or what the"
                + " application sets as such).",
            e);
      }
      throw e;
    }
    for (LateTable table : late) {
      table.fill(time::isSpent);
    }
    if (value == null || read() >= 0) {
      throw new CodecException("The serialized bytes hold more than one value, or none.");
    }
    return value;
  }

  /** Has a table filled when all else is read; those inside others first. */
  void afterwards(LateTable table) {
    late.add(table);
  }

  private ObjectInputFilter.Status check(ObjectInputFilter.FilterInfo info) {
    String exceeded = exceeded(info);
    if (exceeded != null) {
      refusal = new CodecException("A serialized value was refused: " + exceeded + ".");
      return ObjectInputFilter.Status.REJECTED;
    }
    Class<?> type = info.serialClass();
    if (type == null) {
      return backReference(info);
    }
    if (!admission.admitsResult(type)) {
      refusal = admission.refusal(type.getName());
      return ObjectInputFilter.Status.REJECTED;
    }
    return ObjectInputFilter.Status.ALLOWED;
  }

  private ObjectInputFilter.Status backReference(ObjectInputFilter.FilterInfo info) {
    if (classIsMissing) {
      classIsMissing = false;
      return ObjectInputFilter.Status.UNDECIDED;
    }
    if (structure.agrees(
        new StreamStructure.BackReference(info.streamBytes(), info.depth(), strings))) {
      return ObjectInputFilter.Status.UNDECIDED;
    }
    refusal = new CodecException(NOT_AS_CHECKED);
    return ObjectInputFilter.Status.REJECTED;
  }

  /** Told of each object that was read, of which only strings escape the filter. */
  @Override
  protected Object resolveObject(Object object) {
    if (object instanceof String) {
      strings++;
    }
    witness.accept(object);
    return object;
  }

  private @Nullable String exceeded(ObjectInputFilter.FilterInfo info) {
    if (info.depth() > limits.maxDepth()) {
      return "its objects lie more than "
          + limits.maxDepth()
          + " deep in each other (serialization.max-depth)";
    }
    if (info.references() > limits.maxReferences()) {
      return "it has more than "
          + limits.maxReferences()
          + " objects (serialization.max-references)";
    }
    if (info.streamBytes() > limits.maxBytes()) {
      return "it has more than " + limits.maxBytes() + " bytes";
    }
    if (time.isSpent()) {
      return "reading it takes too long for its size: the hashes of its keys may collide";
    }
    elementsLeft -= Math.max(0, info.arrayLength());
    return elementsLeft < 0 ? "its arrays claim more elements than its bytes can hold" : null;
  }

  /** Looks at the name before anything is loaded. */
  @Override
  protected Class<?> resolveClass(ObjectStreamClass description) throws ClassNotFoundException {
    String name = description.getName();
    if (!structure.agrees(name)) {
      throw new CodecException(NOT_AS_CHECKED);
    }
    Class<?> primitive = PrimitiveTypes.named(name);
    if (primitive != null) {
      return primitive;
    }
    if (!admission.admitsLoading(name)) {
      throw admission.refusal(name);
    }
    Class<?> type = find(name);
    // Again here, in case a filter factory of the JVM has dropped the filter.
    admission.require(type);
    return type;
  }

  /** A class that is missing does no harm where no field takes what is of it. */
  private Class<?> find(String name) throws ClassNotFoundException {
    Class<?> own = OwnForms.BY_NAME.get(name);
    if (own != null) {
      return own;
    }
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      classIsMissing = true;
      throw e;
    }
  }

  @Override
  protected Class<?> resolveProxyClass(String[] interfaces) {
    throw new CodecException("A serialized value was refused: it holds a dynamic proxy.");
  }
}
