package io.github.dynamodbjcache.internal.wire;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Looks from time to time whether a thread that waits for an answer has been interrupted.
 *
 * <p>The SDK ends an attempt that takes too long by an interrupt of its own, and clears the flag
 * afterwards, whosever it was. Blocked in a socket, the thread does not notice an interrupt of the
 * application's before that. What is seen before the SDK's own could come is the application's, and
 * is set again at the end.
 */
final class InterruptWatch implements AutoCloseable {

  private static final long LOOK_MILLIS = 20;
  private static final ScheduledThreadPoolExecutor LOOKING = looking();

  private final Thread thread = Thread.currentThread();
  private final long endNanos;
  private final Future<?> looks;
  private volatile boolean seen;

  private InterruptWatch(Duration attemptTimeout) {
    this.endNanos = System.nanoTime() + attemptTimeout.toNanos();
    this.looks =
        LOOKING.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * Watches the calling thread, until closed by it; within that time, the SDK interrupts nobody.
   */
  static InterruptWatch during(Duration attemptTimeout) {
    return new InterruptWatch(attemptTimeout);
  }

  private void look() {
    if (thread.isInterrupted() && System.nanoTime() - endNanos < 0) {
      seen = true;
    }
  }

  @Override
  public void close() {
    looks.cancel(false);
    if (seen) {
      thread.interrupt();
    }
  }

  /** One thread for all, that ends when nobody waits any more. */
  private static ScheduledThreadPoolExecutor looking() {
    ScheduledThreadPoolExecutor looking =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "dynamodb-jcache-interrupts");
              thread.setDaemon(true);
              thread.setContextClassLoader(null);
              return thread;
            });
    looking.setRemoveOnCancelPolicy(true);
    looking.setKeepAliveTime(1, TimeUnit.SECONDS);
    looking.allowCoreThreadTimeOut(true);
    return looking;
  }
}
