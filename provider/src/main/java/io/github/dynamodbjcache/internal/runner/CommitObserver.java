package io.github.dynamodbjcache.internal.runner;

import java.util.List;

/**
 * Hears of what was committed: statistics, listeners, and whoever else follows from a commit. It is
 * told outwards only, in the caller's thread, and decides nothing.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public interface CommitObserver<K, V> {

  /** How much an observer wants to know of what was there; each includes the one before. */
  enum Interest {
    /** Nothing: then what nobody has to read is not read. */
    NONE,
    /** Whether there was an entry. */
    PRESENCE,
    /** The entry itself, and the commits of one key in the order of the table. */
    PREVIOUS,
    /** Also each entry that an operation finds expired, which is removed to be told once. */
    EXPIRED
  }

  /** What it wants to know by now; asked before the table is. */
  Interest interest();

  /**
   * Those steps were committed, by one call.
   *
   * @param nanos how long the call took
   */
  void committed(List<Commit<K, V>> commits, long nanos);

  /**
   * So many lookups found their entry, or did not, and then the application's own loader or
   * processor failed: nothing was committed of them.
   *
   * @param nanos how long the call took
   */
  void lookedInVain(int hits, int misses, long nanos);

  /** A step was refused, since its entry had become another; a change was decided on again. */
  void conflicted();
}
