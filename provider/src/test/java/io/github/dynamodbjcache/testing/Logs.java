package io.github.dynamodbjcache.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** What is logged: tests log warnings to the JVM's error stream. */
public final class Logs {

  private Logs() {}

  /** All lines while that runs; of other threads as well. */
  public static String of(Runnable run) {
    PrintStream before = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, /* autoFlush= */ true, UTF_8));
    try {
      run.run();
    } finally {
      System.setErr(before);
    }
    return log.toString(UTF_8);
  }
}
