package io.github.dynamodbjcache.benchmarks;

import io.github.dynamodbjcache.benchmarks.scale.Scenario;
import java.util.Locale;

/**
 * Prints in Markdown what breaks first as callers, JVMs and keys grow: a simulation in virtual
 * time, that sends nothing. The same seed gives the same figures.
 */
public final class ScaleSimulation {

  private static final int USUAL_SEED = 42;

  private ScaleSimulation() {}

  /** Takes a seed, and the name of the one scenario that is wanted. */
  public static void main(String[] words) {
    Arguments arguments = new Arguments(words);
    int seed = arguments.next(USUAL_SEED);
    String wanted = arguments.next("").toUpperCase(Locale.ROOT);
    System.out.printf("Seed %d%n", seed);
    for (Scenario scenario : Scenario.values()) {
      if (wanted.isEmpty() || scenario.name().equals(wanted)) {
        long began = System.nanoTime();
        System.out.print(scenario.report(seed));
        System.err.printf(
            Locale.ROOT,
            "%s: %.1f s%n",
            scenario.name(),
            (System.nanoTime() - began) / 1_000_000_000.0);
      }
    }
  }
}
