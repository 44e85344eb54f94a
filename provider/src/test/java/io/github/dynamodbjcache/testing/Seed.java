package io.github.dynamodbjcache.testing;

import java.util.Random;

/**
 * Where a test's random numbers come from: another seed each time, printed, unless the system
 * property {@code test.seed} sets it.
 */
public final class Seed {

  private final long value;

  private Seed(long value) {
    this.value = value;
  }

  /** A seed for that test, which prints it. */
  public static Seed of(Class<?> test) {
    Long set = Long.getLong("test.seed");
    Seed seed = new Seed(set == null ? System.nanoTime() : set);
    System.out.printf("%s: -Dtest.seed=%d%n", test.getSimpleName(), seed.value);
    return seed;
  }

  /** A source of random numbers of its own for each part of the test. */
  public Random random(int part) {
    return new Random(value * 31 + part);
  }

  /** The seed itself, to be handed to another JVM. */
  public long value() {
    return value;
  }

  @Override
  public String toString() {
    return "-Dtest.seed=" + value;
  }
}
