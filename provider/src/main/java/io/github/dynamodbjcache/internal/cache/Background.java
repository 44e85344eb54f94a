package io.github.dynamodbjcache.internal.cache;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one cache does in other threads, asynchronous listeners and loads, so that its closing can
 * wait for it.
 */
final class Background implements Executor {

  private static final Logger LOG = LoggerFactory.getLogger(Background.class);

  private final Set<CompletableFuture<Void>> running = ConcurrentHashMap.newKeySet();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final String cacheName;
  private final Executor executor;
  private final ClassLoader managerLoader;

  /**
   * Without tasks yet.
   *
   * @param managerLoader the context class loader of tasks: the threads are shared by managers, and
   *     would have that of whoever started them
   */
  Background(String cacheName, Executor executor, ClassLoader managerLoader) {
    this.cacheName = cacheName;
    this.executor = executor;
    this.managerLoader = managerLoader;
  }

  /**
   * Runs the task in another thread. It deals with its failures itself.
   *
   * @throws IllegalStateException if the manager has been closed meanwhile
   */
  @Override
  @SuppressWarnings("CollectionUndefinedEquality") // each future is itself and no other
  public void execute(Runnable task) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    running.add(done);
    try {
      executor.execute(
          () -> {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            threads.add(thread);
            try {
              thread.setContextClassLoader(managerLoader);
              task.run();
            } finally {
              thread.setContextClassLoader(before);
              threads.remove(thread);
              running.remove(done);
              done.complete(null);
            }
          });
    } catch (RejectedExecutionException shutDown) {
      running.remove(done);
      throw new IllegalStateException("cache \"" + cacheName + "\" is closed", shutDown);
    } catch (Error noThread) {
      running.remove(done);
      throw noThread;
    }
  }

  /** True in a thread that runs one of the tasks, and would wait for itself. */
  boolean isWithinTask() {
    return threads.contains(Thread.currentThread());
  }

  /** Waits until what runs has ended, and the other as well, but not for longer than that. */
  void await(CompletableFuture<Void> other, Duration longest) {
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
