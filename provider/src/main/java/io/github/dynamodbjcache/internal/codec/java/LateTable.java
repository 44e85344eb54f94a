package io.github.dynamodbjcache.internal.codec.java;

import io.github.dynamodbjcache.codec.CodecException;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A hash table in a stream that is filled when all else is read: in a circle with what it holds, it
 * would hash objects that are not complete. So entities that know each other by sets come back
 * whole.
 *
 * <p>Part of the item format: neither this class's name, nor its fields or codes ever change.
 */
final class LateTable implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final byte SET = 1;
  private static final byte LINKED_SET = 2;
  private static final byte MAP = 3;
  private static final byte LINKED_MAP = 4;

  /** Which it is. */
  private final byte code;

  /** The elements; of maps, keys and values in turn. Its own: no other table refers to it. */
  private final @Nullable Object[] content;

  private transient @Nullable Object table;

  private LateTable(byte code, Collection<?> content) {
    this.code = code;
    this.content = content.toArray();
  }

  /** That of a hash table with objects that may hash others; anything else as it is. */
  static Object of(Object object) {
    Class<?> type = object.getClass();
    if (type == HashSet.class || type == LinkedHashSet.class) {
      Collection<?> set = (Collection<?>) object;
      return holdsObjects(set) ? new LateTable(type == HashSet.class ? SET : LINKED_SET, set) : set;
    }
    if (type == HashMap.class || type == LinkedHashMap.class) {
      Map<?, ?> map = (Map<?, ?>) object;
      return holdsObjects(map.keySet())
          ? new LateTable(type == HashMap.class ? MAP : LINKED_MAP, inTurn(map))
          : map;
    }
    return object;
  }

  private static boolean holdsObjects(Collection<?> elements) {
    return !elements.stream()
        .allMatch(
            each ->
                each == null
                    || each instanceof String
                    || each instanceof Number
                    || each instanceof Enum);
  }

  private static List<Object> inTurn(Map<?, ?> map) {
    List<Object> content = new ArrayList<>(2 * map.size());
    map.forEach(
        (key, value) -> {
          content.add(key);
          content.add(value);
        });
    return content;
  }

  /** How many elements or keys it has. */
  int size() {
    return isMap() ? content.length / 2 : content.length;
  }

  private boolean isMap() {
    return code == MAP || code == LINKED_MAP;
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    if (!(in instanceof GuardedObjectInputStream guarded) || content == null) {
      throw new InvalidObjectException("not read as it was written");
    }
    table =
        switch (code) {
          case SET -> new HashSet<>();
          case LINKED_SET -> new LinkedHashSet<>();
          case MAP -> new HashMap<>();
          case LINKED_MAP -> new LinkedHashMap<>();
          default -> throw new InvalidObjectException("a stand-in of a later version");
        };
    guarded.afterwards(this);
  }

  private @Nullable Object readResolve() {
    return table;
  }

  /**
   * Fills the table.
   *
   * @param isTooLate is asked before each element: colliding hashes take their time
   */
  @SuppressWarnings("unchecked") // made above
  void fill(BooleanSupplier isTooLate) {
    Object filled = Objects.requireNonNull(table);
    for (int i = 0; i < size(); i++) {
      if (isTooLate.getAsBoolean()) {
        throw new CodecException(
            "A serialized value was refused: reading it takes too long for its size: the hashes of"
                + " its keys may collide.");
      }
      if (isMap()) {
        ((Map<@Nullable Object, @Nullable Object>) filled).put(content[2 * i], content[2 * i + 1]);
      } else {
        ((Collection<@Nullable Object>) filled).add(content[i]);
      }
    }
  }
}
