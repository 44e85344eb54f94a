package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.internal.codec.Place;
import io.github.dynamodbjcache.table.AttributeType;
import io.github.dynamodbjcache.table.Mapping;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A mapping as the table sees it: what is written of a value, and what is read of an item. */
record Mapped<K, V>(ItemMapping<K, V> codec) {

  static <K, V> Mapped<K, V> by(Mapping<K, V> mapping) {
    return new Mapped<>(ItemMapping.of(mapping.definition(), Map.of()));
  }

  static <K, V> Mapped<K, V> by(Mapping<K, V> mapping, Map<String, AttributeType> inTable) {
    return new Mapped<>(ItemMapping.of(mapping.definition(), inTable));
  }

  /** The whole item, as the service holds it. */
  Map<String, AttributeValue> item(K key, V value) {
    Place<K> place = codec.place(key);
    Map<String, AttributeValue> item = new HashMap<>(codec.data(place, value));
    item.putAll(place.attributes());
    return item;
  }

  /** The value of an item that a scan has shown. */
  V value(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> key = new HashMap<>();
    Map<String, AttributeValue> data = new HashMap<>(item);
    codec.keyParts().forEach(part -> key.put(part.name(), data.remove(part.name())));
    return codec.value(codec.placeOf(key, data), data);
  }

  /** What comes back of what was written. */
  V roundTrip(K key, V value) {
    return value(item(key, value));
  }
}
