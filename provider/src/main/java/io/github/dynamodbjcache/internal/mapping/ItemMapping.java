package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.internal.codec.EntryCodec;
import io.github.dynamodbjcache.internal.codec.Place;
import io.github.dynamodbjcache.internal.expression.AttributePath;
import io.github.dynamodbjcache.table.AttributeType;
import io.github.dynamodbjcache.table.Item;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The codec of a table of one's own: a mapping, checked against its classes and its table. */
public final class ItemMapping<K, V> implements EntryCodec<K, V> {

  private final MappingDefinition<K, V> definition;

  private ItemMapping(MappingDefinition<K, V> definition) {
    this.definition = definition;
  }

  /**
   * Checks a mapping.
   *
   * @param keyTypes the types of the table's key attributes, for keys without a type of their own;
   *     empty if the table is not known
   * @throws io.github.dynamodbjcache.table.InvalidItemException if a class cannot be mapped so;
   *     names the component
   */
  public static <K, V> ItemMapping<K, V> of(
      MappingDefinition<K, V> definition, Map<String, AttributeType> keyTypes) {
    return new ItemMapping<>(definition);
  }

  /** What was said. */
  public MappingDefinition<K, V> definition() {
    return definition;
  }

  /** A key attribute and its type: S, N or B. */
  public record KeyPart(String name, AttributeType type) {}

  /** One or two key attributes, the partition key first. */
  public List<KeyPart> keyParts() {
    throw new UnsupportedOperationException();
  }

  /** The attributes beside the key that the mapping knows; null if it knows all: a document. */
  public @Nullable Set<String> mappedAttributes() {
    throw new UnsupportedOperationException();
  }

  /** The type that an attribute is stored as, where that is known: key attributes of an index. */
  public @Nullable AttributeType typeOf(String attribute) {
    throw new UnsupportedOperationException();
  }

  /** The key that a value has in it. */
  public K keyOf(V value) {
    throw new UnsupportedOperationException();
  }

  /** The value as it is stored where there was none. */
  public V created(V value) {
    throw new UnsupportedOperationException();
  }

  /** A value as it is stored at that place, encoded by the converter of what is mapped there. */
  public AttributeValue attribute(AttributePath path, @Nullable Object value) {
    throw new UnsupportedOperationException();
  }

  /** An element of the list, set or text that is stored at that place, encoded likewise. */
  public AttributeValue element(AttributePath path, @Nullable Object value) {
    throw new UnsupportedOperationException();
  }

  /** The attribute as a component of the value has it; as documents have it, where none does. */
  public @Nullable Object component(String attribute, AttributeValue value) {
    throw new UnsupportedOperationException();
  }

  /** Attributes as a document. */
  public Item item(Map<String, AttributeValue> attributes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Place<K> place(K key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Place<K> placeOf(
      Map<String, AttributeValue> keyAttributes, Map<String, AttributeValue> dataAttributes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<String, AttributeValue> data(Place<K> place, V value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public V value(Place<K> place, Map<String, AttributeValue> dataAttributes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean sameValue(V found, V given) {
    throw new UnsupportedOperationException();
  }
}
