package io.github.dynamodbjcache.codec;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The types that a cache's types bring along: those that a sealed type permits, and of which a
 * record says that its components are. Of the JDK's own only those named directly: its values are
 * allowed anyway, and a component of type {@code Object} or {@code Comparable} says nothing.
 */
final class NamedTypes {

  private final Set<Class<?>> found = new LinkedHashSet<>();

  private NamedTypes() {}

  /** The types and all that they bring along, without {@code Object}. */
  static Stream<Class<?>> of(Class<?>... types) {
    NamedTypes named = new NamedTypes();
    for (Class<?> type : types) {
      Class<?> element = AllowList.elementType(type);
      if (element != Object.class && named.found.add(element)) {
        named.addPartsOf(element);
      }
    }
    return named.found.stream();
  }

  private void add(Type type) {
    if (type instanceof Class<?> named) {
      Class<?> element = AllowList.elementType(named);
      if (!element.isPrimitive() && !JdkTypes.isJdk(element.getName()) && found.add(element)) {
        addPartsOf(element);
      }
    } else if (type instanceof ParameterizedType generic) {
      add(generic.getRawType());
      addAll(generic.getActualTypeArguments());
    } else if (type instanceof GenericArrayType array) {
      add(array.getGenericComponentType());
    } else if (type instanceof WildcardType wildcard) {
      addAll(wildcard.getUpperBounds());
    } else if (type instanceof TypeVariable<?> variable) {
      // A bound may name the variable again, as in <T extends Comparable<T>>.
      for (Type bound : variable.getBounds()) {
        add(bound instanceof ParameterizedType generic ? generic.getRawType() : bound);
      }
    }
  }

  private void addAll(Type[] types) {
    for (Type type : types) {
      add(type);
    }
  }

  private void addPartsOf(Class<?> type) {
    if (type.isSealed()) {
      addAll(type.getPermittedSubclasses());
    }
    if (type.isRecord()) {
      for (RecordComponent component : type.getRecordComponents()) {
        add(component.getGenericType());
      }
    }
  }
}
