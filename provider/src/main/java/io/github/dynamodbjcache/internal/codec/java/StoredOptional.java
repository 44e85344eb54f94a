package io.github.dynamodbjcache.internal.codec.java;

import java.io.Serializable;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An optional in a stream; the JDK's are not Serializable.
 *
 * <p>Part of the item format: neither this class's name, nor its components or codes ever change.
 *
 * @param code which of the four it is
 * @param value what it holds, or null
 */
record StoredOptional(byte code, @Nullable Object value) implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final byte OBJECT = 0;
  private static final byte INT = 1;
  private static final byte LONG = 2;
  private static final byte DOUBLE = 3;

  static StoredOptional of(Optional<?> optional) {
    return new StoredOptional(OBJECT, optional.orElse(null));
  }

  static StoredOptional of(OptionalInt optional) {
    return new StoredOptional(INT, optional.isPresent() ? optional.getAsInt() : null);
  }

  static StoredOptional of(OptionalLong optional) {
    return new StoredOptional(LONG, optional.isPresent() ? optional.getAsLong() : null);
  }

  static StoredOptional of(OptionalDouble optional) {
    return new StoredOptional(DOUBLE, optional.isPresent() ? optional.getAsDouble() : null);
  }

  private Object readResolve() {
    return switch (code) {
      case OBJECT -> Optional.ofNullable(value);
      case INT -> value == null ? OptionalInt.empty() : OptionalInt.of((Integer) value);
      case LONG -> value == null ? OptionalLong.empty() : OptionalLong.of((Long) value);
      case DOUBLE -> value == null ? OptionalDouble.empty() : OptionalDouble.of((Double) value);
      default -> throw new IllegalArgumentException("a stand-in of a later version");
    };
  }
}
