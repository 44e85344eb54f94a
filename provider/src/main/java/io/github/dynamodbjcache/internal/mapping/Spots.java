package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.internal.expression.AttributePath;
import io.github.dynamodbjcache.table.AttributeType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What is mapped at single places of an item: a component, something within one, or nothing, which
 * is as documents have it.
 */
record Spots(KeyForm<?> keys, ValueForm<?> values) {

  private Shape shape(String attribute, @Nullable Object value) {
    for (KeyAttribute key : keys.attributes()) {
      if (key.name().equals(attribute)) {
        return key.shape();
      }
    }
    return values.shape(attribute, value);
  }

  /** The type of a whole attribute; null if it may have several. */
  @Nullable AttributeType type(String attribute) {
    for (KeyAttribute key : keys.attributes()) {
      if (key.name().equals(attribute)) {
        return key.type();
      }
    }
    Set<@Nullable AttributeType> types = new HashSet<>();
    values.shapes(attribute).forEach(shape -> types.add(shape.type()));
    return types.size() == 1 ? types.iterator().next() : null;
  }

  private Shape shape(AttributePath path, @Nullable Object value) {
    List<Object> elements = path.elements();
    Shape shape = shape(path.attribute(), elements.size() == 1 ? value : null);
    for (Object each : elements.subList(1, elements.size())) {
      shape = each instanceof String name ? shape.within(name) : shape.element();
    }
    return shape;
  }

  AttributeValue attribute(AttributePath path, @Nullable Object value) {
    return at(path, () -> written(shape(path, value), value, path.elements().size()));
  }

  /** A whole attribute's value; what does not fit is told without its name. */
  AttributeValue written(String attribute, Object value) {
    return Shape.element(shape(attribute, value), value, 1);
  }

  private static AttributeValue written(Shape shape, @Nullable Object value, int level) {
    if (value == null) {
      shape.ofNull(); // What could not be read there is not written.
    }
    return Shape.element(shape, value, level);
  }

  /** Refuses a place that cannot be read if nothing is there. */
  void requireRemovable(AttributePath path) {
    at(path, () -> shape(path, null).absent());
  }

  AttributeValue element(AttributePath path, @Nullable Object value) {
    Shape element = shape(path, null).element();
    return at(path, () -> one(() -> Shape.element(element, value, path.elements().size() + 1)));
  }

  AttributeValue operand(AttributePath path, @Nullable Object value) {
    return at(path, () -> operand(shape(path, value), value));
  }

  AttributeValue elementOperand(AttributePath path, @Nullable Object value) {
    Shape element = shape(path, null).element();
    return at(path, () -> one(() -> operand(element, value)));
  }

  /** An element has no place of its own yet. */
  private static AttributeValue one(Supplier<AttributeValue> element) {
    try {
      return element.get();
    } catch (Misfit e) {
      throw new Misfit("takes no such element: " + e.sentence(), e.getCause());
    }
  }

  private static AttributeValue operand(Shape shape, @Nullable Object value) {
    if (value == null) {
      return AttributeValue.fromNul(true);
    }
    AttributeValue operand = shape.operand(value);
    if (operand == null) {
      throw new Misfit("cannot be compared with what is stored as no attribute");
    }
    return operand;
  }

  /** Alone it may be NULL, whatever the value around it could take. */
  @Nullable Object component(String attribute, AttributeValue value) {
    Shape shape = shape(attribute, null);
    Shape nullable = shape instanceof PrimitiveShape primitive ? primitive.boxed() : shape;
    return at(AttributePath.of(attribute), () -> Shape.read(nullable, value));
  }

  /** Tells a misfit where it was. */
  private static <R extends @Nullable Object> R at(AttributePath path, Supplier<R> work) {
    try {
      return work.get();
    } catch (Misfit e) {
      throw e.at(path);
    }
  }
}
