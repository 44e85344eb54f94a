package io.github.dynamodbjcache.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands until it is moved. It starts at a random instant, so nobody relies on it; in
 * the future, so that the server's own time to live deletes nothing.
 */
public final class ManualClock extends Clock {

  private final AtomicReference<Instant> now =
      new AtomicReference<>(
          Instant.ofEpochMilli(System.currentTimeMillis())
              .plusMillis(ThreadLocalRandom.current().nextLong(86_400_000L, 86_400_000L * 1000)));

  /** Moves it forward, or back. */
  public void advance(Duration by) {
    now.updateAndGet(instant -> instant.plus(by));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
