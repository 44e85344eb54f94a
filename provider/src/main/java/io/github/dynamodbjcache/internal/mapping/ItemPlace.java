package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.internal.codec.Place;
import io.github.dynamodbjcache.internal.codec.item.ShortKey;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The place of a key of one or two attributes.
 *
 * @param form how it is the attributes
 * @param key the key itself
 * @param attributes those of its item
 * @param source the value that the key was taken from; null if it was given by itself
 */
record ItemPlace<K>(
    KeyForm<K> form, K key, Map<String, AttributeValue> attributes, @Nullable Object source)
    implements Place<K> {

  static <K> ItemPlace<K> of(KeyForm<K> form, K key) {
    @Nullable Object[] parts = form.parts(key);
    List<KeyAttribute> named = form.attributes();
    AttributeValue[] written = new AttributeValue[parts.length];
    for (int i = 0; i < written.length; i++) {
      written[i] = named.get(i).write(parts[i]);
    }
    return new ItemPlace<>(form, key, attributes(named, written), /* source= */ null);
  }

  /**
   * The place of the key that a value has in it.
   *
   * @param attribute gives the value's attributes
   * @throws Misfit if it has none of this form
   */
  static <K> ItemPlace<K> in(
      Object value, KeyForm<K> form, Function<String, @Nullable AttributeValue> attribute) {
    List<KeyAttribute> named = form.attributes();
    Object[] parts = new Object[named.size()];
    AttributeValue[] written = new AttributeValue[parts.length];
    for (int i = 0; i < parts.length; i++) {
      KeyAttribute each = named.get(i);
      AttributeValue own = attribute.apply(each.name());
      parts[i] = each.read(own);
      written[i] = each.write(parts[i], own);
    }
    return new ItemPlace<>(form, form.key(parts), attributes(named, written), value);
  }

  private static Map<String, AttributeValue> attributes(
      List<KeyAttribute> named, AttributeValue[] written) {
    return written.length == 1
        ? Map.of(named.get(0).name(), written[0])
        : Map.of(named.get(0).name(), written[0], named.get(1).name(), written[1]);
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
    return new ItemPlace<>(form, form.key(parts), attributes, /* source= */ null);
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
        .map(value -> ShortKey.ofValues(List.of(value)))
        .collect(Collectors.joining("/"));
  }
}
