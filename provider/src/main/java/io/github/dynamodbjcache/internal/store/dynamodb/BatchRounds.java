package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.attempt.Attempts;
import io.github.dynamodbjcache.internal.store.ParallelTasks;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Sends much in full batches, several at a time. What the service leaves over of them is put
 * together to full batches again: the leftovers of each, sent alone, would cost a request each.
 */
final class BatchRounds {

  /** Sends one batch. */
  interface Sender<T> {
    /** Gives what was left over of it. */
    List<T> send(List<T> batch);
  }

  private final Attempts attempts;
  private final ParallelTasks parallelTasks;

  BatchRounds(Attempts attempts, ParallelTasks parallelTasks) {
    this.attempts = attempts;
    this.parallelTasks = parallelTasks;
  }

  /**
   * Sends all, and what is left over, until nothing is.
   *
   * @return what is still left over when the limit allows no further round
   */
  <T> List<T> send(List<T> all, int size, TimeLimit limit, Sender<T> sender) {
    List<T> pending = all;
    int pauses = 1;
    while (!pending.isEmpty()) {
      Queue<T> left = new ConcurrentLinkedQueue<>();
      parallelTasks.run(
          chunks(pending, size).stream()
              .map(chunk -> (Runnable) () -> left.addAll(sender.send(chunk)))
              .toList());
      // The service also leaves over what is beyond 16 MB: only little progress means throttling.
      pauses = left.size() * 2 <= pending.size() ? 1 : pauses + 1;
      pending = List.copyOf(left);
      if (!pending.isEmpty() && !attempts.mayResendLeftovers(pending.size(), pauses, limit)) {
        break;
      }
    }
    return pending;
  }

  private static <T> List<List<T>> chunks(List<T> all, int size) {
    List<List<T>> chunks = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      chunks.add(List.copyOf(all.subList(from, Math.min(from + size, all.size()))));
    }
    return chunks;
  }
}
