package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.codec.UnreadableEntryException;
import io.github.dynamodbjcache.internal.codec.EntryCodec;
import io.github.dynamodbjcache.internal.codec.Place;
import io.github.dynamodbjcache.internal.expression.AttributePath;
import io.github.dynamodbjcache.table.AttributeType;
import io.github.dynamodbjcache.table.InvalidItemException;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.Unknown;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The codec of a table of one's own: a mapping, checked against its classes and its table.
 *
 * <p>What the methods of {@link EntryCodec} refuse of a value or an item is a {@link
 * CodecException}, as everywhere behind that port, whose cause is the {@link InvalidItemException}
 * that the caller gets. The other methods throw the latter themselves.
 */
public final class ItemMapping<K, V> implements EntryCodec<K, V> {

  private final MappingDefinition<K, V> definition;
  private final ValueForm<V> values;
  private final KeyForm<K> keys;
  private final StoreAttributes added;
  private final Set<String> keyNames;
  private final Spots spots;
  private final Set<String> lenient;

  private ItemMapping(MappingDefinition<K, V> definition, ValueForm<V> values, KeyForm<K> keys) {
    this.definition = definition;
    this.values = values;
    this.keys = keys;
    this.added = StoreAttributes.of(definition);
    this.keyNames =
        keys.attributes().stream().map(KeyAttribute::name).collect(Collectors.toUnmodifiableSet());
    this.spots = new Spots(keys, values);
    this.lenient = added.visibleWith(keys);
  }

  /**
   * Checks a mapping.
   *
   * @param keyTypes the types of the table's key attributes, for keys without a type of their own;
   *     empty if the table is not known
   * @throws InvalidItemException if a class cannot be mapped so; names the component
   */
  public static <K, V> ItemMapping<K, V> of(
      MappingDefinition<K, V> definition, Map<String, AttributeType> keyTypes) {
    try {
      ValueForm<V> values = ValueForms.of(definition.values(), names(definition));
      KeyForm<K> keys = new KeyForms(names(definition), values, keyTypes).of(definition.keys());
      new Plausibility(definition, values, keys).require();
      return new ItemMapping<>(definition, values, keys);
    } catch (Misfit e) {
      throw e.asInvalidItem();
    }
  }

  /**
   * A key attribute as a mapping alone says it.
   *
   * @param type null if the table has to say it: of a key without a type, or with a converter
   */
  public record DeclaredKey(String name, @Nullable AttributeType type) {}

  /**
   * One or two key attributes as a mapping alone says them, the partition key first.
   *
   * @throws InvalidItemException if a class cannot be mapped so; names the component
   */
  public static List<DeclaredKey> declaredKey(MappingDefinition<?, ?> definition) {
    try {
      ValueForm<?> values = ValueForms.of(definition.values(), names(definition));
      return new KeyForms(names(definition), values, Map.of()).declared(definition.keys());
    } catch (Misfit e) {
      throw e.asInvalidItem();
    }
  }

  private static ComponentNames names(MappingDefinition<?, ?> definition) {
    return new ComponentNames(definition.renamed(), definition.converters());
  }

  /** What was said. */
  public MappingDefinition<K, V> definition() {
    return definition;
  }

  /** A key attribute and its type: S, N or B. */
  public record KeyPart(String name, AttributeType type) {}

  /** One or two key attributes, the partition key first. */
  public List<KeyPart> keyParts() {
    return keys.attributes().stream()
        .map(attribute -> new KeyPart(attribute.name(), attribute.type()))
        .toList();
  }

  /**
   * The attributes beside the key that a put writes, or removes where the value has none; null if
   * it writes all: a document. The version that every write raises is none of them.
   */
  public @Nullable Set<String> mappedAttributes() {
    Set<String> all = values.attributes();
    if (all == null) {
      return null;
    }
    Set<String> beside = new HashSet<>(all);
    keys.attributes().forEach(key -> beside.remove(key.name()));
    beside.remove(added.version());
    return Set.copyOf(beside);
  }

