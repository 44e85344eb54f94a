package io.github.dynamodbjcache.internal.codec.key;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.codec.KeyEncoder;
import io.github.dynamodbjcache.internal.codec.item.KeyEscapes;
import io.github.dynamodbjcache.internal.codec.item.KeyTags;
import io.github.dynamodbjcache.internal.codec.java.AllowedClasses;
import io.github.dynamodbjcache.internal.codec.value.Scalar;
import io.github.dynamodbjcache.internal.codec.value.Scalars;
import java.io.Serializable;
import java.lang.reflect.Array;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes keys as texts that are equal exactly if the keys are. Registered encoders come first, then
 * what the JDK defines equality for across classes (lists, sets, maps and entries, by content),
 * then keys of known classes by the fields that their equality goes by, records by their
 * components, and constants by their names; what remains is left to the form of objects.
 */
final class KeyWriter {

  private static final Pattern PERCENT_ESCAPE = Pattern.compile("%[0-9a-fA-F]{2}");

  private final KeyEncoders encoders;
  private final AllowedClasses classes;
  private final ObjectForm objects;
  private int depth;
  private int identityHashes;

  /** A writer that writes what is left to the form of objects so. */
  KeyWriter(KeyEncoders encoders, AllowedClasses classes, ObjectForm objects) {
    this.encoders = encoders;
    this.classes = classes;
    this.objects = objects;
  }

  /** How objects are written that the JDK defines no equality for. */
  interface ObjectForm {

    /** The tag and text of a Serializable object of no known type. */
    String text(Object object);

    /** The values that are written of a key of a known class. */
    List<@Nullable Object> values(KeyFields known, Object key);
  }

  String write(@Nullable Object key) {
    if (key == null) {
      return KeyTags.NULL;
    }
    String scalar = scalar(key);
    return scalar != null ? scalar : deeper(key);
  }

  /** How many objects it has met so far whose hash is their identity's, another in every JVM. */
  int identityHashes() {
    return identityHashes;
  }

  private String deeper(Object key) {
    if (++depth >= KeyNode.MAX_DEPTH) {
      throw new CodecException(
          "A key, here with a "
              + key.getClass().getName()
              + ", holds itself, or is nested more than "
              + KeyNode.MAX_DEPTH
              + " deep. Register a KeyEncoder for its class.");
    }
    try {
      return composite(key);
    } finally {
      depth--;
    }
  }

  @SuppressWarnings("JavaUtilDate") // a key of that class is written by its time
  private @Nullable String scalar(Object key) {
    KeyEncoder<?> encoder = encoders.of(key.getClass());
    if (encoder != null) {
      return atom(KeyTags.CUSTOM_PREFIX + encoder.tag(), encode(encoder, key));
    }
    if (key instanceof URI uri) {
      return atom("uri", canonical(uri));
    }
    if (key instanceof Enum<?> constant) {
      identityHashes++;
      return atom(KeyTags.ENUM, classes.enumText(constant));
    }
    if (key instanceof Class<?> type) {
      identityHashes++;
      return atom(KeyTags.CLASS, classes.className(type));
    }
    Scalar<?> scalar = Scalars.of(key.getClass());
    if (scalar == null) {
      return null;
    }
    if (key instanceof Date date && Scalars.equalsDate(scalar)) {
      return atom("date", Long.toString(date.getTime()));
    }
    return atom(scalar.tag(), scalar.text(key));
  }

  private static <T> String encode(KeyEncoder<T> encoder, Object key) {
    return encoder.encode(encoder.type().cast(key));
  }

