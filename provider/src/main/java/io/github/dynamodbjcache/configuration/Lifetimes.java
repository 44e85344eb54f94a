package io.github.dynamodbjcache.configuration;

import java.util.concurrent.TimeUnit;
import javax.cache.expiry.Duration;

/** Durations of the JDK as those of JCache. */
final class Lifetimes {

  private Lifetimes() {}

  /** In whole milliseconds, rounded up, so that a lifetime is never shorter than was asked for. */
  static Duration of(java.time.Duration duration) {
    long millis = duration.plusNanos(999_999).toMillis();
    return millis == 0 ? Duration.ZERO : new Duration(TimeUnit.MILLISECONDS, millis);
  }
}
