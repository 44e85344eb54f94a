package io.github.dynamodbjcache.internal.mapping;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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

  /** In a list or a map, and of what is there: nothing is absent in them, but NULL. */
  private static List<@Nullable AttributeValue> ofElement(Shape shape, AttributeValue written) {
    List<@Nullable AttributeValue> forms = new ArrayList<>();
    forms.addAll(within(shape, written));
    if (isWritten(written, shape, shape::ofNull)) {
      forms.add(NULL);
    }
    return forms;
  }

  private static List<AttributeValue> within(Shape shape, AttributeValue written) {
    if (shape instanceof OptionalShape optional) {
      return within(optional.of(), written);
    }
    List<List<@Nullable AttributeValue>> forms = new ArrayList<>();
    Function<List<@Nullable AttributeValue>, AttributeValue> whole;
    if (written.hasL()) {
      written.l().forEach(each -> forms.add(ofElement(shape.element(), each)));
      whole = StoredForms::list;
    } else if (written.hasM()) {
      List<String> names = names(shape, written);
      names.forEach(name -> forms.add(ofName(shape, name, written.m().get(name))));
      whole = (List<@Nullable AttributeValue> values) -> map(names, values);
    } else {
      return List.of(written);
    }
    List<List<@Nullable AttributeValue>> chosen = chosen(forms);
    return chosen.size() > MOST ? List.of(written) : chosen.stream().map(whole).toList();
  }

  private static List<String> names(Shape shape, AttributeValue written) {
    return List.copyOf(
        shape instanceof ObjectShape object ? object.shapes().keySet() : written.m().keySet());
  }

  private static List<@Nullable AttributeValue> ofName(
      Shape shape, String name, @Nullable AttributeValue written) {
    return shape instanceof ObjectShape object
        ? of(object.shapes().get(name), written)
        : ofElement(shape.within(name), requireNonNull(written));
  }

  private static AttributeValue list(List<@Nullable AttributeValue> values) {
    List<AttributeValue> list = new ArrayList<>(values.size());
    values.forEach(value -> list.add(requireNonNull(value)));
    return AttributeValue.fromL(list);
  }

  private static AttributeValue map(List<String> names, List<@Nullable AttributeValue> values) {
    Map<String, AttributeValue> map = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      AttributeValue value = values.get(i);
      if (value != null) {
        map.put(names.get(i), value);
      }
    }
    return AttributeValue.fromM(map);
  }

  /**
   * One form of each, in all ways, the first ones first; a few of them, where they are too many.
   */
  private static List<List<@Nullable AttributeValue>> chosen(
      List<List<@Nullable AttributeValue>> forms) {
    List<List<@Nullable AttributeValue>> all = List.of(List.of());
    for (List<@Nullable AttributeValue> each : forms) {
      List<List<@Nullable AttributeValue>> longer = new ArrayList<>();
      for (@Nullable AttributeValue form : each) {
        for (List<@Nullable AttributeValue> chosen : all) {
          if (longer.size() <= MOST) {
            List<@Nullable AttributeValue> with = new ArrayList<>(chosen);
            with.add(form);
            longer.add(with);
          }
        }
      }
      all = longer;
    }
    return all;
  }
}
