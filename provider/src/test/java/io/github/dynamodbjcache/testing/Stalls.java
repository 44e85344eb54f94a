package io.github.dynamodbjcache.testing;

import java.time.Duration;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * By how much this JVM was late: a thread that wants to wake up every few milliseconds takes note
 * when it does. What a busy machine or a garbage collection costs is no fault of a deadline.
 */
public final class Stalls implements AutoCloseable {

  private static final long BEAT_MILLIS = 5;

  private final ConcurrentNavigableMap<Long, Long> nanosByEnd = new ConcurrentSkipListMap<>();
  private final Thread heart = new Thread(this::beat, "stalls");

  /** Listens from now on. */
  public Stalls() {
    heart.setDaemon(true);
    heart.start();
  }

  private void beat() {
    long last = System.nanoTime();
    try {
      while (true) {
        Thread.sleep(BEAT_MILLIS);
        long now = System.nanoTime();
        nanosByEnd.put(now, Math.max(0, now - last - BEAT_MILLIS * 1_000_000));
        last = now;
      }
    } catch (InterruptedException closed) {
      // Heard enough.
    }
  }

  /** The longest stall since that instant of {@link System#nanoTime}. */
  public Duration longestSince(long nanoTime) {
    return Duration.ofNanos(
        nanosByEnd.tailMap(nanoTime).values().stream().mapToLong(nanos -> nanos).max().orElse(0));
  }

  @Override
  public void close() {
    heart.interrupt();
  }
}
