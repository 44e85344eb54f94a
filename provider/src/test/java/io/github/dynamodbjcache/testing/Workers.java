package io.github.dynamodbjcache.testing;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Several threads that do the same; the first failure of one ends the others and is the test's. */
public final class Workers {

  private static final long LONGEST_END_SECONDS = 60;

  /** What each of them does. */
  public interface Work {
    void run(int worker) throws Exception;
  }

  private Workers() {}

  /** Runs the work in so many threads, numbered from 0, and waits until all have ended. */
  public static void run(int workers, Work work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(workers);
    ExecutorCompletionService<Void> ends = new ExecutorCompletionService<>(threads);
    try {
      for (int i = 0; i < workers; i++) {
        int worker = i;
        ends.submit(
            () -> {
              work.run(worker);
              return null;
            });
      }
      for (int i = 0; i < workers; i++) {
        ends.take().get();
      }
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof AssertionError assertion) {
        throw assertion;
      }
      throw failed;
    } finally {
      threads.shutdownNow();
      threads.awaitTermination(LONGEST_END_SECONDS, TimeUnit.SECONDS);
    }
  }
}
