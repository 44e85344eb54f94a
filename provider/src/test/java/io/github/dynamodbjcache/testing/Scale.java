package io.github.dynamodbjcache.testing;

/**
 * How large the tests of guarantees are: small, as in every build, unless the system property
 * {@code test.guarantees.scale} says otherwise; 1 is what docs/guarantees.md promises.
 */
public final class Scale {

  private static final double SCALE =
      Double.parseDouble(System.getProperty("test.guarantees.scale", "0.05"));

  private Scale() {}

  /** That number, scaled; at least one. */
  public static int of(int number) {
    return of(number, 1);
  }

  /** That number, scaled, but never below the least at which a test still means something. */
  public static int of(int number, int least) {
    return (int) Math.max(least, Math.round(number * SCALE));
  }
}
