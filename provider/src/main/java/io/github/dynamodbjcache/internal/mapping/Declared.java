package io.github.dynamodbjcache.internal.mapping;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A type as it is declared somewhere, with all type variables known.
 *
 * @param raw its class
 * @param arguments its type arguments; of an array the type of its elements; none of a raw type
 */
record Declared(Class<?> raw, List<Declared> arguments) {

  /** A class without type arguments. */
  static Declared of(Class<?> type) {
    return of(type, Map.of());
  }

  /**
   * Whatever Java's reflection says.
   *
   * @param variables what the type variables around it stand for
   */
  static Declared of(Type type, Map<TypeVariable<?>, Declared> variables) {
    if (type instanceof Class<?> raw) {
      return new Declared(
          raw, raw.isArray() ? List.of(of(raw.getComponentType(), variables)) : List.of());
    }
    if (type instanceof ParameterizedType generic) {
      return new Declared(
          (Class<?>) generic.getRawType(),
          Arrays.stream(generic.getActualTypeArguments())
              .map(argument -> of(argument, variables))
              .toList());
    }
    if (type instanceof GenericArrayType array) {
      Declared element = of(array.getGenericComponentType(), variables);
      return new Declared(Array.newInstance(element.raw(), 0).getClass(), List.of(element));
    }
    if (type instanceof WildcardType wildcard) {
      return of(wildcard.getUpperBounds()[0], variables);
    }
    Declared known = variables.get((TypeVariable<?>) type);
    if (known == null) {
      throw new Misfit(
          "is of the type variable "
              + type
              + ", and nothing says what that is: declare a class, or give it a converter,"
              + " Mapping.convert");
    }
    return known;
  }

  /** Its type argument at that place. */
  Declared argument(int index) {
    if (arguments.size() <= index) {
      throw new Misfit("is a raw " + raw.getTypeName() + ": declare the type of its elements");
    }
    return arguments.get(index);
  }

  /** What the type variables of the class and of all that it inherits from stand for. */
  Map<TypeVariable<?>, Declared> variables() {
    Map<TypeVariable<?>, Declared> variables = new HashMap<>();
    bind(variables);
    return variables;
  }

  private void bind(Map<TypeVariable<?>, Declared> variables) {
    TypeVariable<?>[] parameters = raw.getTypeParameters();
    for (int i = 0; i < Math.min(parameters.length, arguments.size()); i++) {
      variables.put(parameters[i], arguments.get(i));
    }
    bindInherited(raw.getGenericSuperclass(), variables);
    for (Type inherited : raw.getGenericInterfaces()) {
      bindInherited(inherited, variables);
    }
  }

  /** A raw type, or one over unknown variables, binds nothing: it matters only where it is used. */
  private static void bindInherited(
      @Nullable Type inherited, Map<TypeVariable<?>, Declared> variables) {
    if (inherited == null || inherited == Object.class) {
      return;
    }
    try {
      of(inherited, variables).bind(variables);
    } catch (Misfit unknownVariables) {
      return;
    }
  }
}
