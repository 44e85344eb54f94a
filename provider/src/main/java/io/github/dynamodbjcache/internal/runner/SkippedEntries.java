package io.github.dynamodbjcache.internal.runner;

import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the iterations over one cache left out because it could not be read. */
public final class SkippedEntries {

  private static final Logger LOG = LoggerFactory.getLogger(SkippedEntries.class);

  private final String cacheName;
  private final LongAdder count = new LongAdder();

  /** None yet. */
  public SkippedEntries(String cacheName) {
    this.cacheName = cacheName;
  }

  /** How many, since the cache was opened. */
  public long count() {
    return count.sum();
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
