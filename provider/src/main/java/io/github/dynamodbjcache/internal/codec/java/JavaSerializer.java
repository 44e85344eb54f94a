package io.github.dynamodbjcache.internal.codec.java;

import io.github.dynamodbjcache.codec.AllowList;
import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.codec.DeserializationLimits;
import io.github.dynamodbjcache.codec.Serializer;
import io.github.dynamodbjcache.internal.codec.item.Reasons;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Java serialization ("java"), only of the classes of an {@link AllowList} and, when read, only
 * within {@link DeserializationLimits} and the filter of the JVM. Both directions refuse lambdas
 * and dynamic proxies.
 */
public final class JavaSerializer implements Serializer {

  /** The name that items carry. */
  public static final String FORMAT = "java";

  private final AllowList allowed;
  private final ClassLoader loader;
  private final DeserializationLimits limits;

  private JavaSerializer(AllowList allowed, ClassLoader loader, DeserializationLimits limits) {
    this.allowed = allowed;
    this.loader = loader;
    this.limits = limits;
  }

  /** With the default limits. */
  public static JavaSerializer of(AllowList allowed, ClassLoader loader) {
    return of(allowed, loader, DeserializationLimits.DEFAULT);
  }

  /** With the class loader that sees the application's classes, which is held. */
  public static JavaSerializer of(
      AllowList allowed, ClassLoader loader, DeserializationLimits limits) {
    return new JavaSerializer(allowed, loader, limits);
  }

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public byte[] serialize(Object value) {
    String type = value.getClass().getName();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GuardedObjectOutputStream out = new GuardedObjectOutputStream(bytes, allowed)) {
      out.writeObject(value);
    } catch (CodecException e) {
      throw new CodecException("A " + type + " cannot be serialized: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new CodecException(
          "A " + type + " cannot be serialized: " + Reasons.describe(e) + ".", Reasons.quiet(e));
    } catch (StackOverflowError e) {
      throw new CodecException("A " + type + " is nested too deeply for Java serialization.", e);
    }
    return checked(bytes.toByteArray(), type);
  }

  /** What would be refused when it is read is refused here already. */
  private byte[] checked(byte[] bytes, String type) {
    try {
      requireLength(bytes);
      StreamStructure.of(bytes, limits);
      return bytes;
    } catch (CodecException e) {
      throw new CodecException(
          "A " + type + " could not be read again, so it is not written: " + e.getMessage(), e);
    }
  }

  @Override
  public Object deserialize(byte[] bytes) {
    requireLength(bytes);
    try {
      return GuardedObjectInputStream.read(bytes, allowed, loader, limits);
    } catch (ClassNotFoundException e) {
      throw AllowedClasses.notFound(String.valueOf(e.getMessage()));
    } catch (CodecException e) {
      throw e;
    } catch (IOException | RuntimeException | LinkageError | InternalError | AssertionError e) {
      // An InternalError, too: java.util.CollSer throws one on a list that lacks an element.
      throw new CodecException(
          "A serialized value cannot be read: " + Reasons.describe(e) + ".", Reasons.quiet(e));
    } catch (StackOverflowError e) {
      throw new CodecException("A serialized value was refused: it is nested too deeply.", e);
    }
  }

  private void requireLength(byte[] bytes) {
    if (bytes.length > limits.maxBytes()) {
      throw new CodecException(
          "A serialized value was refused: it has "
              + bytes.length
              + " bytes, the limit is "
              + limits.maxBytes()
              + ".");
    }
  }
}
