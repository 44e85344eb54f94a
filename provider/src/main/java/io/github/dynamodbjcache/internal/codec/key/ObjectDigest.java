package io.github.dynamodbjcache.internal.codec.key;

import io.github.dynamodbjcache.codec.AllowList;
import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.codec.java.GuardedObjectOutputStream;
import io.github.dynamodbjcache.internal.codec.java.JavaSerializer;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A hash of a Serializable object's content that does not let identity show: each object inside is
 * replaced by its key text before it is written, so a string that occurs twice, or a set with
 * another capacity, makes no difference.
 *
 * <p>What is hashed is the object's stream: descriptions of its class and superclasses, primitive
 * fields, and what its own {@code writeObject} writes. A field that is filled by the first call of
 * {@code hashCode} is filled, as that is called before.
 */
final class ObjectDigest {

  /** How the stream describes a {@link CanonicalText}: part of the item format. */
  private static final String KEY_TEXT = "key-text";

  private final AllowList allowed;
  private final JavaSerializer serializer;

  ObjectDigest(AllowList allowed, JavaSerializer serializer) {
    this.allowed = allowed;
    this.serializer = serializer;
  }

  /**
   * The hash of an object.
   *
   * @param keyText writes the objects inside
   */
  @SuppressWarnings("ReturnValueIgnored") // hashCode is called for what it leaves in the object
  byte[] of(Object object, Function<Object, String> keyText) {
    object.hashCode();
    MessageDigest digest = Hashes.sha256();
    OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest);
    try (CanonicalStream out = new CanonicalStream(sink, keyText)) {
      out.writeObject(object);
    } catch (IOException e) {
      throw new CodecException(
          "The key class " + object.getClass().getName() + " cannot be serialized.", e);
    }
    return digest.digest();
  }

  private final class CanonicalStream extends GuardedObjectOutputStream {
    private final Function<Object, String> keyText;
    private final Map<String, CanonicalText> texts = new HashMap<>();
    private boolean atRoot = true;

    CanonicalStream(OutputStream out, Function<Object, String> keyText) throws IOException {
      super(out, allowed);
      this.keyText = keyText;
    }

    @Override
    protected void annotateClass(Class<?> type) {
      if (type != CanonicalText.class) {
        super.annotateClass(type);
      }
    }

    /** The stand-in's class is no part of the item format: so its name is not hashed. */
    @Override
    protected void writeClassDescriptor(ObjectStreamClass description) throws IOException {
      if (description.forClass() == CanonicalText.class) {
        writeUTF(KEY_TEXT);
      } else {
        super.writeClassDescriptor(description);
      }
    }

    @Override
    protected Object replaceObject(Object object) {
      if (atRoot) {
        atRoot = false;
        return super.replaceObject(object);
      }
      // One object per text, as the stream writes the second occurrence of an object as a
      // reference.
      return texts.computeIfAbsent(keyText.apply(original(object)), CanonicalText::new);
    }
  }

  /**
   * What a serial proxy stands for: a list of {@code List.of} comes here as its proxy, and has to
   * be the same as an {@code ArrayList}.
   */
  private Object original(Object object) {
    return isSerialProxy(object.getClass())
        ? serializer.deserialize(serializer.serialize(object))
        : object;
  }

  private static boolean isSerialProxy(Class<?> type) {
    return !type.isEnum()
        && Arrays.stream(type.getDeclaredMethods())
            .anyMatch(m -> m.getName().equals("readResolve") && m.getParameterCount() == 0);
  }

  /** Stands in the stream for an object inside the key. */
  private static final class CanonicalText implements Externalizable {
    private static final long serialVersionUID = 1L;

    private final transient String text;

    CanonicalText(String text) {
      this.text = text;
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.writeInt(bytes.length);
      out.write(bytes);
    }

    @Override
    public void readExternal(ObjectInput in) {
      throw new UnsupportedOperationException("only written, into a hash");
    }
  }
}
