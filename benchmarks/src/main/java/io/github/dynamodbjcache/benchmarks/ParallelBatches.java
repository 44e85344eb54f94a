package io.github.dynamodbjcache.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Batches of 25, eight at a time. */
final class ParallelBatches {

  private static final int WRITES_PER_BATCH = 25;
  private static final int PARALLEL_REQUESTS = 8;

  private final ExecutorService requests =
      Executors.newFixedThreadPool(
          PARALLEL_REQUESTS,
          task -> {
            Thread thread = new Thread(task, "raw-requests");
            thread.setDaemon(true);
            return thread;
          });

  /** Runs them, and waits for all. */
  <T> void run(List<T> all, Consumer<List<T>> write) {
    List<CompletableFuture<Void>> batches = new ArrayList<>();
    for (int from = 0; from < all.size(); from += WRITES_PER_BATCH) {
      List<T> batch = all.subList(from, Math.min(from + WRITES_PER_BATCH, all.size()));
      batches.add(CompletableFuture.runAsync(() -> write.accept(batch), requests));
    }
    batches.forEach(CompletableFuture::join);
  }
}
