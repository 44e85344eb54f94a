package io.github.dynamodbjcache.codec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The one place that reads Java serialization: only allowed classes, within limits, loaded by the
 * application's class loader, and under the filter of the JVM too, if it has one.
 */
final class GuardedObjectInputStream extends ObjectInputStream {

  /** A hash table has up to eight slots per entry, and an entry takes more than one byte. */
  private static final long ELEMENTS_PER_BYTE = 8;

  private final Admission admission;
  private final ClassLoader loader;
  private final DeserializationLimits limits;
  private long elementsLeft;

  /** At which depths the collections and arrays lie that are being read, the innermost first. */
  private final Deque<Long> collections = new ArrayDeque<>();

  private @Nullable String refusal;

  private GuardedObjectInputStream(
      byte[] bytes, AllowList allowed, ClassLoader loader, DeserializationLimits limits)
      throws IOException {
    super(new ByteArrayInputStream(bytes));
    this.admission = new Admission(allowed);
    this.loader = loader;
    this.limits = limits;
    this.elementsLeft = ELEMENTS_PER_BYTE * bytes.length;
    // A stream's own filter replaces the JVM-wide one unless they are merged.
    ObjectInputFilter jvmWide = getObjectInputFilter();
    setObjectInputFilter(
        jvmWide == null ? this::check : ObjectInputFilter.merge(this::check, jvmWide));
  }

  /**
   * Reads the one object that the bytes hold.
   *
   * @throws CodecException if they hold anything that is not allowed, or too much of it
   */
  static Object read(
      byte[] bytes, AllowList allowed, ClassLoader loader, DeserializationLimits limits)
      throws IOException, ClassNotFoundException {
    try (GuardedObjectInputStream in =
        new GuardedObjectInputStream(bytes, allowed, loader, limits)) {
      return in.readOnly();
    }
  }

  private Object readOnly() throws IOException, ClassNotFoundException {
    Object value;
    try {
      value = readObject();
    } catch (InvalidClassException e) {
      if (refusal != null) {
        throw new CodecException(refusal, e);
      }
      throw e;
    }
    if (value == null || read() >= 0) {
      throw new CodecException("The serialized bytes hold more than one value, or none.");
    }
    return value;
  }

  private ObjectInputFilter.Status check(ObjectInputFilter.FilterInfo info) {
    String exceeded = exceeded(info);
    if (exceeded != null) {
      refusal = "A serialized value was refused: " + exceeded + ".";
      return ObjectInputFilter.Status.REJECTED;
    }
    Class<?> type = info.serialClass();
    if (type == null) {
      return ObjectInputFilter.Status.UNDECIDED;
    }
    if (!admission.admits(type)) {
      refusal = admission.refusal(type.getName());
      return ObjectInputFilter.Status.REJECTED;
    }
    if (collectionDepth(info) > limits.maxCollectionDepth()) {
      refusal =
          "A serialized value was refused: its collections lie more than "
              + limits.maxCollectionDepth()
              + " deep in each other.";
      return ObjectInputFilter.Status.REJECTED;
    }
    return ObjectInputFilter.Status.ALLOWED;
  }

  /**
   * Every array tells its length, and so does every collection of the JDK for the array behind it;
   * of a class, only the first object is told.
   */
  private int collectionDepth(ObjectInputFilter.FilterInfo info) {
    while (!collections.isEmpty() && collections.peek() >= info.depth()) {
      collections.pop();
    }
    if (info.arrayLength() >= 0) {
      collections.push(info.depth());
    }
    return collections.size();
  }

  private @Nullable String exceeded(ObjectInputFilter.FilterInfo info) {
    if (info.depth() > limits.maxDepth()) {
      return "its objects lie more than " + limits.maxDepth() + " deep in each other";
    }
    if (info.references() > limits.maxReferences()) {
      return "it has more than " + limits.maxReferences() + " objects";
    }
    if (info.streamBytes() > limits.maxBytes()) {
      return "it has more than " + limits.maxBytes() + " bytes";
    }
    elementsLeft -= Math.max(0, info.arrayLength());
    return elementsLeft < 0 ? "its arrays claim more elements than its bytes can hold" : null;
  }

  /** Looks at the name before anything is loaded. */
  @Override
  protected Class<?> resolveClass(ObjectStreamClass description) throws ClassNotFoundException {
    String name = description.getName();
    Class<?> primitive = PrimitiveTypes.named(name);
    if (primitive != null) {
      return primitive;
    }
    if (!admission.admitsLoading(name)) {
      throw new CodecException(admission.refusal(name));
    }
    Class<?> type = Class.forName(name, false, loader);
    // Again here, in case a filter factory of the JVM has dropped the filter.
    admission.require(type);
    return type;
  }

  @Override
  protected Class<?> resolveProxyClass(String[] interfaces) {
    throw new CodecException("A serialized value was refused: it holds a dynamic proxy.");
  }
}
