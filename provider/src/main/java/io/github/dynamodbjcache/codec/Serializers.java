package io.github.dynamodbjcache.codec;

import io.github.dynamodbjcache.internal.codec.compression.OptionalZstd;
import io.github.dynamodbjcache.internal.codec.value.JacksonSerializer;

/** The serializers that need an optional library; nothing of it is loaded before it is chosen. */
public final class Serializers {

  private static final String JACKSON = "com.fasterxml.jackson.core:jackson-databind";

  private Serializers() {}

  /**
   * JSON ("jackson") to that type, by a mapper of the Jackson modules on the class path.
   *
   * @throws CodecException if Jackson is missing, or the type is {@code Object}
   */
  public static Serializer jackson(Class<?> type) {
    try {
      return JacksonSerializer.of(type);
    } catch (NoClassDefFoundError e) {
      throw missing(e);
    }
  }

  /**
   * JSON ("jackson") to that type.
   *
   * @param objectMapper the application's {@code com.fasterxml.jackson.databind.ObjectMapper}, as
   *     it is now: later changes have no effect
   * @throws CodecException if Jackson is missing, the mapper has default typing active, or the type
   *     is {@code Object}
   */
  public static Serializer jackson(Class<?> type, Object objectMapper) {
    try {
      return JacksonSerializer.of(type, objectMapper);
    } catch (NoClassDefFoundError e) {
      throw missing(e);
    }
  }

  /**
   * Sees to it that values can be compressed by zstd.
   *
   * @throws CodecException if zstd-jni is not on the class path, or does not run on this machine
   */
  public static void requireZstd() {
    new OptionalZstd().load();
  }

  private static CodecException missing(NoClassDefFoundError e) {
    return new CodecException(
        "serialization.format = jackson needs "
            + JACKSON
            + " on the class path: add it as a"
            + " dependency of the application.",
        e);
  }
}
