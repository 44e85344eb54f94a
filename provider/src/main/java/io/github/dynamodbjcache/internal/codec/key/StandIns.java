package io.github.dynamodbjcache.internal.codec.key;

import io.github.dynamodbjcache.internal.codec.java.JavaSerializer;
import java.util.Arrays;

/** What objects put in their place when they are serialized. */
final class StandIns {

  private final JavaSerializer serializer;

  StandIns(JavaSerializer serializer) {
    this.serializer = serializer;
  }

  /**
   * What a stand-in stands for: a list of {@code List.of} comes out of its {@code writeReplace} as
   * one, and has to be the same as an {@code ArrayList}.
   */
  Object original(Object object) {
    return isStandIn(object.getClass())
        ? serializer.deserialize(serializer.serialize(object))
        : object;
  }

  private static boolean isStandIn(Class<?> type) {
    return !type.isEnum()
        && Arrays.stream(type.getDeclaredMethods())
            .anyMatch(m -> m.getName().equals("readResolve") && m.getParameterCount() == 0);
  }
}
