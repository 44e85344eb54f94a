package io.github.dynamodbjcache.table;

import java.util.Set;

/**
 * What became of a batch.
 *
 * @param written how many writes were done, deletions among them
 * @param replacedInBuffer how many were replaced by a later write of the same key before they went
 *     out
 * @param notDone the keys of those that were certainly not done
 * @param unknown the keys of those that may or may not have been done
 */
public record BatchReport<K>(long written, long replacedInBuffer, Set<K> notDone, Set<K> unknown) {

  /** Keeps copies. */
  public BatchReport {
    notDone = Set.copyOf(notDone);
    unknown = Set.copyOf(unknown);
  }
}
