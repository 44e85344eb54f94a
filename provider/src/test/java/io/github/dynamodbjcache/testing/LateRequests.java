package io.github.dynamodbjcache.testing;

import io.github.dynamodbjcache.testing.FaultyHttpClient.Fault;
import java.time.Duration;
import java.util.concurrent.Phaser;

/** Requests that reach the server when their client may have given them up; and their end. */
public final class LateRequests {

  private final ThreadLocal<Phaser> underWay = ThreadLocal.withInitial(() -> new Phaser(1));

  /** The server gets the request that much later. */
  public Fault after(Duration delay) {
    return request -> {
      Phaser phaser = underWay.get();
      phaser.register();
      return FaultyHttpClient.appliedAfter(delay, phaser::arriveAndDeregister).meet(request);
    };
  }

  /** Waits until those of this thread have come to their end. */
  public void await() {
    underWay.get().arriveAndAwaitAdvance();
  }
}
