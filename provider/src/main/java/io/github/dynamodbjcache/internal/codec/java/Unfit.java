package io.github.dynamodbjcache.internal.codec.java;

import io.github.dynamodbjcache.internal.codec.item.Reasons;
import java.io.IOException;
import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Objects that cannot be stored, and what to store instead. */
final class Unfit {

  /** The first that fits says what to make of an object of the JDK's. */
  private static final List<Copy> COPIES =
      List.of(
          new Copy(SortedSet.class, "copy it into a new TreeSet<>(…)"),
          new Copy(Set.class, "copy it into a new LinkedHashSet<>(…)"),
          new Copy(Collection.class, "copy it into a new ArrayList<>(…)"),
          new Copy(SortedMap.class, "copy it into a new TreeMap<>(…)"),
          new Copy(Map.class, "copy it into a new LinkedHashMap<>(…)"),
          new Copy(BaseStream.class, "collect it, as by toList()"),
          new Copy(Iterator.class, "copy what it walks into a new ArrayList<>()"),
          new Copy(Future.class, "store its result"),
          new Copy(Path.class, "store its toString()"),
          new Copy(CharSequence.class, "store its toString()"));

  /** An application's class may be more than the interface that it implements. */
  private static final List<String> LIBRARIES =
      List.of("java.", "sun.", "kotlin.collections.", "com.google.common.collect.");

  private Unfit() {}

  private record Copy(Class<?> type, String advice) {}

  /** Why the object cannot be stored whatever is allowed, in a sentence or two; null if it can. */
  static @Nullable String objectionTo(Object object) {
    Class<?> type = object.getClass();
    if (Proxy.isProxyClass(type)) {
      return "A dynamic proxy"
          + Arrays.stream(type.getInterfaces())
              .map(Class::getName)
              .collect(Collectors.joining(", ", " (of ", ")"))
          + " is not allowed: store a plain value.";
    }
    if (object instanceof SerializedLambda lambda) {
      return "A lambda ("
          + lambda.getFunctionalInterfaceClass().replace('/', '.')
          + " in "
          + lambda.getCapturingClass().replace('/', '.')
          + ") is not allowed: store a plain value"
          + (lambda.getFunctionalInterfaceClass().equals("java/util/Comparator")
              ? ", or make the comparator an enum."
              : ".");
    }
    if (object instanceof Serializable) {
      return object instanceof IOException thrown && isThrownByWriting(thrown)
          ? "The code of a class in it refuses that: " + Reasons.describe(thrown) + "."
          : null;
    }
    if (type.isHidden()) {
      return "A lambda in "
          + type.getName().replaceFirst("\\$\\$Lambda.*", "")
          + " is not allowed: store a plain value.";
    }
    String advice = adviceOn(type);
    return "An object of the class "
        + type.getName()
        + " is not Serializable"
        + (advice == null
            ? ". Make the class so, or the field that holds it transient."
            : ": " + advice + ", or make the field that holds it transient.");
  }

  /** A stream that fails writes the reason as its last object. */
  private static boolean isThrownByWriting(IOException thrown) {
    return Arrays.stream(thrown.getStackTrace())
        .anyMatch(
            frame ->
                frame.getClassName().equals(JavaSerializer.class.getName())
                    || frame.getClassName().equals(Survey.class.getName()));
  }

  /** What to store in place of an object of a library's; null if nothing is known. */
  static @Nullable String adviceOn(Class<?> type) {
    if (LIBRARIES.stream().noneMatch(type.getName()::startsWith)) {
      return null;
    }
    return COPIES.stream()
        .filter(copy -> copy.type.isAssignableFrom(type))
        .map(Copy::advice)
        .findFirst()
        .orElse(null);
  }
}
