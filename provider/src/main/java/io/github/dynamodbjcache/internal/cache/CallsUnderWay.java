package io.github.dynamodbjcache.internal.cache;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls that are under way in one cache, and its end: closing lets no new call in and lets
 * those under way come to theirs, so that no loader, writer or listener is closed while it is being
 * used, and no connection while it is waited on.
 *
 * <p>Each call shares a lock; closing wants it alone.
 */
final class CallsUnderWay {

  private static final Logger LOG = LoggerFactory.getLogger(CallsUnderWay.class);

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final String cacheName;

  CallsUnderWay(String cacheName) {
    this.cacheName = cacheName;
  }

  /**
   * Makes a call, unless the cache is being closed.
   *
   * @param checkOpen throws if the cache has been closed
   */
  <R extends @Nullable Object> R call(Runnable checkOpen, Supplier<R> call) {
    StackReserve.require(cacheName);
    // Never waits: what the lock is refused for is a closing that nobody has to wait for.
    boolean shared = lock.readLock().tryLock();
    try {
      checkOpen.run();
      return call.get();
    } finally {
      if (shared) {
        lock.readLock().unlock();
      }
    }
  }

  /** True in a thread that is making a call: in a listener, a loader, a processor. */
  boolean isWithinOne() {
    return lock.getReadHoldCount() > 0;
  }

  /** Waits for the calls of other threads, but not for longer than that. */
  void awaitEnd(Duration longest) {
    try {
      if (lock.writeLock().tryLock(longest.toNanos(), TimeUnit.NANOSECONDS)) {
        lock.writeLock().unlock();
      } else {
        LOG.warn(
            "cache {}: closed although calls were still under way after {}", cacheName, longest);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
