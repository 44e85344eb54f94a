package io.github.dynamodbjcache.internal.codec.key;

import io.github.dynamodbjcache.codec.KeyEncoder;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The registered encoders, by exact class and by tag. */
public final class KeyEncoders {

  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9-]+");

  private final Map<Class<?>, KeyEncoder<?>> byType;
  private final Map<String, KeyEncoder<?>> byTag;

  /**
   * Registers them.
   *
   * @throws IllegalArgumentException if two have the same class or tag, or a tag is garbled
   */
  public KeyEncoders(Collection<? extends KeyEncoder<?>> encoders) {
    byType = index(encoders, KeyEncoder::type);
    byTag = index(encoders, KeyEncoder::tag);
    for (String tag : byTag.keySet()) {
      if (!TAG.matcher(tag).matches()) {
        throw new IllegalArgumentException(
            "The tag of a KeyEncoder is made of letters, digits and '-', not: " + tag);
      }
    }
  }

  private static <A> Map<A, KeyEncoder<?>> index(
      Collection<? extends KeyEncoder<?>> encoders, Function<KeyEncoder<?>, A> by) {
    return encoders.stream()
        .collect(
            Collectors.toUnmodifiableMap(
                by,
                Function.identity(),
                (first, second) -> {
                  throw new IllegalArgumentException(
                      "Two KeyEncoders have the same type or tag: "
                          + first.getClass().getName()
                          + " and "
                          + second.getClass().getName());
                }));
  }

  @Nullable KeyEncoder<?> of(Class<?> type) {
    return byType.get(type);
  }

  @Nullable KeyEncoder<?> tagged(String tag) {
    return byTag.get(tag);
  }
}
