package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.table.Converter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was said of single components, by their names.
 *
 * @param renamed the attributes of those that have another name
 * @param converters the user's own converters
 */
record ComponentNames(Map<String, String> renamed, Map<String, Converter<?>> converters) {

  /** Nothing. */
  static final ComponentNames AS_DECLARED = new ComponentNames(Map.of(), Map.of());

  /** The attribute of a component. */
  String attribute(String component) {
    return renamed.getOrDefault(component, component);
  }

  /** The component that has an attribute, if one has. */
  String component(String attribute) {
    return renamed.entrySet().stream()
        .filter(entry -> entry.getValue().equals(attribute))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(attribute);
  }

  /** The shape that the user's converter gives a component; null if there is none. */
  @Nullable Shape converted(String component) {
    Converter<?> converter = converters.get(component);
    return converter == null ? null : ConverterShape.of(converter);
  }
}
