package io.github.dynamodbjcache.internal.codec.java;

import io.github.dynamodbjcache.codec.AllowList;
import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.codec.item.Reasons;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the names of classes in items into classes and instances, of allowed classes only. */
public record AllowedClasses(AllowList allowed, ClassLoader loader) {

  /** The name of an enum's class and of the constant. */
  public String enumText(Enum<?> constant) {
    allowed.require(constant.getDeclaringClass());
    return constant.getDeclaringClass().getName() + "/" + constant.name();
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // Enum.valueOf checks that the class is an enum.
  public Object enumConstant(String text) {
    int slash = text.lastIndexOf('/');
    Class type = load(text.substring(0, slash));
    if (!type.isEnum()) {
      throw new IllegalArgumentException("not an enum");
    }
    return Enum.valueOf(type, text.substring(slash + 1));
  }

  public String className(Class<?> type) {
    allowed.require(type);
    return type.getName();
  }

  /** The class of that name, not initialized. */
  public Class<?> load(String className) {
    Class<?> primitive = PrimitiveTypes.named(className);
    if (primitive != null) {
      return primitive;
    }
    if (!allowed.permitsLoading(className)) {
      throw new CodecException(allowed.refusal(className));
    }
    try {
      Class<?> type = Class.forName(className, false, loader);
      allowed.require(type);
      return type;
    } catch (ClassNotFoundException e) {
      throw notFound(className);
    }
  }

  static CodecException notFound(String className) {
    return new CodecException(
        "The class loader of the cache manager does not find the class "
            + Reasons.className(className)
            + ".");
  }

  public static @Nullable Object[] components(Object value) {
    RecordComponent[] components = value.getClass().getRecordComponents();
    @Nullable Object[] values = new @Nullable Object[components.length];
    try {
      for (int i = 0; i < components.length; i++) {
        components[i].getAccessor().setAccessible(true);
        values[i] = components[i].getAccessor().invoke(value);
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new CodecException(
          "The components of the record "
              + value.getClass().getName()
              + " cannot be read. Open its package to this library, or register a KeyEncoder.",
          e);
    }
    return values;
  }

  public static Object newRecord(Class<?> type, List<? extends @Nullable Object> values) {
    if (!type.isRecord()) {
      throw new IllegalArgumentException("not a record");
    }
    Class<?>[] types = new Class<?>[type.getRecordComponents().length];
    for (int i = 0; i < types.length; i++) {
      types[i] = type.getRecordComponents()[i].getType();
    }
    try {
      Constructor<?> canonical = type.getDeclaredConstructor(types);
      canonical.setAccessible(true);
      return canonical.newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      throw new CodecException(
          "The record " + type.getName() + " refuses components that were stored.", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new CodecException("The record " + type.getName() + " cannot be made.", e);
    }
  }

  public static Object newArray(Class<?> componentType, List<? extends @Nullable Object> elements) {
    Object array = Array.newInstance(componentType, elements.size());
    for (int i = 0; i < elements.size(); i++) {
      Array.set(array, i, elements.get(i));
    }
    return array;
  }
}