  private String composite(Object key) {
    if (key instanceof Optional<?> optional) {
      return optional
          .map(value -> join(KeyTags.OPTIONAL, List.of(write(value))))
          .orElseGet(() -> join(KeyTags.OPTIONAL, List.of()));
    }
    KeyFields known = KeyFields.of(key.getClass());
    if (known != null) {
      return join(
          atom(KeyTags.FIELDS, classes.className(key.getClass())),
          writeAll(objects.values(known, key)));
    }
    if (key.getClass().isRecord()) {
      return join(
          atom(KeyTags.RECORD, classes.className(key.getClass())),
          writeAll(Arrays.asList(AllowedClasses.components(key))));
    }
    if (key.getClass().isArray()) {
      String component = classes.className(key.getClass().getComponentType());
      return join(atom(KeyTags.ARRAY, component), writeAll(elements(key)));
    }
    if (key instanceof List<?> list) {
      return join(KeyTags.LIST, writeAll(list));
    }
    if (key instanceof Set<?> set) {
      return join(KeyTags.SET, sorted(writeAll(set)));
    }
    if (key instanceof Map<?, ?> map && !(key instanceof IdentityHashMap)) {
      return join(KeyTags.MAP, sorted(map.entrySet().stream().map(this::pair).toList()));
    }
    if (key instanceof Map.Entry<?, ?> entry) {
      return join(KeyTags.MAP_ENTRY, List.of(pair(entry)));
    }
    if (key instanceof URL) {
      throw new CodecException(
          "A java.net.URL cannot be a key, or in one: to compare two of them asks for the addresses"
              + " of their hosts. Use a java.net.URI, or register a KeyEncoder for it.");
    }
    if (Identity.hashes(key.getClass())) {
      identityHashes++;
    }
    String constant = Constants.text(key, classes);
    if (constant != null) {
      return atom(KeyTags.CONSTANT, constant);
    }
    if (!(key instanceof Serializable) || key instanceof IdentityHashMap) {
      throw new CodecException(
          "Keys of the class "
              + key.getClass().getName()
              + " cannot be encoded: make it a record or Serializable, or register a KeyEncoder for"
              + " it.");
    }
    return objects.text(key);
  }

  private String pair(Map.Entry<?, ?> entry) {
    return write(entry.getKey()) + "," + write(entry.getValue());
  }

  private List<String> writeAll(Iterable<? extends @Nullable Object> elements) {
    List<String> texts = new ArrayList<>();
    for (Object element : elements) {
      texts.add(write(element));
    }
    return texts;
  }

  private static List<@Nullable Object> elements(Object array) {
    List<@Nullable Object> elements = new ArrayList<>();
    for (int i = 0; i < Array.getLength(array); i++) {
      elements.add(Array.get(array, i));
    }
    return elements;
  }

  private static List<String> sorted(List<String> texts) {
    List<String> sorted = new ArrayList<>(texts);
    Collections.sort(sorted);
    return sorted;
  }

  static String join(String head, List<String> elements) {
    return head + "(" + String.join(",", elements) + ")";
  }

  static String atom(String tag, String text) {
    StringBuilder out = new StringBuilder(tag).append(':');
    KeyEscapes.appendEscaped(out, text);
    return out.toString();
  }

  /** URIs are equal whatever the case of scheme, host and hexadecimal escapes. */
  private static String canonical(URI uri) {
    StringBuilder out = new StringBuilder();
    if (uri.getScheme() != null) {
      out.append(uri.getScheme().toLowerCase(Locale.ROOT)).append(':');
    }
    if (uri.isOpaque()) {
      out.append(uri.getRawSchemeSpecificPart());
    } else {
      appendHierarchy(out, uri);
    }
    if (uri.getRawFragment() != null) {
      out.append('#').append(uri.getRawFragment());
    }
    return PERCENT_ESCAPE
        .matcher(out)
        .replaceAll(escape -> escape.group().toUpperCase(Locale.ROOT));
  }

  private static void appendHierarchy(StringBuilder out, URI uri) {
    if (uri.getHost() != null) {
      out.append("//");
      if (uri.getRawUserInfo() != null) {
        out.append(uri.getRawUserInfo()).append('@');
      }
      out.append(uri.getHost().toLowerCase(Locale.ROOT));
      if (uri.getPort() >= 0) {
        out.append(':').append(uri.getPort());
      }
    } else if (uri.getRawAuthority() != null) {
      out.append("//").append(uri.getRawAuthority());
    }
    out.append(uri.getRawPath());
    if (uri.getRawQuery() != null) {
      out.append('?').append(uri.getRawQuery());
    }
  }
}
