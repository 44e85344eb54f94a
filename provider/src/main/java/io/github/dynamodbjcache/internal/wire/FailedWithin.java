package io.github.dynamodbjcache.internal.wire;

/**
 * The SDK, its HTTP client or what hooks into them failed with what is no exception. A request may
 * have left by then, which its call has to find out about: it must not end as an error of the JVM.
 */
public final class FailedWithin extends RuntimeException {

  private static final long serialVersionUID = 1L;

  FailedWithin(Error error) {
    super(inWords(error), error);
  }

  /** True if the thread is to die, which nobody may keep from it. */
  static boolean isEndOfThread(Error error) {
    return error.getClass().getName().equals("java.lang.ThreadDeath"); // Newer JDKs have none.
  }

  private static String inWords(Error error) {
    String said = String.valueOf(error);
    if (said.contains("jdk/net/")) {
      return "this Java runtime has no module jdk.net, which the HTTP client needs: start with"
          + " --add-modules jdk.net, or give it to jlink ("
          + said
          + ")";
    }
    return error instanceof LinkageError
        ? "the AWS SDK's modules do not fit together: " + said
        : said;
  }
}
