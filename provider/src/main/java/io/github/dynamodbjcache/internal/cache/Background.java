package io.github.dynamodbjcache.internal.cache;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one cache does in other threads, so that its closing can wait for it. */
final class Background {

  private static final Logger LOG = LoggerFactory.getLogger(Background.class);

  private final Set<CompletableFuture<Void>> running = ConcurrentHashMap.newKeySet();
  private final Executor executor;

  Background(Executor executor) {
    this.executor = executor;
  }

  /** Runs the task in another thread. It deals with its failures itself. */
  void run(Runnable task) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    running.add(done);
    try {
      executor.execute(
          () -> {
            try {
              task.run();
            } finally {
              running.remove(done);
              done.complete(null);
            }
          });
    } catch (RuntimeException refused) {
      running.remove(done);
      throw refused;
    }
  }

  /** Waits until what runs has ended, and the other as well, but not for longer than that. */
  void await(String cacheName, CompletableFuture<Void> other, Duration longest) {
    CompletableFuture<Void> all =
        CompletableFuture.allOf(running.toArray(CompletableFuture[]::new));
    try {
      CompletableFuture.allOf(all, other).get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.warn(
          "cache {}: closed although loads or asynchronous listeners still ran after {}",
          cacheName,
          longest);
    } catch (ExecutionException e) {
      LOG.warn("cache {}: background work failed while it was closed", cacheName, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
