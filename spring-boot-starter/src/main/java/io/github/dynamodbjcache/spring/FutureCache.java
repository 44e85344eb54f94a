package io.github.dynamodbjcache.spring;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.interceptor.CacheOperationInvoker;
import org.springframework.cache.jcache.JCacheCache;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * A cache that methods with a {@code CompletableFuture}, a {@code Mono} or a {@code Flux} as their
 * result can be cached in, which Spring's own cache over JCache refuses. It asks the table in a
 * thread of its own, and so blocks no caller.
 */
final class FutureCache extends JCacheCache {

  private static final Executor THREADS = threads();

  /** What is being asked for, or made, under {@code sync = true}. */
  private final Map<Object, CompletableFuture<?>> underWay = new ConcurrentHashMap<>();

  FutureCache(Cache<Object, Object> cache, boolean allowsNull) {
    super(cache, allowsNull);
  }

  /** A wrapper of the value that is there, also of a null; null if there is none. */
  @Override
  public CompletableFuture<?> retrieve(Object key) {
    return CompletableFuture.supplyAsync(() -> get(key), THREADS);
  }

  /**
   * The value that is there, else what the loader makes: once for all that ask in this JVM. Each
   * has a future of its own, so that whoever gives up, as a {@code Mono} with a timeout does, gives
   * up for itself.
   */
  @SuppressWarnings("unchecked") // Who asks for another type than was stored is told by a cast.
  @Override
  public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> loader) {
    CompletableFuture<T> mine = new CompletableFuture<>();
    CompletableFuture<?> others = underWay.putIfAbsent(key, mine);
    if (others != null) {
      return ((CompletableFuture<T>) others).copy();
    }
    try {
      CompletableFuture.supplyAsync(() -> get(key), THREADS)
          .thenCompose(
              found ->
                  found == null
                      ? loaded(key, loader)
                      : CompletableFuture.completedFuture((T) found.get()))
          .whenComplete((value, failure) -> settle(key, mine, value, failure));
    } catch (Throwable noThread) { // Whoever waits for it must not wait for ever.
      underWay.remove(key, mine);
      mine.completeExceptionally(noThread);
    }
    return mine.copy();
  }

  private <T extends @Nullable Object> void settle(
      Object key, CompletableFuture<T> mine, T value, @Nullable Throwable failure) {
    underWay.remove(key, mine);
    if (failure == null) {
      mine.complete(value);
    } else {
      mine.completeExceptionally(failure);
    }
  }

  private <T extends @Nullable Object> CompletableFuture<T> loaded(
      Object key, Supplier<CompletableFuture<T>> loader) {
    return made(loader)
        .thenApplyAsync(
            value -> {
              put(key, value);
              return value;
            },
            THREADS);
  }

  /**
   * What a method throws itself reaches Spring in a wrapper, which it unwraps in its own thread
   * only.
   */
  private static <T extends @Nullable Object> CompletableFuture<T> made(
      Supplier<CompletableFuture<T>> loader) {
    try {
      return loader.get();
    } catch (CacheOperationInvoker.ThrowableWrapper thrown) {
      return CompletableFuture.failedFuture(thrown.getOriginal());
    }
  }

  private static Executor threads() {
    SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("dynamodb-cache-");
    threads.setDaemon(true);
    return threads;
  }
}
