package io.github.dynamodbjcache.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
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
