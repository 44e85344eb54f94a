package io.github.dynamodbjcache.internal.store.dynamodb;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The attributes of an item that is written as a whole: a view of the two parts that it has, since
 * the SDK copies what it is given.
 */
final class KeyAndData extends AbstractMap<String, AttributeValue> {

  private final Map<String, AttributeValue> key;
  private final Map<String, AttributeValue> data;

  /** Of two parts that have no name in common. */
  KeyAndData(Map<String, AttributeValue> key, Map<String, AttributeValue> data) {
    this.key = key;
    this.data = data;
  }

  @Override
  public @Nullable AttributeValue get(@Nullable Object name) {
    AttributeValue value = key.get(name);
    return value == null ? data.get(name) : value;
  }

  @Override
  public int size() {
    return key.size() + data.size();
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return key.containsKey(name) || data.containsKey(name);
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super AttributeValue> action) {
    key.forEach(action);
    data.forEach(action);
  }

  @Override
  public Set<Entry<String, AttributeValue>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Entry<String, AttributeValue>> iterator() {
        return Stream.concat(key.entrySet().stream(), data.entrySet().stream()).iterator();
      }

      @Override
      public int size() {
        return KeyAndData.this.size();
      }
    };
  }
}
