package io.github.dynamodbjcache.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;

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
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GuardedObjectOutputStream out = new GuardedObjectOutputStream(bytes, allowed)) {
      out.writeObject(value);
    } catch (NotSerializableException e) {
      throw notSerializable(value.getClass(), e);
    } catch (IOException e) {
      throw new CodecException("Java serialization of " + value.getClass().getName(), e);
    } catch (StackOverflowError e) {
      throw new CodecException(
          "A " + value.getClass().getName() + " is nested too deeply for Java serialization.", e);
    }
    return bytes.toByteArray();
  }

  @Override
  public Object deserialize(byte[] bytes) {
    if (bytes.length > limits.maxBytes()) {
      throw new CodecException(
          "A serialized value was refused: it has "
              + bytes.length
              + " bytes, the limit is "
              + limits.maxBytes()
              + ".");
    }
    try {
      return GuardedObjectInputStream.read(bytes, allowed, loader, limits);
    } catch (ClassNotFoundException e) {
      throw new CodecException(
          "A serialized value is of the class "
              + e.getMessage()
              + ", which the class loader of the cache manager does not find.",
          e);
    } catch (CodecException e) {
      throw e;
    } catch (IOException | RuntimeException | LinkageError e) {
      throw new CodecException(
          "A serialized value cannot be read: " + Failures.describe(e) + ".", Failures.quiet(e));
    } catch (StackOverflowError e) {
      throw new CodecException("A serialized value was refused: it is nested too deeply.", e);
    }
  }

  /** The JDK's message is the class, and the path to it if the JVM was asked to keep that. */
  static CodecException notSerializable(Class<?> root, NotSerializableException cause) {
    return new CodecException(
        "A "
            + root.getName()
            + " cannot be serialized, as it holds an object that is not Serializable: "
            + cause.getMessage()
            + ". Make that class Serializable or the field transient, or choose another"
            + " serialization.format. (-Dsun.io.serialization.extendedDebugInfo=true shows the path"
            + " to the field.)",
        cause);
  }
}