  /** True if a put writes the whole item; else it leaves what the mapping does not know. */
  public boolean replacesItems() {
    return values.attributes() == null || definition.unknown() == Unknown.DROP;
  }

  @Override
  public @Nullable String deadlineAttribute() {
    String timeToLive = definition.timeToLive();
    Set<String> all = values.attributes();
    if (timeToLive == null || all == null || replacesItems()) {
      return timeToLive;
    }
    return all.contains(timeToLive) ? timeToLive : null;
  }

  /** The type that an attribute is stored as, where that is known: key attributes of an index. */
  public @Nullable AttributeType typeOf(String attribute) {
    return spots.type(attribute);
  }

  /**
   * The key that a value has in it.
   *
   * @throws InvalidItemException if it has none
   */
  public K keyOf(V value) {
    return placeOf(value).key();
  }

  /** The place of that key. */
  public Place<K> placeOf(V value) {
    return translated(
        () -> {
          requireType(value);
          return ItemPlace.in(value, keys, name -> values.write(value, name));
        });
  }

  @Override
  public V created(V value) {
    return definition.onCreate() == null ? value : definition.onCreate().apply(value);
  }

  /**
   * A value as it is stored at that place, encoded by the converter of what is mapped there; null
   * is NULL.
   *
   * @throws InvalidItemException if it could not be read there, if DynamoDB cannot hold it, or if
   *     it is stored as no attribute: an empty set, an empty {@code Optional}
   */
  public AttributeValue attribute(AttributePath path, @Nullable Object value) {
    return translated(() -> spots.attribute(path, value));
  }

  /**
   * The same, as an element of the list or the set at that place.
   *
   * @throws InvalidItemException likewise
   */
  public AttributeValue element(AttributePath path, @Nullable Object value) {
    return translated(() -> spots.element(path, value));
  }

  /**
   * Refuses to leave nothing at a place that could not be read then.
   *
   * @throws InvalidItemException with what is declared there
   */
  public void requireRemovable(AttributePath path) {
    translated(
        () -> {
          spots.requireRemovable(path);
          return path;
        });
  }

  /**
   * A value as what is at that place is compared with it: it need not be one that could be stored
   * there.
   *
   * @throws InvalidItemException if nothing there could be compared with it
   */
  public AttributeValue operand(AttributePath path, @Nullable Object value) {
    return translated(() -> spots.operand(path, value));
  }

  /**
   * The same, for what the list, the set or the text at that place may contain.
   *
   * @throws InvalidItemException likewise
   */
  public AttributeValue elementOperand(AttributePath path, @Nullable Object value) {
    return translated(() -> spots.elementOperand(path, value));
  }

  /** The attribute as a component of the value has it; as documents have it, where none does. */
  public @Nullable Object component(String attribute, AttributeValue value) {
    return translated(() -> spots.component(attribute, value));
  }

  /** Attributes as a document, without those that the store hides. */
  public Item item(Map<String, AttributeValue> attributes) {
    return translated(() -> Item.of(Documents.read(added.withoutHidden(attributes))));
  }

  /** A value of a key attribute, of the table or of an index; a {@link Misfit} without its name. */
  AttributeValue written(String keyAttribute, Object value) {
    return spots.written(keyAttribute, value);
  }

  /**
   * The number of the last write that a value has in it; null if it has none, or items have none.
   */
  @Nullable AttributeValue versionOf(V value) {
    String name = added.version();
    AttributeValue number = name == null ? null : values.write(value, name);
    return number == null || number.n() == null ? null : number;
  }

  /**
   * What may be stored where a value is read, the form that this mapping writes first; null stands
   * for no attribute.
   *
   * @param written that form
   */
  List<@Nullable AttributeValue> storedForms(
      V value, String attribute, @Nullable AttributeValue written) {
    return StoredForms.of(values.shapeOf(value, attribute), written);
  }

  private static <R extends @Nullable Object> R translated(Supplier<R> work) {
    try {
      return work.get();
    } catch (Misfit e) {
      throw e.asInvalidItem();
    }
  }

