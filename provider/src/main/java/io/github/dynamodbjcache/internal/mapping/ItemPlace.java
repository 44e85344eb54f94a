package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.internal.codec.Place;
import io.github.dynamodbjcache.internal.codec.item.ShortKey;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The place of a key of one or two attributes.
 *
 * @param form how it is the attributes
 * @param key the key itself
 * @param attributes those of its item
 */
record ItemPlace<K>(KeyForm<K> form, K key, Map<String, AttributeValue> attributes)
    implements Place<K> {

  static <K> ItemPlace<K> of(KeyForm<K> form, K key) {
    @Nullable Object[] parts = form.parts(key);
    List<KeyAttribute> named = form.attributes();
    KeyAttribute partition = named.get(0);
    AttributeValue first = partition.write(parts[0]);
    if (named.size() == 1) {
      return new ItemPlace<>(form, key, Map.of(partition.name(), first));
    }
    KeyAttribute sort = named.get(1);
    return new ItemPlace<>(
        form, key, Map.of(partition.name(), first, sort.name(), sort.write(parts[1])));
  }

  /**
   * The place of what was read.
   *
   * @param attributes those of its item, and nothing else
   * @throws Misfit if its key is none of this form
   */
  static <K> ItemPlace<K> read(KeyForm<K> form, Map<String, AttributeValue> attributes) {
    List<KeyAttribute> named = form.attributes();
    Object[] parts = new Object[named.size()];
    for (int i = 0; i < parts.length; i++) {
      KeyAttribute attribute = named.get(i);
      AttributeValue stored = attributes.get(attribute.name());
      parts[i] = attribute.read(stored);
      if (stored != null) {
        attribute.requireWritten(stored, parts[i]);
      }
    }
    return new ItemPlace<>(form, form.key(parts), attributes);
  }

  /** The key as messages show it: its parts, shortened. */
  @Override
  public String toString() {
    return shown(form, attributes);
  }

  /** The attributes of a key as messages show it. */
  static String shown(KeyForm<?> form, Map<String, AttributeValue> attributes) {
    return form.attributes().stream()
        .map(part -> attributes.get(part.name()))
        .filter(value -> value != null)
        .map(value -> ShortKey.ofValues(Map.of("", value)))
        .collect(Collectors.joining("/"));
  }
}
