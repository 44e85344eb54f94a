package io.github.dynamodbjcache.internal.runner;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What iterations over one cache left out, or its operations took as absent, as unreadable. */
public final class SkippedEntries {

  private static final Logger LOG = LoggerFactory.getLogger(SkippedEntries.class);

  private final String cacheName;
  private final LongAdder count = new LongAdder();
  private final AtomicBoolean absenceLogged = new AtomicBoolean();

  /** None yet. */
  public SkippedEntries(String cacheName) {
    this.cacheName = cacheName;
  }

  /** How often, since the cache was opened. */
  public long count() {
    return count.sum();
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

  Iteration newIteration() {
    return new Iteration();
  }

  /** One iteration: it logs the first entry that it leaves out. For one thread. */
  final class Iteration {

    private boolean logged;

    /** The message of the failure shows a shortened key at most. */
    void leaveOut(RuntimeException unreadable) {
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
