package io.github.dynamodbjcache.testing;

/**
 * How large the tests of guarantees are: 1 unless the system property {@code test.guarantees.scale}
 * says otherwise.
 */
public final class Scale {

  private static final double SCALE =
      Double.parseDouble(System.getProperty("test.guarantees.scale", "1"));

  private Scale() {}

  /** That number, scaled; at least one. */
  public static int of(int number) {
    return (int) Math.max(1, Math.round(number * SCALE));
  }
}
