package io.github.dynamodbjcache.benchmarks.scale;

/** Capacity units that come in at a rate; what is not used is kept for one second. */
final class Units {

  private final VirtualTime time;
  private double perSecond;
  private double left;
  private long filledAt;
  private double taken;

  Units(VirtualTime time, double perSecond) {
    this.time = time;
    this.perSecond = perSecond;
    this.left = perSecond;
  }

  static Units unlimited(VirtualTime time) {
    return new Units(time, 1e15);
  }

  double perSecond() {
    return perSecond;
  }

  void setPerSecond(double newRate) {
    fill();
    perSecond = newRate;
  }

  boolean has(double units) {
    fill();
    return left >= units;
  }

  void take(double units) {
    left -= units;
    taken += units;
  }

  /** What was taken since it was asked last. */
  double takenSince() {
    double since = taken;
    taken = 0;
    return since;
  }

  private void fill() {
    double seconds = (double) (time.now() - filledAt) / VirtualTime.SECOND;
    left = Math.min(perSecond, left + seconds * perSecond);
    filledAt = time.now();
  }
}