  @Override
  public Place<K> place(K key) {
    return ItemPlace.of(keys, key);
  }

  @Override
  public Place<K> placeOf(
      Map<String, AttributeValue> keyAttributes, Map<String, AttributeValue> dataAttributes) {
    try {
      return ItemPlace.read(keys, keyAttributes);
    } catch (Misfit e) {
      throw unreadable(ItemPlace.shown(keys, keyAttributes), e);
    }
  }

  @Override
  public String shown(Map<String, AttributeValue> keyAttributes) {
    return ItemPlace.shown(keys, keyAttributes);
  }

  @Override
  public Map<String, AttributeValue> data(Place<K> place, V value) {
    try {
      requireType(value);
      Map<String, AttributeValue> data = besideKey(place, value);
      added.takeOut(data);
      Limits.requireSize(place.attributes(), data, added.bytes());
      return Collections.unmodifiableMap(data);
    } catch (Misfit e) {
      InvalidItemException invalid = invalid(place.toString(), e);
      throw new CodecException(String.valueOf(invalid.getMessage()), invalid);
    }
  }

  /** Loaders and processors can bring what the cache's type arguments do not promise. */
  private void requireType(V value) {
    if (!values.javaType().isInstance(value)) {
      throw new ClassCastException(
          "The value is a "
              + value.getClass().getName()
              + ", and the mapping is of "
              + values.javaType().getName()
              + (values.javaType() == Item.class && value instanceof Map
                  ? ": make it one by Item.of(…)"
                  : ""));
    }
  }

  /** What was encoded to find the place of the value need not be encoded again. */
  private Map<String, AttributeValue> besideKey(Place<K> place, V value) {
    if (place instanceof ItemPlace<K> own && own.source() == value) {
      return values.writeWithout(keyNames, value);
    }
    Map<String, AttributeValue> data = values.write(value);
    takeKey(place, data);
    return data;
  }

  /** The key is told once: a value need not have it, but cannot have another one. */
  private void takeKey(Place<K> place, Map<String, AttributeValue> data) {
    for (KeyAttribute key : keys.attributes()) {
      AttributeValue own = data.remove(key.name());
      if (own != null
          && !Boolean.TRUE.equals(own.nul())
          && !key.same(own, place.attributes().get(key.name()))) {
        throw new IllegalArgumentException(
            "the value has another \""
                + key.name()
                + "\" than the key "
                + place
                + " that it is put at: leave it out, or put it at its own key");
      }
    }
  }

  @Override
  public V value(Place<K> place, Map<String, AttributeValue> dataAttributes) {
    try {
      return values.read(place.attributes(), added.withoutHidden(dataAttributes));
    } catch (Misfit e) {
      throw unreadable(place.toString(), e);
    }
  }

  private static UnreadableEntryException unreadable(String key, Misfit misfit) {
    InvalidItemException invalid = invalid(key, misfit);
    return new UnreadableEntryException(String.valueOf(invalid.getMessage()), invalid);
  }

  private static InvalidItemException invalid(String key, Misfit misfit) {
    return misfit.asInvalidItem().in("item " + key);
  }

  /**
   * By what is mapped of them, numbers by value and sets without order; and what the table itself
   * adds to a value, its key and the deadline, one of them may lack.
   */
  @Override
  public boolean sameValue(V found, V given) {
    return found.equals(given) || sameAttributes(found, given);
  }

  /**
   * The given one as it would be read, since what was never set reads as something: an absent list
   * as an empty one.
   */
  private boolean sameAttributes(V found, V given) {
    try {
      requireType(given);
      Map<String, AttributeValue> stored = values.write(found);
      Map<String, AttributeValue> written = values.write(given);
      return SameAttributes.same(stored, written, lenient)
          || SameAttributes.same(stored, values.write(values.read(Map.of(), written)), lenient);
    } catch (Misfit | ClassCastException cannotBeInTheTable) {
      return false;
    }
  }
}
