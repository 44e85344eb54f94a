package io.github.dynamodbjcache.internal.store;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tasks of one call several at a time. The calling thread takes part: the call comes to
 * its end even if the executor is busy, shut down or gets no thread, and one task needs no other
 * thread.
 */
public final class ParallelTasks {

  private final Executor executor;
  private final int width;

  /** With so many threads at most, the calling one included. */
  public ParallelTasks(Executor executor, int width) {
    this.executor = executor;
    this.width = width;
  }

  /**
   * Returns when all tasks have ended. After one has failed, those not yet begun are left out.
   *
   * @throws RuntimeException the first failure, with the later ones suppressed
   */
  public void run(List<? extends Runnable> tasks) {
    Run run = new Run(tasks);
    try {
      for (int helper = 1; helper < Math.min(width, tasks.size()); helper++) {
        executor.execute(run);
      }
    } catch (RejectedExecutionException | OutOfMemoryError withoutHelp) {
      // Then the calling thread does it all.
    }
    run.run();
    run.awaitEnd();
  }

  private static final class Run implements Runnable {

    private final List<? extends Runnable> tasks;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch unfinished;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Run(List<? extends Runnable> tasks) {
      this.tasks = tasks;
      this.unfinished = new CountDownLatch(tasks.size());
    }

    @Override
    public void run() {
      for (int i = next.getAndIncrement(); i < tasks.size(); i = next.getAndIncrement()) {
        try {
          if (failure.get() == null) {
            tasks.get(i).run();
          }
        } catch (RuntimeException | Error thrown) {
          Throwable first = failure.compareAndExchange(null, thrown);
          if (first != null && first != thrown) {
            first.addSuppressed(thrown);
          }
        } finally {
          unfinished.countDown();
        }
      }
    }

    /** Waits for the helpers; an interrupt is kept for later, since each task ends by its limit. */
    void awaitEnd() {
      boolean interrupted = false;
      while (true) {
        try {
          unfinished.await();
          break;
        } catch (InterruptedException keptForLater) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      Throwable thrown = failure.get();
      if (thrown instanceof Error error) {
        throw error;
      }
      if (thrown instanceof RuntimeException exception) {
        throw exception;
      }
    }
  }
}
