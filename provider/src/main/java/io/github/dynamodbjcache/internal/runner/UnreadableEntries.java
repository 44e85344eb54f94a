package io.github.dynamodbjcache.internal.runner;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of the entries of one cache that cannot be read, and how many iterations left out or
 * operations took as absent.
 */
public final class UnreadableEntries {

  private static final Logger LOG = LoggerFactory.getLogger(UnreadableEntries.class);

  private final String cacheName;
  private final boolean leftOut;
  private final boolean absent;
  private final LongAdder count = new LongAdder();
  private final AtomicBoolean absenceLogged = new AtomicBoolean();

  private UnreadableEntries(String cacheName, boolean leftOut, boolean absent) {
    this.cacheName = cacheName;
    this.leftOut = leftOut;
    this.absent = absent;
  }

  /** Whatever meets them fails. */
  public static UnreadableEntries failing(String cacheName) {
    return new UnreadableEntries(cacheName, /* leftOut= */ false, /* absent= */ false);
  }

  /** Iterations leave them out, everything else fails. */
  public static UnreadableEntries leftOut(String cacheName) {
    return new UnreadableEntries(cacheName, /* leftOut= */ true, /* absent= */ false);
  }

  /** They count as absent. */
  public static UnreadableEntries absent(String cacheName) {
    return new UnreadableEntries(cacheName, /* leftOut= */ true, /* absent= */ true);
  }

  /** How often, since the cache was opened. */
  public long count() {
    return count.sum();
  }

  boolean countAsAbsent() {
    return absent;
  }

  /** Counts one that an operation takes as absent; the first one is logged. */
  void takeAsAbsent(RuntimeException unreadable) {
    count.increment();
    if (absenceLogged.compareAndSet(false, true)) {
      LOG.warn(
          "cache \"{}\": entries that cannot be read are taken as absent, the first because: {}",
          cacheName,
          unreadable.getMessage());
    }
  }

  /** For one iteration. */
  public Iteration newIteration() {
    return new Iteration();
  }

  /** One iteration: it logs the first entry that it leaves out. For one thread. */
  public final class Iteration {

    private boolean logged;

    /**
     * Leaves one out. The message of the failure shows a shortened key at most.
     *
     * @throws RuntimeException the failure itself, if iterations fail
     */
    public void leaveOut(RuntimeException unreadable) {
      if (!leftOut) {
        throw unreadable;
      }
      count.increment();
      if (!logged) {
        logged = true;
        LOG.warn(
            "cache \"{}\": an iteration leaves out entries that cannot be read, the first because:"
                + " {}",
            cacheName,
            unreadable.getMessage());
      }
    }
  }
}
