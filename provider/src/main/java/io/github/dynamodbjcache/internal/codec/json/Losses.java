package io.github.dynamodbjcache.internal.codec.json;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What JSON does not have of a value, though it is the same JSON again when it is read: a private
 * field without a getter, an empty list that is left out, the class behind a {@code @JsonValue}.
 *
 * <p>The {@code equals} of the value's classes decide. Where there is none, or where it compares
 * arrays by identity, nothing is said; nor of what annotations leave out by intent.
 */
final class Losses {

  /** Deeper than Jackson reads by default. */
  private static final int MAX_DEPTH = 1000;

  private Losses() {}

  /**
   * Something that does not come back.
   *
   * @param place the class, and the field in it if one is to blame
   */
  record Loss(String place) {}

  /** The first loss; null if there is none that can be told. */
  static @Nullable Loss first(@Nullable Object written, @Nullable Object read) {
    try {
      return first(written, read, 0);
    } catch (RuntimeException | StackOverflowError equalsFails) {
      return null; // Objects in a circle, for example: then nothing is said either.
    }
  }

  private static @Nullable Loss first(@Nullable Object written, @Nullable Object read, int depth) {
    if (Objects.deepEquals(written, read) || depth > MAX_DEPTH) {
      return null;
    }
    if (written == null || read == null) {
      return itself(written);
    }
    if (written instanceof Optional<?> some && read instanceof Optional<?> other) {
      return first(some.orElse(null), other.orElse(null), depth + 1);
    }
    if (written instanceof Map<?, ?> some && read instanceof Map<?, ?> other) {
      return inMap(some, other, depth);
    }
    if (written instanceof Collection<?> some && read instanceof Collection<?> other) {
      return inCollection(some, other, depth);
    }
    if (written instanceof Object[] some && read instanceof Object[] other) {
      return inSequence(written, Arrays.asList(some), Arrays.asList(other), depth);
    }
    return inObject(written, read, depth);
  }

  private static @Nullable Loss inMap(Map<?, ?> written, Map<?, ?> read, int depth) {
    for (Map.Entry<?, ?> entry : written.entrySet()) {
      // A key that is not found has no equals, else its text would have told.
      Loss loss =
          read.containsKey(entry.getKey())
              ? first(entry.getValue(), read.get(entry.getKey()), depth + 1)
              : null;
      if (loss != null) {
        return loss;
      }
    }
    return ofItself(written, read, depth);
  }

  private static @Nullable Loss inCollection(Collection<?> written, Collection<?> read, int depth) {
    Loss loss =
        written instanceof Set<?>
            ? null // Which of them belong together is not known.
            : inSequence(written, written, read, depth);
    return loss == null ? ofItself(written, read, depth) : loss;
  }

  private static @Nullable Loss inSequence(
      Object in, Collection<?> written, Collection<?> read, int depth) {
    Iterator<?> others = read.iterator();
    for (Object each : written) {
      if (!others.hasNext()) {
        return itself(in);
      }
      Loss loss = first(each, others.next(), depth + 1);
      if (loss != null) {
        return loss;
      }
    }
    return null;
  }

  /** A collection of a class of its own, with more in it than its elements. */
  private static @Nullable Loss ofItself(Object written, Object read, int depth) {
    Class<?> decides = declarer(written.getClass());
    if (decides.getName().startsWith("java.")) {
      return null;
    }
    if (written.getClass() == read.getClass()) {
      return inFields(written, read, depth);
    }
    boolean hasMore = decides == written.getClass() && fields(decides).findAny().isPresent();
    return hasMore ? itself(written) : null;
  }

  private static @Nullable Loss inObject(Object written, Object read, int depth) {
    Class<?> type = written.getClass();
    if (type != read.getClass() || type.isArray()) {
      return itself(written);
    }
    if (declarer(type) == Object.class || DeclaredTypes.isTree(type)) {
      return null;
    }
    return type.getName().startsWith("java.") ? itself(written) : inFields(written, read, depth);
  }

  private static @Nullable Loss inFields(Object written, Object read, int depth) {
    for (Field field : fields(written.getClass()).toList()) {
      Loss loss = inField(field, written, read, depth);
      if (loss != null) {
        return loss;
      }
    }
    return null;
  }

  private static @Nullable Loss inField(Field field, Object written, Object read, int depth) {
    if (LeftOut.says(field) || !field.trySetAccessible()) {
      return null;
    }
    try {
      Object some = field.get(written);
      Object other = field.get(read);
      Loss loss = first(some, other, depth + 1);
      boolean here = loss != null && loss.equals(itself(some));
      return here ? new Loss(field.getDeclaringClass().getName() + "." + field.getName()) : loss;
    } catch (IllegalAccessException closed) {
      return null;
    }
  }

  private static Loss itself(@Nullable Object value) {
    return new Loss(value == null ? "null" : value.getClass().getName());
  }

  private static Stream<Field> fields(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> c = type; c != null && !c.getName().startsWith("java."); c = c.getSuperclass()) {
      fields.addAll(Arrays.asList(c.getDeclaredFields()));
    }
    return fields.stream()
        .filter(field -> !Modifier.isStatic(field.getModifiers()))
        .filter(field -> !Modifier.isTransient(field.getModifiers()));
  }

  private static Class<?> declarer(Class<?> type) {
    try {
      return type.getMethod("equals", Object.class).getDeclaringClass();
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }
}
