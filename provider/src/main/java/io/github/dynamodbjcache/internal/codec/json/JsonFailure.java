package io.github.dynamodbjcache.internal.codec.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why Jackson could not do it, without its message, which quotes the JSON.
 *
 * <p>Never leaves this room: {@link JsonSerializer} says it in words.
 */
public final class JsonFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Kind kind;
  private final transient @Nullable Class<?> culprit;
  private final transient List<String> path;

  /**
   * A failure.
   *
   * @param culprit the class that it is about, if that is known
   * @param path the properties that lead to the place, the outermost first; without keys of maps
   */
  public JsonFailure(Kind kind, @Nullable Class<?> culprit, List<String> path, Throwable cause) {
    super(null, cause, /* enableSuppression= */ false, /* writableStackTrace= */ false);
    this.kind = kind;
    this.culprit = culprit;
    this.path = List.copyOf(path);
  }

  /** Why a mapper of the application is not taken. */
  public static final String DEFAULT_TYPING =
      "The mapper has default typing active, by which stored JSON could choose classes. Hand in a"
          + " mapper without; where a declaration leaves a class open, its name is written anyway,"
          + " and only allowed classes are read.";

  /** The kinds of failures that have a way out of their own. */
  public enum Kind {
    /** Jackson knows no way to make an object of the class. */
    NOT_CONSTRUCTIBLE,

    /** Jackson finds nothing to write in an object of the class. */
    NOT_WRITABLE,

    /** The object refers to itself. */
    CIRCLE,

    /** The annotations want properties without an object around them, which a name would need. */
    UNWRAPPED,

    /** More levels, digits or characters than Jackson takes. */
    BEYOND_LIMITS,

    /** The JSON has something else than the class wants. */
    DOES_NOT_FIT,

    /** The JSON has a property that the class does not know. */
    UNKNOWN_PROPERTY,

    /** Anything else: no JSON at all, for example. */
    OTHER;

    /** Which of the kinds it is, as only Jackson's text says. */
    public static Kind notWritable(@Nullable String message) {
      if (message == null || message.startsWith("No serializer found")) {
        return NOT_WRITABLE;
      }
      if (message.startsWith("Direct self-reference")) {
        return CIRCLE;
      }
      return message.startsWith("Unwrapped property") ? UNWRAPPED : NOT_WRITABLE;
    }
  }

  /**
   * True for one of Jackson's limits; by the name, as the class is not there before Jackson 2.15.
   */
  public static boolean isBeyondLimits(Throwable failure) {
    Throwable cause = failure;
    while (cause != null && !cause.getClass().getName().endsWith(".StreamConstraintsException")) {
      cause = cause.getCause();
    }
    return cause != null;
  }

  Kind kind() {
    return kind;
  }

  @Nullable Class<?> culprit() {
    return culprit;
  }

  List<String> path() {
    return path;
  }
}
