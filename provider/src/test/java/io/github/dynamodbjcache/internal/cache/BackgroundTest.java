package io.github.dynamodbjcache.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The application's code runs with the manager's class loader, whoever started the thread. */
class BackgroundTest {

  private final ClassLoader before = Thread.currentThread().getContextClassLoader();
  private final URLClassLoader ofTheManager = new URLClassLoader(new URL[0], before);

  /** Its one thread is the caller's, so that the test sees what a task leaves behind. */
  private final Background background = new Background("users", Runnable::run, ofTheManager);

  @AfterEach
  void close() throws Exception {
    ofTheManager.close();
  }

  @Test
  void tasksSeeTheManagersClassLoaderAndLeaveTheThreadsOwn() {
    AtomicReference<ClassLoader> seen = new AtomicReference<>();
    background.execute(() -> seen.set(Thread.currentThread().getContextClassLoader()));
    assertThat(seen).hasValue(ofTheManager);
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
  }

  /** As a pool ends that gets no thread of the operating system. */
  @Test
  void nobodyWaitsForATaskThatGotNoThread() {
    Background withoutThreads =
        new Background(
            "users",
            task -> {
              throw new OutOfMemoryError("unable to create native thread");
            },
            ofTheManager);
    assertThatThrownBy(() -> withoutThreads.execute(() -> {})).isInstanceOf(OutOfMemoryError.class);
    long began = System.nanoTime();
    withoutThreads.await(CompletableFuture.completedFuture(null), Duration.ofSeconds(10));
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void aTaskThatFailsLeavesTheThreadsOwnToo() {
    assertThatThrownBy(
            () ->
                background.execute(
                    () -> {
                      throw new IllegalStateException("failed");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
  }
}
