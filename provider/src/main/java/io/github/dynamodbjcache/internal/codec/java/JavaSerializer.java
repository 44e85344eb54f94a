package io.github.dynamodbjcache.internal.codec.java;

import io.github.dynamodbjcache.codec.AllowList;
import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.codec.DeserializationLimits;
import io.github.dynamodbjcache.codec.Serializer;
import io.github.dynamodbjcache.internal.codec.item.Reasons;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Java serialization ("java"), only of the classes of an {@link AllowList} and, when read, only
 * within {@link DeserializationLimits} and the filter of the JVM. Both directions refuse lambdas
 * and dynamic proxies.
 *
 * <p>What is written can be read: a value is read back before its bytes are given away, as long as
 * {@link Proofs} do not tell that already.
 */
public final class JavaSerializer implements Serializer {

  /** The name that items carry. */
  public static final String FORMAT = "java";

  private static final Consumer<Object> NOBODY = object -> {};

  private final AllowList allowed;
  private final ClassLoader loader;
  private final DeserializationLimits limits;
  private final Proofs proofs = new Proofs();

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
    try {
      return serialized(value);
    } catch (NotAllowedException e) {
      throw refused(value, Survey.of(value, allowed).including(e.className()), e);
    } catch (UnfitException e) {
      throw refused(value, Survey.of(value, allowed), e);
    }
  }

  private byte[] serialized(Object value) {
    try {
      return serialized(value, Substitutes::of);
    } catch (HalfMadeException e) {
      return serialized(value, new LateSubstitutes());
    }
  }

  private byte[] serialized(Object value, UnaryOperator<Object> substitutes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ValueOutputStream written = write(value, bytes, substitutes);
    return readable(bytes.toByteArray(), written, value.getClass().getTypeName());
  }

  private ValueOutputStream write(
      Object value, OutputStream bytes, UnaryOperator<Object> substitutes) {
    String type = value.getClass().getTypeName();
    try (ValueOutputStream out = new ValueOutputStream(bytes, allowed, substitutes)) {
      out.writeObject(value);
      return out;
    } catch (IOException e) {
      throw new CodecException(
          "A " + type + " cannot be serialized: " + Reasons.describe(e) + ".", Reasons.quiet(e));
    } catch (StackOverflowError e) {
      throw new CodecException("A " + type + " is nested too deeply for Java serialization.", e);
    }
  }

  /** All that the value lacks, in one message. */
  private CodecException refused(Object value, Survey survey, CodecException first) {
    return new CodecException(
        "A " + value.getClass().getTypeName() + " cannot be serialized: " + survey.message(first),
        first);
  }

  /** What would be refused when it is read is refused here already. */
  private byte[] readable(byte[] bytes, ValueOutputStream written, String type) {
    Findings findings = new Findings();
    try {
      requireLength(bytes);
      StreamStructure structure = StreamStructure.of(bytes, limits, findings);
      Circles.requireReadable(findings, written.classes());
      if (written.hasViews() || !proofs.cover(written.classes(), findings)) {
        readBack(bytes, structure, written, findings);
        proofs.add(written.classes(), findings);
      }
      return bytes;
    } catch (NotAllowedException e) {
      throw e;
    } catch (CodecException e) {
      String message =
          "A "
              + type
              + " could not be read again, so it is not written: "
              + e.getMessage()
              + Remedy.of(bytes, limits, allowed);
      throw findings.hashDependsOnOrder()
          ? new HalfMadeException(message, e)
          : new CodecException(message, e);
    }
  }

  private void readBack(
      byte[] bytes, StreamStructure structure, ValueOutputStream written, Findings findings) {
    List<Object> hashTables = new ArrayList<>();
    Object value =
        read(
            bytes,
            structure,
            findings.hashDependsOnOrder()
                ? object -> HashTables.collect(object, hashTables)
                : NOBODY);
    if (findings.hashDependsOnOrder()) {
      HashTables.requireWhole(hashTables, written.hashed());
      // What a class has made of them counts: a copy may be older than their content.
      HashTables.requireKept(
          written.hashed(),
          write(value, OutputStream.nullOutputStream(), Substitutes::of).hashed());
    }
  }

  @Override
  public Object deserialize(byte[] bytes) {
    requireLength(bytes);
    return read(bytes, StreamStructure.of(bytes, limits, null), NOBODY);
  }

  /** The same, for an object that will be hashed: refuses one that would look up a host then. */
  public Object deserializeHashed(byte[] bytes) {
    requireLength(bytes);
    StreamStructure structure = StreamStructure.of(bytes, limits, null);
    structure.requireNoLookUp();
    return read(bytes, structure, NOBODY);
  }

  private Object read(byte[] bytes, StreamStructure structure, Consumer<Object> witness) {
    try {
      return GuardedObjectInputStream.read(bytes, structure, allowed, loader, limits, witness);
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
