package io.github.dynamodbjcache.internal.mapping;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The plans of beans: a constructor without parameters, and what has both a getter and a setter,
 * inherited ones too. A setter may return something, as fluent ones do.
 */
final class BeanPlans {

  private static final MethodType SETTER =
      MethodType.methodType(void.class, Object.class, Object.class);

  private BeanPlans() {}

  static ObjectPlan of(Declared type, Shapes shapes, ComponentNames names) {
    MethodHandle constructor = constructor(type.raw());
    Map<String, Method> getters = getters(type.raw());
    Map<TypeVariable<?>, Declared> variables = type.variables();
    List<Component> properties = new ArrayList<>();
    List<MethodHandle> setters = new ArrayList<>();
    getters.forEach(
        (name, getter) -> {
          Method setter = setter(type.raw(), name, getter.getReturnType());
          if (setter != null) {
            properties.add(Component.of(name, getter, variables, shapes, names));
            setters.add(handle(name, setter));
          }
        });
    if (properties.isEmpty()) {
      throw noShape(type.raw(), "it has no property with a getter and a setter", null);
    }
    MethodHandle[] all = setters.toArray(new MethodHandle[0]);
    return ObjectPlan.of(properties, values -> made(constructor, all, values));
  }

  @SuppressWarnings("IllegalThrows") // As method handles do.
  private static Object made(
      MethodHandle constructor, MethodHandle[] setters, @Nullable Object[] values)
      throws Throwable {
    Object bean = (Object) constructor.invokeExact();
    for (int i = 0; i < setters.length; i++) {
      setters[i].invokeExact(bean, values[i]);
    }
    return bean;
  }

  private static MethodHandle constructor(Class<?> type) {
    if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
      throw noShape(type, "it is abstract", null);
    }
    if (type.getClassLoader() == null || type.getName().startsWith("java")) {
      throw noShape(type, "it is the JDK's", null);
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return MethodHandles.lookup()
          .unreflectConstructor(constructor)
          .asType(MethodType.methodType(Object.class));
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw noShape(type, "it has no constructor without parameters that can be called", e);
    }
  }

  private static Misfit noShape(Class<?> type, String why, @Nullable Throwable cause) {
    return new Misfit(
        "is a "
            + type.getTypeName()
            + ", which is neither a record nor a bean ("
            + why
            + "): make it one of them, or, where it is a component, give it a converter,"
            + " Mapping.convert",
        cause);
  }

  /** By the names of their properties, in their order. */
  private static Map<String, Method> getters(Class<?> type) {
    Map<String, Method> getters = new TreeMap<>();
    for (Method method : type.getMethods()) {
      String name = propertyRead(method);
      if (name != null) {
        getters.merge(name, method, BeanPlans::moreSpecific);
      }
    }
    return getters;
  }

  /** A subclass may return a narrower type; a property may have both "get" and "is". */
  private static Method moreSpecific(Method one, Method other) {
    return one.getReturnType().isAssignableFrom(other.getReturnType()) ? other : one;
  }

  private static @Nullable String propertyRead(Method method) {
    boolean isGetter =
        method.getParameterCount() == 0
            && !Modifier.isStatic(method.getModifiers())
            && !method.isBridge()
            && method.getReturnType() != void.class
            && method.getDeclaringClass() != Object.class;
    if (!isGetter) {
      return null;
    }
    boolean isTruth =
        method.getReturnType() == boolean.class || method.getReturnType() == Boolean.class;
    String name = method.getName();
    if (name.startsWith("get") && name.length() > 3) {
      return decapitalized(name.substring(3));
    }
    return isTruth && name.startsWith("is") && name.length() > 2
        ? decapitalized(name.substring(2))
        : null;
  }

  /** As the JavaBeans specification has it: {@code URL} stays as it is. */
  private static String decapitalized(String name) {
    boolean twoCapitals =
        name.length() > 1
            && Character.isUpperCase(name.charAt(0))
            && Character.isUpperCase(name.charAt(1));
    return twoCapitals ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  /** The one that takes exactly what the getter gives, else one that takes that too. */
  private static @Nullable Method setter(Class<?> type, String property, Class<?> valueType) {
    Method found = null;
    for (Method method : type.getMethods()) {
      if (isSetter(method, property)
          && method.getParameterTypes()[0].isAssignableFrom(valueType)
          && (found == null || method.getParameterTypes()[0] == valueType)) {
        found = method;
      }
    }
    return found;
  }

  private static boolean isSetter(Method method, String property) {
    return method.getParameterCount() == 1
        && !Modifier.isStatic(method.getModifiers())
        && method.getName().startsWith("set")
        && method.getName().length() > 3
        && decapitalized(method.getName().substring(3)).equals(property);
  }

  private static MethodHandle handle(String name, Method setter) {
    try {
      setter.setAccessible(true);
      return MethodHandles.lookup().unreflect(setter).asType(SETTER);
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new Misfit("cannot be set: open its package to this library", e).in(name);
    }
  }
}
