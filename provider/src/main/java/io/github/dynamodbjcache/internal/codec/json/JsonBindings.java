package io.github.dynamodbjcache.internal.codec.json;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.codec.java.AllowedClasses;
import io.github.dynamodbjcache.internal.codec.json.jackson2.Jackson2Binding;
import io.github.dynamodbjcache.internal.codec.json.jackson3.Jackson3Binding;
import org.jspecify.annotations.Nullable;

/** Chooses the generation of Jackson: that of the application's mapper, else 3 before 2. */
public final class JsonBindings {

  private static final String DATABIND = "jackson-databind";

  private JsonBindings() {}

  /**
   * The serializer of values of a type.
   *
   * @param mapper the application's mapper of either generation, or null for one of our own
   * @throws CodecException if there is no Jackson, or the mapper is none or cannot be taken
   */
  public static JsonSerializer serializer(
      Class<?> type, AllowedClasses classes, @Nullable Object mapper) {
    return new JsonSerializer(
        type, mapper == null ? own(type, classes) : given(type, classes, mapper));
  }

  private static JsonBinding own(Class<?> type, AllowedClasses classes) {
    try {
      return Jackson3Binding.of(type, classes);
    } catch (NoClassDefFoundError no3) {
      try {
        return Jackson2Binding.of(type, classes);
      } catch (NoClassDefFoundError no2) {
        throw new CodecException(
            "serialization.format = jackson needs tools.jackson.core:"
                + DATABIND
                + " (Jackson 3) or com.fasterxml.jackson.core:"
                + DATABIND
                + " (Jackson 2) on the class path: add one as a dependency of the application.",
            no2);
      }
    }
  }

  private static JsonBinding given(Class<?> type, AllowedClasses classes, Object mapper) {
    if (isTakenBy3(mapper)) {
      return Jackson3Binding.of(type, classes, mapper);
    }
    if (isTakenBy2(mapper)) {
      return Jackson2Binding.of(type, classes, mapper);
    }
    throw new CodecException(
        "The format \"jackson\" takes an ObjectMapper or JsonMapper of Jackson 2 or 3, not a "
            + mapper.getClass().getName()
            + ".");
  }

  private static boolean isTakenBy3(Object mapper) {
    try {
      return Jackson3Binding.takes(mapper);
    } catch (NoClassDefFoundError no3) {
      return false;
    }
  }

  private static boolean isTakenBy2(Object mapper) {
    try {
      return Jackson2Binding.takes(mapper);
    } catch (NoClassDefFoundError no2) {
      return false;
    }
  }
}
