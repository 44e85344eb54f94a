package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.table.AttributeType;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Arrays other than of bytes, as lists are.
 *
 * @param componentType of the array, which may be a primitive type
 * @param asList the shape of a list of those elements
 */
record ArrayShape(Class<?> componentType, ListShape asList) implements Shape {

  ArrayShape(Class<?> componentType, Shape element) {
    this(componentType, new ListShape(element, ArrayList::new));
  }

  @Override
  public AttributeValue write(Object value, int level) {
    return asList.write(value.getClass().isArray() ? elements(value) : value, level);
  }

  static List<@Nullable Object> elements(Object array) {
    List<@Nullable Object> elements = new ArrayList<>(Array.getLength(array));
    for (int i = 0; i < Array.getLength(array); i++) {
      elements.add(Array.get(array, i));
    }
    return elements;
  }

  @Override
  public Object read(AttributeValue value) {
    List<AttributeValue> stored = asList.stored(value);
    Collection<@Nullable Object> elements = new ArrayList<>(stored.size());
    asList.fill(elements, stored);
    Object array = Array.newInstance(componentType, stored.size());
    int at = 0;
    for (Object element : elements) {
      if (element == null && componentType.isPrimitive()) {
        throw new Misfit("is NULL, expected " + asList.element().shown()).in(at);
      }
      Array.set(array, at++, element);
    }
    return array;
  }

  @Override
  public Object absent() {
    return Array.newInstance(componentType, 0);
  }

  @Override
  public AttributeType type() {
    return AttributeType.L;
  }

  @Override
  public String shown() {
    return "L (array)";
  }

  @Override
  public Shape element() {
    return asList.element();
  }
}
