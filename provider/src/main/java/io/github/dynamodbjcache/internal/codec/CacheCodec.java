package io.github.dynamodbjcache.internal.codec;

import io.github.dynamodbjcache.codec.AllowList;
import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.codec.KeyEncoder;
import io.github.dynamodbjcache.codec.SerializationPreset;
import io.github.dynamodbjcache.codec.Serializer;
import io.github.dynamodbjcache.codec.UnreadableEntryException;
import io.github.dynamodbjcache.internal.codec.item.ItemAttributes;
import io.github.dynamodbjcache.internal.codec.item.ItemSize;
import io.github.dynamodbjcache.internal.codec.item.Reasons;
import io.github.dynamodbjcache.internal.codec.item.ShortKey;
import io.github.dynamodbjcache.internal.codec.java.AllowedClasses;
import io.github.dynamodbjcache.internal.codec.java.JavaSerializer;
import io.github.dynamodbjcache.internal.codec.key.KeyEncoders;
import io.github.dynamodbjcache.internal.codec.key.KeyText;
import io.github.dynamodbjcache.internal.codec.value.ContentEquality;
import io.github.dynamodbjcache.internal.codec.value.NativeValues;
import io.github.dynamodbjcache.internal.codec.value.Scalars;
import io.github.dynamodbjcache.internal.codec.value.SealedBytes;
import io.github.dynamodbjcache.internal.codec.value.ValueForm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The item format of caches; see {@link ItemAttributes} for the names.
 *
 * <p><b>Keys.</b> A string is stored as it is; every other key as {@code ~}, a type and a text:
 * {@code ~int:42}, {@code ~uuid:…}, {@code ~list(int:1,string:a)}. The text does not depend on the
 * cache's declared types and is the same in every JVM.
 *
 * <ul>
 *   <li>Keys of different JDK types are different ({@code 1}, {@code 1L}, {@code "1"}), except
 *       where their {@code equals} says otherwise: all lists with equal elements are one key, so
 *       are all sets, maps, entries, and dates with the same time (but not {@code Timestamp}).
 *       These come back as {@code ArrayList}, {@code LinkedHashSet}, {@code LinkedHashMap}, ….
 *   <li>Arrays are one key if they have the same component type and content, although their own
 *       {@code equals} is identity, as nothing else can be found again.
 *   <li>Records are their class and components, in order; enums their class and constant.
 *   <li>The keys of known libraries (Hibernate, Spring, Micronaut, …) and Kotlin's value classes
 *       are their class and the fields that their {@code equals} goes by; see {@link
 *       SerializationPreset}. Constants whose equality is identity are their class and field.
 *   <li>Objects of other {@link java.io.Serializable} classes are their class and a hash of what
 *       they serialize to, without letting identity show. Their class has to be allowed. If it
 *       keeps something in a field that is not part of its {@code equals} (other than a hash that
 *       differs between JVMs, which is left out where the class shows that it is one), or writes
 *       collections in their own order by a {@code writeObject}, register a {@link KeyEncoder}.
 *   <li>A text longer than 2,048 bytes is stored as its SHA-256, with the whole key beside it.
 * </ul>
 *
 * <p><b>Values.</b> Strings, numbers, booleans, {@code byte[]}, enums and the small value types of
 * the JDK are native attributes, by exact class; everything else is given to the serializer, and
 * its bytes are stored behind a checksum.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class CacheCodec<K, V> implements EntryCodec<K, V> {

  /** What is kept free for the attributes that the store adds to an item. */
  private static final int RESERVED_BYTES = 1024;

  /** The largest entry that lies in one item, as {@link ItemSize} counts its bytes. */
  public static final int MAX_WHOLE_BYTES = ItemSize.MAX_ITEM_BYTES - RESERVED_BYTES;

  /** How {@link ItemAttributes#TYPE} begins in items of another format. */
  private static final Pattern OTHER_FORMAT = Pattern.compile("(\\d+):.*", Pattern.DOTALL);

  private final Class<K> keyType;
  private final Class<V> valueType;
  private final KeyText keys;
  private final NativeValues natives;
  private final ValueForm form;
  private final Map<String, ValueForm> readers;
  private final long maxEntryBytes;

  private CacheCodec(Builder<K, V> builder) {
    AllowList allowed = builder.allowed;
    AllowedClasses classes = new AllowedClasses(allowed, builder.loader);
    JavaSerializer java = JavaSerializer.of(allowed, builder.loader);
    keyType = builder.keyType;
    valueType = builder.valueType;
    keys = new KeyText(new KeyEncoders(builder.keyEncoders), classes, java);
    natives = new NativeValues(classes);
    form = builder.form == null ? new SealedBytes(java) : builder.form;
    readers = readers(form, builder.readers);
    maxEntryBytes = builder.maxEntryBytes;
  }

  private static Map<String, ValueForm> readers(ValueForm writer, List<ValueForm> others) {
    Map<String, ValueForm> byFormat = new HashMap<>();
    List<ValueForm> all = new ArrayList<>(others);
    all.add(writer);
    for (ValueForm each : all) {
      if (!Builder.FORMAT_NAME.matcher(each.format()).matches()
          || NativeValues.isTag(each.format())) {
        throw new IllegalArgumentException(
            "\""
                + each.format()
                + "\" cannot be the format of a serializer: letters, digits and"
                + " '-', and not the name of a native type");
      }
      ValueForm same = byFormat.put(each.format(), each);
      if (same != null && !same.equals(each)) {
        throw new IllegalArgumentException(
            "two serializers have the format \"" + each.format() + "\"");
      }
    }
    return Map.copyOf(byFormat);
  }

  /**
   * Starts a codec.
   *
   * @param keyType the cache's key type; {@code Object} if it has none
   * @param valueType the cache's value type; {@code Object} if it has none
   * @param allowed the classes that may be written and read
   * @param loader the class loader that sees the application's classes, which is held
   */
  public static <K, V> Builder<K, V> builder(
      Class<K> keyType, Class<V> valueType, AllowList allowed, ClassLoader loader) {
    return new Builder<>(keyType, valueType, allowed, loader);
  }

  @Override
  public Place<K> place(K key) {
    return new TextPlace<>(key, keys.canonical(key));
  }

  /** Its places are those that it has made. */
  private static KeyText.Canonical text(Place<?> place) {
    return ((TextPlace<?>) place).text();
  }

  @Override
  public Set<String> furtherOfKeys() {
    return Set.of(ItemAttributes.FULL_KEY);
  }

  @Override
  public Map<String, AttributeValue> data(Place<K> place, V value) {
    KeyText.Canonical canonical = text(place);
    requireType(place, value);
    NativeValues.Tagged tagged = encode(value);
    Map<String, AttributeValue> data = new HashMap<>();
    data.put(ItemAttributes.TYPE, AttributeValue.fromS(tagged.tag()));
    data.put(ItemAttributes.VALUE, tagged.value());
    if (!canonical.readable()) {
      data.put(
          ItemAttributes.FULL_KEY, AttributeValue.fromS(keys.complement(place.key(), canonical)));
    }
    requireSize(place, data);
    return Map.copyOf(data);
  }

  /** Loaders and processors can bring what the cache's type arguments do not promise. */
  private void requireType(Place<K> place, V value) {
    if (!valueType.isInstance(value)) {
      throw new ClassCastException(
          "The value for "
              + place
              + " is a "
              + value.getClass().getName()
              + ", and the cache is declared with "
              + valueType.getName());
    }
  }

  /**
   * Values are the same by their content. What cannot be seen of it, since a class is not
   * Serializable, another serializer may know: then the same is what it writes the same.
   */
  @Override
  public boolean sameValue(V found, V given) {
    return switch (ContentEquality.compare(found, given)) {
      case SAME -> true;
      case DIFFERENT -> false;
      case UNSEEN ->
          !form.format().startsWith(JavaSerializer.FORMAT) && encode(found).equals(encode(given));
    };
  }

  private NativeValues.Tagged encode(V value) {
    NativeValues.Tagged tagged = natives.encode(value);
    if (tagged != null) {
      return tagged;
    }
    try {
      return new NativeValues.Tagged(form.format(), form.write(value));
    } catch (CodecException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      throw new CodecException(
          "A value of the class "
              + value.getClass().getName()
              + " cannot be serialized as \""
              + form.format()
              + "\": "
              + Reasons.describe(e)
              + ".",
          Reasons.quiet(e));
    }
  }

  private void requireSize(Place<K> place, Map<String, AttributeValue> data) {
    long size = ItemSize.bytes(place.attributes(), data);
    if (size > maxEntryBytes) {
      throw new CodecException(
          "The entry at "
              + place
              + " would take "
              + size
              + " bytes; the limit is "
              + maxEntryBytes
              + " (max-entry-size, at most 16MiB). Store less in one entry"
              + (isCompressible(data) ? ", or set serialization.compression." : "."));
    }
    if (size > MAX_WHOLE_BYTES) {
      requireSizeWithoutValue(place, data);
    }
  }

  /** A value can be split over several items; the rest cannot. */
  private static void requireSizeWithoutValue(Place<?> place, Map<String, AttributeValue> data) {
    Map<String, AttributeValue> rest = new HashMap<>(data);
    rest.remove(ItemAttributes.VALUE);
    long size = ItemSize.bytes(place.attributes(), rest);
    if (size > MAX_WHOLE_BYTES) {
      throw new CodecException(
          "The key "
              + place
              + " takes "
              + size
              + " bytes; the limit is "
              + MAX_WHOLE_BYTES
              + ", since a key has to fit into one item. Use a shorter one.");
    }
  }

  /** Native values are never compressed, and the others once at most. */
  private boolean isCompressible(Map<String, AttributeValue> data) {
    AttributeValue type = data.get(ItemAttributes.TYPE);
    return type != null && !NativeValues.isTag(type.s()) && !form.isCompressed();
  }

  @Override
  public Place<K> placeOf(
      Map<String, AttributeValue> keyAttributes, Map<String, AttributeValue> dataAttributes) {
    String stored = string("A key", keyAttributes, ItemAttributes.KEY);
    Where where = new Where("The key", stored);
    String full =
        dataAttributes.containsKey(ItemAttributes.FULL_KEY)
            ? string(where, dataAttributes, ItemAttributes.FULL_KEY)
            : stored;
    AttributeValue type = dataAttributes.get(ItemAttributes.TYPE); // null if only keys were read
    if (type != null && type.s() != null) {
      requireKnownFormat(where, type.s());
    }
    Object key = reading(where, () -> keys.read(stored, full));
    KeyText.Canonical text = reading(where, () -> keys.canonical(key));
    if (!text.stored().equals(stored)) {
      throw new UnreadableEntryException(
          where
              + " is not written as this library does: the item belongs to another application,"
              + " or was changed by one.");
    }
    return new TextPlace<>(typed(where, keyType, Scalars.narrowed(key, keyType)), text);
  }

  @Override
  public V value(Place<K> place, Map<String, AttributeValue> dataAttributes) {
    KeyText.Canonical canonical = text(place);
    Where where = new Where("The value", canonical.text());
    String type = string(where, dataAttributes, ItemAttributes.TYPE);
    requireKnownFormat(where, type);
    requireSameKey(where, canonical, dataAttributes);
    requireWhole(where, dataAttributes);
    AttributeValue value = attribute(where, dataAttributes, ItemAttributes.VALUE);
    Object decoded =
        reading(
            where,
            () ->
                NativeValues.isTag(type) ? natives.decode(type, value) : deserialize(type, value));
    return typed(where, valueType, decoded);
  }

  private static void requireKnownFormat(Where where, String type) {
    if (type.indexOf(':') < 0) {
      return;
    }
    Matcher other = OTHER_FORMAT.matcher(type);
    if (other.matches()) {
      throw new UnreadableEntryException(
          where
              + " has the item format "
              + ShortKey.of(other.group(1))
              + "; this version reads formats up to "
              + ItemAttributes.CURRENT_FORMAT
              + ". Update this library first where it reads, then where it writes.");
    }
  }

  private static void requireWhole(Where where, Map<String, AttributeValue> data) {
    if (data.containsKey(ItemAttributes.MANIFEST) && !data.containsKey(ItemAttributes.VALUE)) {
      throw new UnreadableEntryException(
          where
              + " was split over several items, and they do not make it up any more: one was deleted"
              + " or changed by something else than this library. Put or remove the entry.");
    }
  }

  private void requireSameKey(
      Where where, KeyText.Canonical key, Map<String, AttributeValue> data) {
    // What h adds to an exact key is none of its equality, and may be what this JVM cannot read.
    boolean needless = key.exact() && !key.readable();
    if (needless || (key.readable() && !data.containsKey(ItemAttributes.FULL_KEY))) {
      return;
    }
    String full = string(where, data, ItemAttributes.FULL_KEY);
    if (full.equals(key.text())) {
      return;
    }
    KeyText.Canonical found = reading(where, () -> keys.canonical(keys.read(key.stored(), full)));
    if (!found.text().equals(key.text())) {
      throw new UnreadableEntryException(
          where
              + " belongs to another key, by the item's attribute \""
              + ItemAttributes.FULL_KEY
              + "\".");
    }
  }

  private Object deserialize(String format, AttributeValue value) {
    ValueForm reader = readers.get(format);
    if (reader == null) {
      throw new CodecException(
          "it was written as \""
              + ShortKey.of(format)
              + "\", this cache reads native types and "
              + readers.keySet().stream().sorted().toList());
    }
    return reader.read(value);
  }

  /** Runs code that sees untrusted data; whatever it throws concerns this entry only. */
  private static <T> T reading(Where where, Supplier<T> read) {
    try {
      return read.get();
    } catch (CodecException e) {
      throw new UnreadableEntryException(where + " cannot be read: " + e.getMessage(), e);
    } catch (RuntimeException
        | StackOverflowError
        | LinkageError
        | InternalError
        | AssertionError e) {
      throw new UnreadableEntryException(
          where + " is garbled: " + Reasons.describe(e) + ".", Reasons.quiet(e));
    }
  }

  private static <T> T typed(Where where, Class<T> type, Object object) {
    if (!type.isInstance(object)) {
      throw new UnreadableEntryException(
          where
              + " is a "
              + object.getClass().getName()
              + ", and the cache is declared with "
              + type.getName()
              + ".");
    }
    return type.cast(object);
  }

  private static String string(Object where, Map<String, AttributeValue> item, String name) {
    AttributeValue value = attribute(where, item, name);
    if (value.s() == null) {
      throw new UnreadableEntryException(
          where
              + " cannot be read: the item's attribute \""
              + name
              + "\" is not of type S but "
              + value.type()
              + ".");
    }
    return value.s();
  }

  private static AttributeValue attribute(
      Object where, Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    if (value == null) {
      throw new UnreadableEntryException(
          where
              + " cannot be read: the item lacks the attribute \""
              + name
              + "\". It belongs to another application, or only part of it was read.");
    }
    return value;
  }

  /** Where something lies, for messages: its text is only made when there is one to write. */
  private record Where(String what, String keyText) {
    @Override
    public String toString() {
      return what + " at " + ShortKey.of(keyText);
    }
  }

  /** Collects what a codec is made of. */
  public static final class Builder<K, V> {

    private static final Pattern FORMAT_NAME = Pattern.compile("[A-Za-z0-9-]+");

    private final Class<K> keyType;
    private final Class<V> valueType;
    private final AllowList allowed;
    private final ClassLoader loader;
    private final List<ValueForm> readers = new ArrayList<>();
    private final List<KeyEncoder<?>> keyEncoders = new ArrayList<>();
    private @Nullable ValueForm form;
    private long maxEntryBytes = MAX_WHOLE_BYTES;

    private Builder(Class<K> keyType, Class<V> valueType, AllowList allowed, ClassLoader loader) {
      this.keyType = keyType;
      this.valueType = valueType;
      this.allowed = allowed;
      this.loader = loader;
    }

    /** Writes (and reads) the values that are not native; {@link JavaSerializer} if not given. */
    public Builder<K, V> serializer(Serializer serializer) {
      return form(new SealedBytes(serializer));
    }

    /** As {@link #serializer}, in a form that is not bytes. */
    public Builder<K, V> form(ValueForm form) {
      this.form = form;
      return this;
    }

    /** Reads values that an earlier configuration of the cache wrote; never writes. */
    public Builder<K, V> alsoReads(Serializer former) {
      return alsoReads(new SealedBytes(former));
    }

    /** As {@link #alsoReads(Serializer)}, in a form that is not bytes. */
    public Builder<K, V> alsoReads(ValueForm former) {
      readers.add(former);
      return this;
    }

    /** Encodes keys of exactly its class, also inside collections, records and other keys. */
    public Builder<K, V> keyEncoder(KeyEncoder<?> encoder) {
      keyEncoders.add(encoder);
      return this;
    }

    /**
     * The largest entry that is not refused, in bytes as {@link ItemSize} counts; by default {@link
     * #MAX_WHOLE_BYTES}. Raise it only for a store that splits entries.
     */
    public Builder<K, V> maxEntryBytes(long bytes) {
      maxEntryBytes = bytes;
      return this;
    }

    /**
     * The codec.
     *
     * @throws IllegalArgumentException if formats, tags or classes clash
     */
    public CacheCodec<K, V> build() {
      return new CacheCodec<>(this);
    }
  }
}
