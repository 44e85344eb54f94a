package io.github.dynamodbjcache.internal.codec.json;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.codec.item.Reasons;
import java.lang.reflect.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in words why something cannot be JSON, of which type and property, and the way out. */
final class JsonMessages {

  private static final String MODULE = "a library's type the Jackson module that is made for it";

  private static final String LIMITS =
      "it goes beyond a limit of Jackson's: levels of objects, digits of a number, or characters of"
          + " a text or a name. Break circles by @JsonIdentityInfo, or hand in a mapper whose"
          + " StreamReadConstraints and StreamWriteConstraints allow more"
          + " (serialization.json-mapper)";

  /** As many steps are shown. */
  private static final int MAX_STEPS = 20;

  private JsonMessages() {}

  static String writing(Class<?> type, RuntimeException e) {
    if (!(e instanceof JsonFailure failure)) {
      return Reasons.describe(e);
    }
    String culprit = culprit(type, failure);
    return switch (failure.kind()) {
      case NOT_WRITABLE, NOT_CONSTRUCTIBLE ->
          at(type, failure)
              + "Jackson finds nothing to write in a "
              + culprit
              + ". Give it getters, public fields or @JsonProperty; "
              + module(failure.culprit());
      case CIRCLE ->
          at(type, failure)
              + "a "
              + culprit
              + " refers to itself. Annotate it with @JsonIdentityInfo, or the way back with"
              + " @JsonBackReference";
      case UNWRAPPED ->
          at(type, failure)
              + "@JsonUnwrapped leaves no place for the name of a class. Make "
              + culprit
              + " final";
      case BEYOND_LIMITS -> at(type, failure) + LIMITS;
      case DOES_NOT_FIT, UNKNOWN_PROPERTY, OTHER ->
          at(type, failure) + Reasons.describe(root(failure));
    };
  }

  static String reading(Class<?> type, RuntimeException e) {
    if (e instanceof CodecException) {
      return String.valueOf(e.getMessage());
    }
    if (!(e instanceof JsonFailure failure)) {
      return Reasons.describe(e) + ".";
    }
    String culprit = culprit(type, failure);
    return at(type, failure)
        + switch (failure.kind()) {
          case NOT_CONSTRUCTIBLE, NOT_WRITABLE ->
              "Jackson knows no way to construct a "
                  + culprit
                  + ". Give it a constructor without parameters or a @JsonCreator; an abstract type"
                  + " @JsonTypeInfo; "
                  + module(failure.culprit())
                  + ".";
          case UNKNOWN_PROPERTY ->
              "a "
                  + culprit
                  + " takes no such property. Annotate its getter with @JsonIgnore, or the class with"
                  + " @JsonIgnoreProperties(ignoreUnknown = true).";
          case DOES_NOT_FIT ->
              "the JSON does not fit a "
                  + culprit
                  + ". Its fields have changed, or it needs a constructor without parameters or a"
                  + " @JsonCreator.";
          case BEYOND_LIMITS -> LIMITS + ".";
          case CIRCLE, UNWRAPPED, OTHER -> root(failure).getClass().getSimpleName() + ".";
        };
  }

  private static Throwable root(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null ? failure : root(cause);
  }

  private static String module(@Nullable Class<?> culprit) {
    // Jackson 2 names Object where it meets an Optional that nothing declares.
    boolean optional =
        culprit == Object.class
            || (culprit != null && culprit.getName().startsWith("java.util.Optional"));
    return optional
        ? MODULE + " (java.util.Optional: com.fasterxml.jackson.datatype:jackson-datatype-jdk8)"
        : MODULE;
  }

  private static String culprit(Class<?> type, JsonFailure failure) {
    Class<?> culprit = failure.culprit();
    return Reasons.className((culprit == null ? type : culprit).getName());
  }

  private static String at(Class<?> type, JsonFailure failure) {
    return failure.path().isEmpty() ? "" : "at " + place(type, failure.path()) + ", ";
  }

  /**
   * Where in a type something lies, by the names that its classes have: keys of maps, which look
   * alike in JSON, are data, and not shown.
   */
  static String place(Class<?> type, List<String> path) {
    StringBuilder place = new StringBuilder(type.getName());
    Class<?> at = type;
    for (String name : path.subList(0, Math.min(path.size(), MAX_STEPS))) {
      Field field = at == null ? null : field(at, name);
      if (field == null) {
        return place.append(isProperty(at, name) ? "." + name : ".…").toString();
      }
      place.append('.').append(name);
      at = field.getType();
    }
    return path.size() > MAX_STEPS ? place.append(".…").toString() : place.toString();
  }

  private static @Nullable Field field(Class<?> type, String name) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          return field;
        }
      }
    }
    return null;
  }

  private static boolean isProperty(@Nullable Class<?> type, String name) {
    if (type == null || name.isEmpty()) {
      return false;
    }
    String capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    for (String getter : List.of(name, "get" + capital, "is" + capital)) {
      try {
        type.getMethod(getter);
        return true;
      } catch (NoSuchMethodException other) {
        // The next name may be it.
      }
    }
    return false;
  }
}
