package io.github.dynamodbjcache.codec;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keys to texts and back. A string stands for itself; every other key is {@code ~}, a type and a
 * text, and so are the strings that begin with {@code ~}, are empty, or are not well-formed.
 */
final class KeyText {

  private static final String MARKER = "~";
  private static final String HASH_START = MARKER + KeyTags.HASH + ":";

  private final KeyEncoders encoders;
  private final AllowedClasses classes;
  private final JavaSerializer serializer;
  private final ObjectDigest digest;
  private final KeyReader reader;

  KeyText(KeyEncoders encoders, AllowedClasses classes, JavaSerializer serializer) {
    this.encoders = encoders;
    this.classes = classes;
    this.serializer = serializer;
    this.digest = new ObjectDigest(classes.allowed(), serializer);
    this.reader = new KeyReader(encoders, classes, serializer);
  }

  /**
   * The text of a key, equal for equal keys and different for others.
   *
   * @param text the whole text
   * @param stored the text, or a hash of it if it is longer than a partition key may be
   * @param exact true if no other key has the same stored text, as no hash is in it
   * @param readable true if the key can be made of the stored text alone
   */
  record Canonical(String text, String stored, boolean exact, boolean readable) {}

  /** The text that all equal keys share. */
  Canonical canonical(Object key) {
    if (isPlain(key)) {
      return canonical((String) key, true, true);
    }
    // One writer per key: it remembers what it met that the text does not hold.
    EqualForm form = new EqualForm();
    String text = guarded(key, () -> MARKER + form.writer.write(key));
    return canonical(text, !form.hashed, !form.hashed && !form.leftOut);
  }

  private static Canonical canonical(String text, boolean exact, boolean reversible) {
    if (ItemSize.utf8Bytes(text) <= ItemSize.MAX_PARTITION_KEY_BYTES) {
      return new Canonical(text, text, exact, reversible);
    }
    byte[] hash = Hashes.sha256(text.getBytes(StandardCharsets.UTF_8));
    return new Canonical(text, HASH_START + Scalars.base64(hash), false, false);
  }

  /** A text of which the key can be made; equal keys may have different ones. */
  String readable(Object key) {
    if (isPlain(key)) {
      return (String) key;
    }
    return guarded(
        key, () -> MARKER + new KeyWriter(encoders, classes, new WholeForm()).write(key));
  }

  /** The key of a readable text; may throw any RuntimeException if it is not one. */
  Object read(String text) {
    Object key = text.startsWith(MARKER) ? readTyped(text.substring(MARKER.length())) : text;
    if (key == null) {
      throw new CodecException("A key is never null.");
    }
    return key;
  }

  private @Nullable Object readTyped(String text) {
    return reader.read(KeyNode.parse(text));
  }

  private boolean isPlain(Object key) {
    return key instanceof String text
        && !text.isEmpty()
        && !text.startsWith(MARKER)
        && Text.isWellFormed(text)
        && encoders.of(String.class) == null;
  }

  private static String guarded(Object key, Supplier<String> writing) {
    String type = key.getClass().getName();
    try {
      return writing.get();
    } catch (CodecException e) {
      throw e;
    } catch (StackOverflowError e) {
      throw new CodecException(
          "A key of the class "
              + type
              + " holds itself, or is nested too deeply. Register a KeyEncoder for its class.");
    } catch (RuntimeException e) {
      throw new CodecException(
          "A key of the class " + type + " cannot be encoded: " + Failures.describe(e) + ".",
          Failures.quiet(e));
    }
  }

  /**
   * As little of objects as equality goes by: of no known type, their class and a hash. Remembers
   * what it did.
   */
  private final class EqualForm implements KeyWriter.ObjectForm {
    private final KeyWriter writer = new KeyWriter(encoders, classes, this);
    private boolean hashed;
    private boolean leftOut;

    @Override
    public String text(Object object) {
      hashed = true;
      byte[] hash = digest.of(object, writer::write);
      return KeyWriter.atom(
          KeyTags.OBJECT, object.getClass().getName() + "/" + Scalars.base64(hash));
    }

    @Override
    public List<String> fields(KeyFields known) {
      leftOut |= !known.isComplete();
      return known.equality();
    }
  }

  /** Everything of objects, so that they can be made again. */
  private final class WholeForm implements KeyWriter.ObjectForm {

    @Override
    public String text(Object object) {
      return KeyWriter.atom(KeyTags.SERIALIZED, Scalars.base64(serializer.serialize(object)));
    }

    @Override
    public List<String> fields(KeyFields known) {
      return known.all();
    }
  }
}
