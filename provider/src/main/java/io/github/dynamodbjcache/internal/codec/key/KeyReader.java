package io.github.dynamodbjcache.internal.codec.key;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.codec.KeyEncoder;
import io.github.dynamodbjcache.internal.codec.item.ItemAttributes;
import io.github.dynamodbjcache.internal.codec.item.KeyTags;
import io.github.dynamodbjcache.internal.codec.item.Reasons;
import io.github.dynamodbjcache.internal.codec.item.ShortKey;
import io.github.dynamodbjcache.internal.codec.java.AllowedClasses;
import io.github.dynamodbjcache.internal.codec.java.JavaSerializer;
import io.github.dynamodbjcache.internal.codec.java.TimeBudget;
import io.github.dynamodbjcache.internal.codec.value.Scalar;
import io.github.dynamodbjcache.internal.codec.value.Scalars;
import java.net.URL;
import java.time.Duration;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes keys of the texts that {@link KeyWriter} wrote; of allowed classes only. */
final class KeyReader {

  /** For each set or map within a key. */
  private static final Duration TIME = Duration.ofMillis(200);

  private final KeyEncoders encoders;
  private final AllowedClasses classes;
  private final JavaSerializer serializer;

  KeyReader(KeyEncoders encoders, AllowedClasses classes, JavaSerializer serializer) {
    this.encoders = encoders;
    this.classes = classes;
    this.serializer = serializer;
  }

  /**
   * The key that a text stands for. Throws any RuntimeException for a text that the writer did not
   * make.
   *
   * @param leftOut what the text leaves out of keys of known classes, in its order
   * @param objects what is done with objects that were serialized
   */
  @Nullable Object read(KeyNode node, List<KeyNode> leftOut, UnaryOperator<Object> objects) {
    Reading reading = new Reading(leftOut, objects);
    Object key = reading.read(node);
    if (reading.leftOut.hasNext()) {
      throw new IllegalArgumentException("more was left out than there is place for");
    }
    return key;
  }

  /** One key being read. */
  private final class Reading {
    private final Iterator<KeyNode> leftOut;
    private final UnaryOperator<Object> objects;

    Reading(List<KeyNode> leftOut, UnaryOperator<Object> objects) {
      this.leftOut = leftOut.iterator();
      this.objects = objects;
    }

    @Nullable Object read(KeyNode node) {
      String text = node.text();
      return switch (node.tag()) {
        case KeyTags.NULL -> null;
        case KeyTags.ENUM -> classes.enumConstant(text);
        case KeyTags.CLASS -> classes.load(text);
        case KeyTags.LIST -> readAll(node.elements());
        case KeyTags.SET -> set(readAll(node.elements()));
        case KeyTags.MAP -> map(readAll(node.elements()));
        case KeyTags.MAP_ENTRY ->
            new SimpleImmutableEntry<>(read(node.elements().get(0)), read(node.elements().get(1)));
        case KeyTags.OPTIONAL ->
            Optional.ofNullable(node.elements().isEmpty() ? null : read(node.only()));
        case KeyTags.RECORD ->
            AllowedClasses.newRecord(classes.load(text), readAll(node.elements()));
        case KeyTags.CONSTANT -> Constants.read(text, classes);
        case KeyTags.FIELDS -> fields(text, node.elements());
        case KeyTags.ARRAY -> AllowedClasses.newArray(classes.load(text), readAll(node.elements()));
        case KeyTags.SERIALIZED -> objects.apply(object(Scalars.readBase64(text)));
        case KeyTags.HASH, KeyTags.OBJECT ->
            throw new CodecException(
                "the attribute \""
                    + ItemAttributes.FULL_KEY
                    + "\" is missing, which says what the"
                    + " hash stands for");
        default -> scalar(node.tag(), text);
      };
    }

    /** Keys are hashed, and no URL may be. */
    private Object object(byte[] bytes) {
      return encoders.of(URL.class) == null
          ? serializer.deserializeHashed(bytes)
          : serializer.deserialize(bytes);
    }

    private Object fields(String className, List<KeyNode> nodes) {
      Class<?> type = classes.load(className);
      KeyFields known = KeyFields.of(type);
      if (known == null) {
        throw new CodecException(
            "The fields of " + Reasons.className(className) + " are not known to this version.");
      }
      List<@Nullable Object> beside = new ArrayList<>();
      if (nodes.size() == known.equality().size()) {
        // Before the fields inside, as the writer has it.
        known.besideEquality().stream()
            .filter(name -> leftOut.hasNext())
            .forEach(name -> beside.add(read(leftOut.next())));
      }
      List<@Nullable Object> values = readAll(nodes);
      values.addAll(beside);
      return known.newKey(type, values);
    }

    private Object scalar(String tag, String text) {
      Scalar<?> scalar = Scalars.tagged(tag);
      if (scalar != null) {
        return scalar.read().apply(text);
      }
      KeyEncoder<?> encoder =
          tag.startsWith(KeyTags.CUSTOM_PREFIX)
              ? encoders.tagged(tag.substring(KeyTags.CUSTOM_PREFIX.length()))
              : null;
      if (encoder == null) {
        throw new CodecException(
            "The type \""
                + ShortKey.of(tag)
                + "\" is known neither to this version nor to a"
                + " registered KeyEncoder.");
      }
      return encoder.decode(text);
    }

    private List<@Nullable Object> readAll(List<KeyNode> nodes) {
      List<@Nullable Object> values = new ArrayList<>(nodes.size());
      for (KeyNode node : nodes) {
        values.add(read(node));
      }
      return values;
    }
  }

  private static Set<@Nullable Object> set(List<@Nullable Object> elements) {
    Set<@Nullable Object> set = new LinkedHashSet<>();
    TimeBudget time = new TimeBudget(TIME);
    for (Object element : elements) {
      requireTime(time);
      set.add(element);
    }
    return set;
  }

  private static Map<@Nullable Object, @Nullable Object> map(List<@Nullable Object> pairs) {
    Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
    TimeBudget time = new TimeBudget(TIME);
    for (int i = 0; i < pairs.size(); i += 2) {
      requireTime(time);
      map.put(pairs.get(i), pairs.get(i + 1));
    }
    return map;
  }

  private static void requireTime(TimeBudget time) {
    if (time.isSpent()) {
      throw new CodecException(
          "reading it takes too long for its size: the hashes of its elements may collide");
    }
  }
}
