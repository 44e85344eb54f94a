package io.github.dynamodbjcache.table;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/**
 * What Java serialization writes of a document: the JDK's types alone, as {@code SdkBytes} loses
 * its bytes on the way. Whatever a stream claims is looked at as if a caller had given it.
 *
 * @param attributes the document's
 */
record ItemForm(LinkedHashMap<String, @Nullable Object> attributes) implements Serializable {

  private static final long serialVersionUID = 1L;

  static ItemForm of(Item item) {
    return new ItemForm(map(item));
  }

  private static LinkedHashMap<String, @Nullable Object> map(Map<?, ?> map) {
    LinkedHashMap<String, @Nullable Object> plain = new LinkedHashMap<>();
    map.forEach((name, value) -> plain.put((String) name, plain(value)));
    return plain;
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof SdkBytes bytes) {
      return bytes.asByteArray();
    }
    if (value instanceof Map<?, ?> map) {
      return map(map);
    }
    if (value instanceof Set<?> set) {
      Set<@Nullable Object> plain = new LinkedHashSet<>();
      set.forEach(each -> plain.add(plain(each)));
      return plain;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> plain = new ArrayList<>();
      list.forEach(each -> plain.add(plain(each)));
      return plain;
    }
    return value;
  }

  private Object readResolve() {
    return Item.of(attributes);
  }
}
