package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.table.AttributeType;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Records and beans within others as M. */
final class ObjectShape implements Shape {

  private final Class<?> javaType;
  private @Nullable ObjectPlan plan;

  ObjectShape(Class<?> javaType) {
    this.javaType = javaType;
  }

  void complete(ObjectPlan its) {
    plan = its;
  }

  private ObjectPlan plan() {
    return Objects.requireNonNull(plan);
  }

  @Override
  public AttributeValue write(Object value, int level) {
    if (!javaType.isInstance(value)) {
      throw Misfit.given(shown(), value);
    }
    Shape.requireLevel(level);
    return AttributeValue.fromM(plan().write(value, level + 1));
  }

  @Override
  public Object read(AttributeValue value) {
    if (value.type() != AttributeValue.Type.M) {
      throw Misfit.type(shown(), value);
    }
    return plan().read(value.m(), Map.of());
  }

  @Override
  public AttributeType type() {
    return AttributeType.M;
  }

  @Override
  public String shown() {
    return "M (" + javaType.getSimpleName() + ")";
  }

  /** The shapes of all components, by attribute. */
  Map<String, Shape> shapes() {
    return plan().shapes();
  }

  @Override
  public Shape within(String name) {
    Shape component = plan().shape(name);
    return component == null ? DocumentShape.INSTANCE : component;
  }
}
