package io.github.dynamodbjcache.codec;

import io.github.dynamodbjcache.internal.codec.compression.OptionalZstd;
import io.github.dynamodbjcache.internal.codec.java.AllowedClasses;
import io.github.dynamodbjcache.internal.codec.json.JsonBindings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The serializers that need an optional library; nothing of it is loaded before it is chosen. */
public final class Serializers {

  private Serializers() {}

  /**
   * JSON ("jackson") of that type, by a mapper of our own: of Jackson 3, or of Jackson 2 where
   * there is no other, with the modules on the class path. {@code Object} stands for any value;
   * where a declaration leaves a class open, JSON names it. Beside the JDK's values, only the type
   * itself may be named.
   *
   * @throws CodecException if Jackson is missing
   */
  public static Serializer jackson(Class<?> type) {
    return jackson(type, onlyOf(type), null);
  }

  /**
   * JSON ("jackson") of that type, by the application's mapper.
   *
   * @param mapper a {@code JsonMapper} or {@code ObjectMapper} of Jackson 2 or 3, as it is now:
   *     later changes have no effect
   * @throws CodecException if it is no mapper, or has default typing active
   */
  public static Serializer jackson(Class<?> type, Object mapper) {
    return jackson(type, onlyOf(type), mapper);
  }

  /**
   * JSON ("jackson") of that type, which may name the allowed classes where a declaration leaves a
   * class open.
   *
   * @param mapper as above; null for one of our own
   * @throws CodecException if Jackson is missing, or the mapper is none or has default typing
   *     active
   */
  public static Serializer jackson(Class<?> type, AllowList allowed, @Nullable Object mapper) {
    ClassLoader loader = type.getClassLoader();
    return JsonBindings.serializer(
        type,
        new AllowedClasses(allowed, loader == null ? Serializers.class.getClassLoader() : loader),
        mapper);
  }

  private static AllowList onlyOf(Class<?> type) {
    return AllowList.of("default", List.of(), type);
  }

  /**
   * Sees to it that values can be compressed by zstd.
   *
   * @throws CodecException if zstd-jni is not on the class path, or does not run on this machine
   */
  public static void requireZstd() {
    new OptionalZstd().load();
  }
}
