package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.table.AttributeType;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Maps as M, nulls in them as NULL. An absent one reads as an empty one.
 *
 * @param names how the keys are names: any type that is stored as text
 * @param element the shape of the values
 * @param making an empty map of the declared type, which whoever reads may change
 */
record MapShape(
    TextShape<?> names, Shape element, IntFunction<? extends Map<Object, @Nullable Object>> making)
    implements Shape {

  /** Of maps whose keys are texts. */
  MapShape(Shape element, IntFunction<? extends Map<Object, @Nullable Object>> making) {
    this(Texts.STRING, element, making);
  }

  @Override
  public AttributeValue write(Object value, int level) {
    if (!(value instanceof Map<?, ?> map)) {
      throw Misfit.given(shown(), value);
    }
    Shape.requireLevel(level);
    Map<String, AttributeValue> written = new HashMap<>(capacity(map.size()));
    map.forEach(
        (key, each) -> {
          String name = textual(key, names);
          try {
            written.put(name, Shape.element(element, each, level + 1));
          } catch (Misfit e) {
            throw e.in(name);
          }
        });
    return AttributeValue.fromM(written);
  }

  static int capacity(int size) {
    return size * 4 / 3 + 1;
  }

  /** A name within a map, or of an attribute, which raw types let be no text. */
  static String textual(@Nullable Object name, TextShape<?> names) {
    return Limits.name(name == null ? null : text(name, names));
  }

  private static String text(Object name, TextShape<?> names) {
    try {
      return names.write(name, Shape.MOST_LEVELS).s();
    } catch (Misfit e) {
      throw new Misfit("has a name within it that " + e.getMessage(), e.getCause());
    }
  }

  @Override
  public Object read(AttributeValue value) {
    if (value.type() != AttributeValue.Type.M) {
      throw Misfit.type(shown(), value);
    }
    Map<String, AttributeValue> stored = value.m();
    Map<Object, @Nullable Object> map = making.apply(capacity(stored.size()));
    stored.forEach(
        (name, each) -> {
          try {
            map.put(names.parsed(name), Shape.read(element, each));
          } catch (Misfit e) {
            throw e.in(name);
          }
        });
    return map;
  }

  @Override
  public Object absent() {
    return making.apply(0);
  }

  @Override
  public AttributeType type() {
    return AttributeType.M;
  }

  @Override
  public String shown() {
    return "M (map)";
  }

  @Override
  public Shape within(String name) {
    return element;
  }
}
