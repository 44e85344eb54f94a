package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.table.AttributeType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An {@code Optional} as its value, or as no attribute.
 *
 * @param of the shape of the value
 */
record OptionalShape(Shape of) implements Shape {

  /** The value itself as well. */
  @Override
  public @Nullable AttributeValue write(Object value, int level) {
    if (value instanceof Optional<?> optional) {
      return optional.isEmpty() ? null : of.write(optional.get(), level);
    }
    return of.write(value, level);
  }

  @Override
  public Object read(AttributeValue value) {
    return Optional.of(of.read(value));
  }

  @Override
  public Object absent() {
    return Optional.empty();
  }

  @Override
  public Object ofNull() {
    return Optional.empty();
  }

  @Override
  public @Nullable AttributeType type() {
    return of.type();
  }

  @Override
  public String shown() {
    return of.shown();
  }

  @Override
  public @Nullable AttributeValue operand(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.isEmpty() ? null : of.operand(optional.get());
    }
    return of.operand(value);
  }

  @Override
  public boolean keepsNotation() {
    return of.keepsNotation();
  }

  @Override
  public Shape element() {
    return of.element();
  }

  @Override
  public Shape within(String name) {
    return of.within(name);
  }
}
