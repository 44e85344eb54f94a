package io.github.dynamodbjcache.internal.mapping;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How the values of a table are the attributes of items, key attributes among them. What does not
 * fit is a {@link Misfit}.
 *
 * @param <V> the type of values
 */
interface ValueForm<V> {

  /** Their class. */
  Class<?> javaType();

  /** The attributes of a value, in a map that may be changed. */
  Map<String, AttributeValue> write(V value);

  /** The same but for those attributes. */
  default Map<String, AttributeValue> writeWithout(Set<String> names, V value) {
    Map<String, AttributeValue> written = write(value);
    written.keySet().removeAll(names);
    return written;
  }

  /** One attribute of a value; null if it has none. */
  @Nullable AttributeValue write(V value, String attribute);

  /** The value of an item. */
  V read(Map<String, AttributeValue> key, Map<String, AttributeValue> data);

  /** The attributes that it knows; null if it knows all. */
  @Nullable Set<String> attributes();

  /** The components that can be renamed and converted. */
  Set<String> components();

  /** The shapes that an attribute may have: none if it is not declared, several of variants. */
  List<Shape> shapes(String attribute);

  /** The shape that an attribute of that value has; null if none is declared. */
  default @Nullable Shape shapeOf(V value, String attribute) {
    List<Shape> shapes = shapes(attribute);
    return shapes.isEmpty() ? null : shapes.get(0);
  }

  /**
   * The shape that an attribute has where a value is to be written there; as documents have it, if
   * none is declared.
   *
   * @param value null if it does not matter
   */
  default Shape shape(String attribute, @Nullable Object value) {
    List<Shape> shapes = shapes(attribute);
    return shapes.isEmpty() ? DocumentShape.INSTANCE : shapes.get(0);
  }
}
