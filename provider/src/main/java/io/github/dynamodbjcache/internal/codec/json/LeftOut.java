package io.github.dynamodbjcache.internal.codec.json;

import com.fasterxml.jackson.annotation.JsonBackReference;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonView;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.stream.Stream;

/** Which fields an application keeps out of JSON by intent. Both generations share annotations. */
final class LeftOut {

  private LeftOut() {}

  /** By an annotation at the field, at an accessor of it, or at the class. */
  static boolean says(Field field) {
    Class<?> type = field.getDeclaringClass();
    String name = field.getName();
    return type.isAnnotationPresent(JsonIgnoreProperties.class)
        || type.isAnnotationPresent(JsonIncludeProperties.class)
        || Stream.concat(
                Stream.of(field),
                Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> isAccessor(method.getName(), name)))
            .anyMatch(LeftOut::isAnnotated);
  }

  private static boolean isAccessor(String method, String field) {
    return method.equals(field)
        || (method.matches("(get|is|set).+")
            && method.replaceFirst("get|is|set", "").equalsIgnoreCase(field));
  }

  private static boolean isAnnotated(AnnotatedElement member) {
    JsonProperty property = member.getAnnotation(JsonProperty.class);
    return member.isAnnotationPresent(JsonIgnore.class)
        || member.isAnnotationPresent(JsonBackReference.class)
        || member.isAnnotationPresent(JsonView.class)
        || (property != null && property.access() != JsonProperty.Access.AUTO);
  }
}
