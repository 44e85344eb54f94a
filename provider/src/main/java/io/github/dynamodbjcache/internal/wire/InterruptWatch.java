package io.github.dynamodbjcache.internal.wire;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks from time to time whether a thread that waits for an answer has been interrupted.
 *
 * <p>The SDK ends an attempt that takes too long by an interrupt of its own, and clears the flag
 * afterwards, whosever it was. Blocked in a socket, the thread does not notice an interrupt of the
 * application's before that. What is seen before the SDK's own could come is the application's, and
 * is set again at the end.
 *
 * <p>One thread looks at all that wait, in one rhythm: a timer for each request would wake a thread
 * for each, which costs more than all else that is done here for a request.
 */
final class InterruptWatch implements AutoCloseable {

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** How often nobody may be met waiting before the thread ends. */
  private static final int IDLE_LOOKS = 50;

  private static final Set<InterruptWatch> WAITING = ConcurrentHashMap.newKeySet();
  private static final AtomicBoolean LOOKING = new AtomicBoolean();

  private final Thread thread = Thread.currentThread();
  private final long endNanos;
  private volatile boolean seen;

  private InterruptWatch(Duration attemptTimeout) {
    this.endNanos = System.nanoTime() + attemptTimeout.toNanos();
  }

  /**
   * Watches the calling thread, until closed by it; within that time, the SDK interrupts nobody.
   */
  static InterruptWatch during(Duration attemptTimeout) {
    InterruptWatch watch = new InterruptWatch(attemptTimeout);
    WAITING.add(watch);
    if (!LOOKING.get() && LOOKING.compareAndSet(false, true)) {
      startLooking();
    }
    return watch;
  }

  private static void startLooking() {
    Thread looking =
        new Thread(
            /* group= */ null,
            InterruptWatch::lookAtAll,
            "dynamodb-jcache-interrupts",
            /* stackSize= */ 0,
            /* inheritThreadLocals= */ false);
    looking.setDaemon(true);
    looking.setContextClassLoader(null);
    try {
      looking.start();
    } catch (OutOfMemoryError noThreadLeft) {
      LOOKING.set(false); // The next request tries again; until then interrupts are seen late.
    }
  }

  private static void lookAtAll() {
    int idle = 0;
    while (idle < IDLE_LOOKS || mustGoOn()) {
      LockSupport.parkNanos(LOOK_NANOS);
      Thread.interrupted(); // One is meant for nobody here, and would end all further pauses.
      idle = WAITING.isEmpty() ? idle + 1 : 0;
      WAITING.forEach(InterruptWatch::look);
    }
  }

  /** True if somebody began to wait while this thread was about to end, and started no other. */
  private static boolean mustGoOn() {
    LOOKING.set(false);
    return !WAITING.isEmpty() && LOOKING.compareAndSet(false, true);
  }

  private void look() {
    if (thread.isInterrupted() && System.nanoTime() - endNanos < 0) {
      seen = true;
    }
  }

  @Override
  public void close() {
    WAITING.remove(this);
    if (seen) {
      thread.interrupt();
    }
  }
}
