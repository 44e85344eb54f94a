package io.github.dynamodbjcache.internal.codec.java;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/**
 * How much of the thread's CPU time reading may take. It bounds what cannot be foreseen by looking
 * at the bytes: keys of hash collections whose hashes collide and that have no order, so that each
 * one that is put is held against all before it.
 */
public final class TimeBudget {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int LOOK_EVERY = 64;

  private final long endNanos;
  private int calls;

  /** That long from now on. */
  public TimeBudget(Duration allowed) {
    endNanos = now() + allowed.toNanos();
  }

  /**
   * To be asked again and again; looks at the clock now and then only, which costs a system call.
   */
  public boolean isSpent() {
    return ++calls % LOOK_EVERY == 0 && now() > endNanos;
  }

  private static long now() {
    return THREADS.isCurrentThreadCpuTimeSupported()
        ? THREADS.getCurrentThreadCpuTime()
        : System.nanoTime();
  }
}
