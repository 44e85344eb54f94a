package io.github.dynamodbjcache.internal.codec.json;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.codec.value.Scalar;
import io.github.dynamodbjcache.internal.codec.value.Scalars;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The JDK's scalars that JSON has nothing of its own for: they are texts. */
public final class TextScalars {

  /** Those that Jackson writes exactly, in the way that everybody expects. */
  private static final Set<String> NATURAL =
      Set.of(
          "string", "boolean", "char", "bytes", "byte", "short", "int", "long", "float", "double",
          "bigint", "decimal");

  private TextScalars() {}

  /** The scalars by the classes that they are declared with. */
  public static Map<Class<?>, Scalar<?>> byType() {
    Map<Class<?>, Scalar<?>> byType = new LinkedHashMap<>();
    for (Scalar<?> scalar : Scalars.all()) {
      if (!NATURAL.contains(scalar.tag())) {
        byType.put(scalar.type(), scalar);
      }
      if (ZoneId.class.isAssignableFrom(scalar.type())) {
        byType.putIfAbsent(ZoneId.class, scalar); // What declarations name, of either class.
      }
    }
    return byType;
  }

  /** Why an object of a JDK class cannot be JSON. */
  public static CodecException refusal(Object value) {
    return new CodecException(
        "a "
            + value.getClass().getName()
            + " would lose its time zone and settings. Use a java.time.ZonedDateTime.");
  }
}
