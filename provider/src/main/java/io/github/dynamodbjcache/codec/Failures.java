package io.github.dynamodbjcache.codec;

import java.io.EOFException;
import java.io.InvalidClassException;
import java.io.StreamCorruptedException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tells of foreign failures without their messages, which may quote a value ({@code For input
 * string: "…"}).
 */
final class Failures {

  private Failures() {}

  /** The class of the failure and the first place in it that is not the JDK's. */
  static String describe(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .filter(frame -> !frame.getClassName().startsWith("java."))
        .findFirst()
        .map(frame -> failure.getClass().getName() + " at " + frame)
        .orElse(failure.getClass().getName());
  }

  /** The failure itself if its message is known to speak of classes and streams only. */
  static @Nullable Throwable quiet(Throwable failure) {
    boolean aboutTheStream =
        failure instanceof InvalidClassException
            || failure instanceof StreamCorruptedException
            || failure instanceof EOFException
            || failure instanceof LinkageError
            || failure instanceof CodecException;
    return aboutTheStream ? failure : null;
  }
}
