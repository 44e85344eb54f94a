package io.github.dynamodbjcache.internal.codec.key;

import io.github.dynamodbjcache.codec.AllowList;
import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.codec.java.GuardedObjectOutputStream;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A hash of a Serializable object's content that does not let identity show: each object inside is
 * replaced by its key text before it is written, so a string that occurs twice, or a set with
 * another capacity, makes no difference.
 *
 * <p>What is hashed is the object's stream: descriptions of its class and superclasses, primitive
 * fields, and what its own {@code writeObject} writes. A field that is filled by the first call of
 * {@code hashCode} is filled, as that is called before; where it differs from JVM to JVM, it is
 * left out (see {@link CachedHash}).
 */
final class ObjectDigest {

  /** How the stream describes a {@link CanonicalText}: part of the item format. */
  private static final String KEY_TEXT = "key-text";

  private final AllowList allowed;
  private final StandIns standIns;

  ObjectDigest(AllowList allowed, StandIns standIns) {
    this.allowed = allowed;
    this.standIns = standIns;
  }

  /**
   * The hash of an object.
   *
   * @param writer writes the objects inside
   */
  byte[] of(Object object, KeyWriter writer) {
    List<CachedHash> candidates = CachedHash.candidates(object, allowed, standIns);
    int before = writer.identityHashes();
    byte[] whole = ofWhole(object, writer::write);
    boolean differs =
        writer.identityHashes() > before
            || candidates.stream().anyMatch(CachedHash::isBesideClasses);
    // What is the same in every JVM has its place by the whole.
    return differs ? withoutHash(object, candidates, writer, whole) : whole;
  }

  private static byte[] withoutHash(
      Object object, List<CachedHash> candidates, KeyWriter writer, byte[] whole) {
    Optional<CachedHash> proven = candidates.stream().filter(CachedHash::isProven).findFirst();
    if (proven.isPresent()) {
      return proven.get().digestOfTheRest(writer::write);
    }
    for (CachedHash candidate : candidates) {
      if (candidate.cannotBeGiven()) {
        throw new CodecException(candidate.refusal());
      }
    }
    return whole;
  }

  @SuppressWarnings("ReturnValueIgnored") // hashCode is called for what it leaves in the object
  private byte[] ofWhole(Object object, Function<Object, String> keyText) {
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
      return texts.computeIfAbsent(keyText.apply(standIns.original(object)), CanonicalText::new);
    }
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
