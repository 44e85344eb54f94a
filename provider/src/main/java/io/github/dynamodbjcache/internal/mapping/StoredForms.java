package io.github.dynamodbjcache.internal.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The attributes that read as one and the same value: other applications store as NULL, or leave
 * out, what this mapping writes otherwise. Null stands for no attribute.
 */
final class StoredForms {

  /** Of one attribute; beyond, it counts as written by this mapping. The service takes 100. */
  private static final int MOST = 64;

  private static final AttributeValue NULL = AttributeValue.fromNul(true);

  private StoredForms() {}

  /**
   * All forms, the written one first.
   *
   * @param shape of the attribute; null if that is not known
   * @param written as this mapping writes the value; null for no attribute
   */
  static List<@Nullable AttributeValue> of(
      @Nullable Shape shape, @Nullable AttributeValue written) {
    List<@Nullable AttributeValue> forms = new ArrayList<>();
    if (written == null) {
      forms.add(null);
      forms.add(NULL);
    } else if (shape == null) {
      forms.add(written);
    } else {
      forms.addAll(within(shape, written));
      if (isWritten(written, shape, shape::absent)) {
        forms.add(null);
      }
      if (isWritten(written, shape, shape::ofNull)) {
        forms.add(NULL);
      }
    }
    return forms;
  }

  /** True if what that reads as is written so; a primitive cannot be read from nothing. */
  private static boolean isWritten(
      AttributeValue written, Shape shape, Supplier<@Nullable Object> read) {
    try {
      Object value = read.get();
      return value != null && written.equals(shape.write(value, 1));
    } catch (Misfit cannotBeRead) {
      return false;
    }
  }

  private static List<AttributeValue> within(Shape shape, AttributeValue written) {
    List<Map<String, AttributeValue>> maps = List.of(Map.of());
    if (shape instanceof ObjectShape object) {
      for (Map.Entry<String, Shape> component : object.shapes().entrySet()) {
        String name = component.getKey();
        maps = each(maps, name, of(component.getValue(), written.m().get(name)));
      }
    }
    return shape instanceof ObjectShape && maps.size() <= MOST
        ? maps.stream().map(AttributeValue::fromM).toList()
        : List.of(written);
  }

  /** Each of the maps with each form of the attribute. */
  private static List<Map<String, AttributeValue>> each(
      List<Map<String, AttributeValue>> maps, String name, List<@Nullable AttributeValue> forms) {
    List<Map<String, AttributeValue>> all = new ArrayList<>();
    for (AttributeValue form : forms) {
      for (Map<String, AttributeValue> map : maps) {
        if (all.size() <= MOST) {
          Map<String, AttributeValue> with = new HashMap<>(map);
          if (form != null) {
            with.put(name, form);
          }
          all.add(with);
        }
      }
    }
    return all;
  }
}
