package io.github.dynamodbjcache.benchmarks.scale;

import java.util.Arrays;
import java.util.Random;

/** Keys by chance: the n-th is asked for in proportion to n to the power of −s. */
final class Keys {

  private final double[] upTo;

  private Keys(double[] upTo) {
    this.upTo = upTo;
  }

  static Keys zipf(int count, double s) {
    double[] upTo = new double[count];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += Math.pow(i + 1.0, -s);
      upTo[i] = sum;
    }
    for (int i = 0; i < count; i++) {
      upTo[i] /= sum;
    }
    return new Keys(upTo);
  }

  static Keys uniform(int count) {
    return zipf(count, 0);
  }

  long next(Random random) {
    int at = Arrays.binarySearch(upTo, random.nextDouble());
    return Math.min(upTo.length - 1, at < 0 ? -at - 1 : at);
  }

  int count() {
    return upTo.length;
  }

  /** The share of the calls that ask for it. */
  double share(int key) {
    return key == 0 ? upTo[0] : upTo[key] - upTo[key - 1];
  }
}
