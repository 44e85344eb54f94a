package io.github.dynamodbjcache.internal.mapping;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.TypeVariable;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A component of a record, or a property of a bean.
 *
 * @param name its own
 * @param attribute the name of its attribute
 * @param javaType its declared class
 * @param shape how its values are attributes
 * @param getter of an object its value
 */
record Component(
    String name, String attribute, Class<?> javaType, Shape shape, MethodHandle getter) {

  private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);

  /**
   * What a getter reads.
   *
   * @param variables what the type variables of its class stand for; a converter need not know
   */
  static Component of(
      String name,
      Method getter,
      Map<TypeVariable<?>, Declared> variables,
      Shapes shapes,
      ComponentNames names) {
    try {
      Shape converted = names.converted(name);
      getter.setAccessible(true);
      return new Component(
          name,
          Limits.name(names.attribute(name)),
          getter.getReturnType(),
          converted == null
              ? shapes.of(Declared.of(getter.getGenericReturnType(), variables))
              : converted,
          MethodHandles.lookup().unreflect(getter).asType(GETTER));
    } catch (Misfit e) {
      throw e.in(name);
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new Misfit("cannot be read: open its package to this library", e).in(name);
    }
  }

  /** What is mapped at its place, where a value may be written or removed alone. */
  Shape place() {
    return javaType.isPrimitive() ? new PrimitiveShape(shape) : shape;
  }

  /** Its value in an object. */
  @Nullable Object get(Object object) {
    try {
      return (Object) getter.invokeExact(object);
    } catch (Error e) {
      throw e;
    } catch (Throwable e) {
      throw new Misfit("cannot be written: its accessor fails", e);
    }
  }

  /** The attribute that an object has of it; null for none. */
  @Nullable AttributeValue write(Object object, int level) {
    try {
      Object value = get(object);
      return value == null ? null : shape.write(value, level);
    } catch (Misfit e) {
      throw e.in(attribute);
    }
  }

  /** The value of an attribute; null stands for one that is not there. */
  @Nullable Object read(@Nullable AttributeValue stored) {
    try {
      Object value = stored == null ? shape.absent() : Shape.read(shape, stored);
      if (value == null && javaType.isPrimitive()) {
        throw PrimitiveShape.without(stored == null ? "is missing" : "is NULL", shape);
      }
      return value;
    } catch (Misfit e) {
      throw e.in(attribute);
    }
  }
}
