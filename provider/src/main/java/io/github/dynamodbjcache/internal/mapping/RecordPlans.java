package io.github.dynamodbjcache.internal.mapping;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The plans of records: read by their accessors, made by their canonical constructors. */
final class RecordPlans {

  private RecordPlans() {}

  static ObjectPlan of(Declared type, Shapes shapes, ComponentNames names) {
    Map<TypeVariable<?>, Declared> variables = type.variables();
    List<Component> components = new ArrayList<>();
    for (RecordComponent each : type.raw().getRecordComponents()) {
      components.add(Component.of(each.getName(), each.getAccessor(), variables, shapes, names));
    }
    MethodHandle constructor = constructor(type.raw());
    return ObjectPlan.of(components, values -> (Object) constructor.invokeExact(values));
  }

  /** From an array of its components. */
  static MethodHandle constructor(Class<?> type) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<?> canonical = type.getDeclaredConstructor(types);
      canonical.setAccessible(true);
      return MethodHandles.lookup()
          .unreflectConstructor(canonical)
          .asSpreader(Object[].class, types.length)
          .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new Misfit(
          "cannot be made: open the package of " + type.getName() + " to this library", e);
    }
  }
}
