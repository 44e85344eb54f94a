package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.table.Item;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Values that are documents: every attribute of the item. */
enum DocumentForm implements ValueForm<Item> {
  INSTANCE;

  @Override
  public Class<?> javaType() {
    return Item.class;
  }

  @Override
  public Map<String, AttributeValue> write(Item value) {
    return Documents.written(value);
  }

  @Override
  public @Nullable AttributeValue write(Item value, String attribute) {
    Object found = value.get(attribute);
    return found == null ? null : DocumentShape.INSTANCE.write(found, 1);
  }

  @Override
  public Item read(Map<String, AttributeValue> key, Map<String, AttributeValue> data) {
    Map<String, AttributeValue> all = new HashMap<>(MapShape.capacity(key.size() + data.size()));
    all.putAll(data);
    all.putAll(key);
    return Item.of(Documents.read(all));
  }

  @Override
  public @Nullable Set<String> attributes() {
    return null;
  }

  @Override
  public Set<String> components() {
    return Set.of();
  }

  @Override
  public List<Shape> shapes(String attribute) {
    return List.of();
  }
}
