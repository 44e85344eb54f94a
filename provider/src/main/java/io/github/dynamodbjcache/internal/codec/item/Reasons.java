package io.github.dynamodbjcache.internal.codec.item;

import io.github.dynamodbjcache.codec.CodecException;
import java.io.EOFException;
import java.io.InvalidClassException;
import java.io.StreamCorruptedException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tells of foreign failures without their messages, which may quote a value ({@code For input
 * string: "…"}).
 */
public final class Reasons {

  private static final int MAX_CLASS_NAME = 200;

  private Reasons() {}

  /** A class name that may come from a stored item: escaped, and cut only if it is absurd. */
  public static String className(String name) {
    return ShortKey.printable(name, MAX_CLASS_NAME);
  }

  /** The class of the failure and the first place in it that is not the JDK's. */
  public static String describe(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .filter(frame -> !frame.getClassName().startsWith("java."))
        .findFirst()
        .map(frame -> failure.getClass().getName() + " at " + frame)
        .orElse(failure.getClass().getName());
  }

  /** The failure itself if its message is known to speak of classes and streams only. */
  public static @Nullable Throwable quiet(Throwable failure) {
    boolean aboutTheStream =
        failure instanceof InvalidClassException
            || failure instanceof StreamCorruptedException
            || failure instanceof EOFException
            || failure instanceof LinkageError
            || failure instanceof CodecException;
    return aboutTheStream ? failure : null;
  }
}
