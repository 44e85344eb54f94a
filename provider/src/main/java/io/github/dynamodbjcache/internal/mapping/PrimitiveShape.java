package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.table.AttributeType;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A place that is declared as one of Java's primitive types, and so cannot be missing or NULL.
 *
 * @param boxed the shape of its values
 */
record PrimitiveShape(Shape boxed) implements Shape {

  /** What is told of one that has no value. */
  static Misfit without(String value, Shape shape) {
    return new Misfit(
        value + ", expected " + shape.shown() + ": declare a type that can be null if it may be");
  }

  @Override
  public @Nullable AttributeValue write(Object value, int level) {
    return boxed.write(value, level);
  }

  @Override
  public Object read(AttributeValue value) {
    return boxed.read(value);
  }

  @Override
  public Object absent() {
    throw without("is missing", boxed);
  }

  @Override
  public Object ofNull() {
    throw without("is NULL", boxed);
  }

  @Override
  public @Nullable AttributeType type() {
    return boxed.type();
  }

  @Override
  public String shown() {
    return boxed.shown();
  }

  @Override
  public @Nullable AttributeValue operand(Object value) {
    return boxed.operand(value);
  }
}
