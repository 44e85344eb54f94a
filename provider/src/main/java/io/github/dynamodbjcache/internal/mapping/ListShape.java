package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.table.AttributeType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Lists as L, nulls in them as NULL. An absent one reads as an empty one.
 *
 * @param element the shape of the elements
 * @param making an empty list of the declared type, which whoever reads may change
 */
record ListShape(Shape element, IntFunction<? extends Collection<@Nullable Object>> making)
    implements Shape {

  @Override
  public AttributeValue write(Object value, int level) {
    if (!(value instanceof Collection<?> elements)) {
      throw Misfit.given(shown(), value);
    }
    return written(element, elements, level);
  }

  static AttributeValue written(Shape element, Collection<?> elements, int level) {
    Shape.requireLevel(level);
    List<AttributeValue> list = new ArrayList<>(elements.size());
    try {
      for (Object each : elements) {
        list.add(Shape.element(element, each, level + 1));
      }
    } catch (Misfit e) {
      throw e.in(list.size());
    }
    return AttributeValue.fromL(list);
  }

  @Override
  public Object read(AttributeValue value) {
    List<AttributeValue> stored = stored(value);
    Collection<@Nullable Object> elements = making.apply(stored.size());
    fill(elements, stored);
    return elements;
  }

  List<AttributeValue> stored(AttributeValue value) {
    if (value.type() != AttributeValue.Type.L) {
      throw Misfit.type(shown(), value);
    }
    return value.l();
  }

  void fill(Collection<@Nullable Object> elements, List<AttributeValue> stored) {
    int at = 0;
    try {
      for (; at < stored.size(); at++) {
        elements.add(Shape.read(element, stored.get(at)));
      }
    } catch (Misfit e) {
      throw e.in(at);
    }
  }

  @Override
  public Object absent() {
    return making.apply(0);
  }

  @Override
  public AttributeType type() {
    return AttributeType.L;
  }

  @Override
  public String shown() {
    return "L (list)";
  }
}
