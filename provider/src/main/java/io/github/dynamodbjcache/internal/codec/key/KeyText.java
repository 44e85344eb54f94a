package io.github.dynamodbjcache.internal.codec.key;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.codec.item.ItemSize;
import io.github.dynamodbjcache.internal.codec.item.KeyEscapes;
import io.github.dynamodbjcache.internal.codec.item.KeyTags;
import io.github.dynamodbjcache.internal.codec.item.Reasons;
import io.github.dynamodbjcache.internal.codec.java.AllowedClasses;
import io.github.dynamodbjcache.internal.codec.java.JavaSerializer;
import io.github.dynamodbjcache.internal.codec.value.Scalars;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Keys to texts and back. A string stands for itself; every other key is {@code ~}, a type and a
 * text, and so are the strings that begin with {@code ~}, are empty, or are not well-formed.
 */
public final class KeyText {

  private static final String MARKER = "~";
  private static final String HASH_START = MARKER + KeyTags.HASH + ":";
  private static final String BESIDE_START = MARKER + KeyTags.BESIDE + "(";

  private final KeyEncoders encoders;
  private final AllowedClasses classes;
  private final JavaSerializer serializer;
  private final StandIns standIns;
  private final ObjectDigest digest;
  private final KeyReader reader;

  public KeyText(KeyEncoders encoders, AllowedClasses classes, JavaSerializer serializer) {
    this.encoders = encoders;
    this.classes = classes;
    this.serializer = serializer;
    this.standIns = new StandIns(serializer);
    this.digest = new ObjectDigest(classes.allowed(), standIns);
    this.reader = new KeyReader(encoders, classes, serializer);
  }

  /**
   * The text of a key, equal for equal keys and different for others.
   *
   * @param text the whole text
   * @param stored the text, or a hash of it if it is longer than a partition key may be
   * @param exact true if no other key has the same stored text, as no hash is in it
   * @param leftOut texts of what the key has beside what its equality goes by
   */
  public record Canonical(String text, String stored, boolean exact, List<String> leftOut) {

    /** True if the key can be made of the stored text alone. */
    public boolean readable() {
      return exact && leftOut.isEmpty();
    }
  }

  /** The text that all equal keys share. */
  public Canonical canonical(Object key) {
    if (isPlain(key)) {
      return canonical((String) key, true, List.of());
    }
    // One writer per key: it remembers what it met that the text does not hold.
    EqualForm form = new EqualForm();
    String text = guarded(key, () -> MARKER + form.writer.write(key));
    return canonical(text, !form.hashed, form.leftOut);
  }

  private static Canonical canonical(String text, boolean exact, List<String> leftOut) {
    if (ItemSize.utf8Bytes(text) <= ItemSize.MAX_PARTITION_KEY_BYTES) {
      return new Canonical(text, text, exact, leftOut);
    }
    byte[] hash = Hashes.sha256(text.getBytes(StandardCharsets.UTF_8));
    return new Canonical(text, HASH_START + Scalars.base64(hash), false, leftOut);
  }

  /**
   * What makes a key readable that its stored text alone does not: what that leaves out, or the
   * whole key; equal keys may have different ones.
   */
  public String complement(Object key, Canonical canonical) {
    return canonical.exact() && isInOrder(canonical.text())
        ? MARKER + KeyWriter.join(KeyTags.BESIDE, canonical.leftOut())
        : readable(key);
  }

  /** Sets and maps are written in another order than they are read. */
  private static boolean isInOrder(String text) {
    return !text.contains(KeyTags.SET + "(") && !text.contains(KeyTags.MAP + "(");
  }

  /** A text of which the key can be made; equal keys may have different ones. */
  private String readable(Object key) {
    return isPlain(key) ? (String) key : guarded(key, () -> MARKER + whole().write(key));
  }

  /**
   * The key of a stored text and its complement; may throw any RuntimeException if they are none.
   *
   * @param complement the whole key in readable form, or what the stored text leaves out; the
   *     stored text again if it does without
   */
  public Object read(String stored, String complement) {
    if (complement.startsWith(BESIDE_START)) {
      List<KeyNode> leftOut = parse(complement).elements();
      return required(reader.read(parse(stored), leftOut, UnaryOperator.identity()));
    }
    if (!complement.startsWith(MARKER)) {
      return complement;
    }
    KeyNode whole = parse(complement);
    // An object of another JVM may keep a hash that it would not have here.
    Rehashing rehashing = new Rehashing(classes.allowed(), standIns);
    Object key = required(reader.read(whole, List.of(), rehashing::of));
    return rehashing.hasChanged() && !isStoredAt(key, stored)
        ? required(reader.read(whole, List.of(), UnaryOperator.identity()))
        : key;
  }

  private boolean isStoredAt(Object key, String stored) {
    try {
      return canonical(key).stored().equals(stored);
    } catch (CodecException anotherKey) {
      return false;
    }
  }

  private static KeyNode parse(String text) {
    return KeyNode.parse(text.substring(MARKER.length()));
  }

  private static Object required(@Nullable Object key) {
    if (key == null) {
      throw new CodecException("A key is never null.");
    }
    return key;
  }

  private boolean isPlain(Object key) {
    return key instanceof String text
        && !text.isEmpty()
        && !text.startsWith(MARKER)
        && KeyEscapes.isWellFormed(text)
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
          "A key of the class " + type + " cannot be encoded: " + Reasons.describe(e) + ".",
          Reasons.quiet(e));
    }
  }

  /**
   * As little of objects as equality goes by: of no known type, their class and a hash. Remembers
   * what it did.
   */
  private final class EqualForm implements KeyWriter.ObjectForm {
    private final KeyWriter writer = new KeyWriter(encoders, classes, this);
    private final List<String> leftOut = new ArrayList<>();
    private boolean hashed;

    @Override
    public String text(Object object) {
      hashed = true;
      List<Object> equality = JdkKeys.equality(object);
      byte[] hash =
          equality == null
              ? digest.of(object, writer)
              : Hashes.sha256(writer.write(equality).getBytes(StandardCharsets.UTF_8));
      return KeyWriter.atom(
          KeyTags.OBJECT, object.getClass().getName() + "/" + Scalars.base64(hash));
    }

    @Override
    public List<@Nullable Object> values(KeyFields known, Object key) {
      KeyFields.values(key, known.besideEquality())
          .forEach(value -> leftOut.add(whole().write(value)));
      return KeyFields.values(key, known.equality());
    }
  }

  private KeyWriter whole() {
    return new KeyWriter(encoders, classes, new WholeForm());
  }

  /** Everything of objects, so that they can be made again. */
  private final class WholeForm implements KeyWriter.ObjectForm {

    @Override
    public String text(Object object) {
      return KeyWriter.atom(KeyTags.SERIALIZED, Scalars.base64(serializer.serialize(object)));
    }

    @Override
    public List<@Nullable Object> values(KeyFields known, Object key) {
      return KeyFields.values(key, known.all());
    }
  }
}
