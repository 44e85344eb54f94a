package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.internal.codec.Place;
import io.github.dynamodbjcache.internal.codec.item.ShortKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The place of a key of one or two attributes.
 *
 * @param key the key itself
 * @param attributes those of its item, in the order of the key schema
 */
record ItemPlace<K>(K key, Map<String, AttributeValue> attributes) implements Place<K> {

  static <K> ItemPlace<K> of(KeyForm<K> form, K key) {
    @Nullable Object[] parts = form.parts(key);
    List<KeyAttribute> named = form.attributes();
    KeyAttribute partition = named.get(0);
    if (named.size() == 1) {
      return new ItemPlace<>(key, Map.of(partition.name(), partition.write(parts[0])));
    }
    Map<String, AttributeValue> both = new LinkedHashMap<>(4);
    both.put(partition.name(), partition.write(parts[0]));
    both.put(named.get(1).name(), named.get(1).write(parts[1]));
    return new ItemPlace<>(key, Collections.unmodifiableMap(both));
  }

  /** The key as messages show it: its parts, shortened. */
  @Override
  public String toString() {
    return shown(attributes);
  }

  /** The attributes of a key as messages show it. */
  static String shown(Map<String, AttributeValue> attributes) {
    return attributes.values().stream()
        .map(value -> ShortKey.ofValues(Map.of("", value)))
        .collect(Collectors.joining("/"));
  }
}
