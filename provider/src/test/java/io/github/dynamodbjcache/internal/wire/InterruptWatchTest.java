package io.github.dynamodbjcache.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** "What is seen before the SDK's own could come is the application's, and is set again" */
@Timeout(30)
class InterruptWatchTest {

  private static final Duration LONG = Duration.ofMinutes(1);
  private static final int SOME_TIME = 1_000_000;

  @Test
  void anInterruptThatTheSdkClearsIsSetAgain() throws Exception {
    assertThat(interruptedWithin(LONG)).isTrue();
  }

  @Test
  void whatComesWhenTheSdkMayInterruptIsTheSdks() throws Exception {
    assertThat(interruptedWithin(Duration.ZERO)).isFalse();
  }

  private static boolean interruptedWithin(Duration attemptTimeout) throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    AtomicBoolean lookedAt = new AtomicBoolean();
    FutureTask<Boolean> request =
        started(
            () -> {
              try (InterruptWatch watch = InterruptWatch.during(attemptTimeout)) {
                Thread.currentThread().interrupt();
                interrupted.countDown();
                while (!lookedAt.get()) {
                  Thread.onSpinWait();
                }
                Thread.interrupted(); // As the SDK does.
              }
              return Thread.interrupted();
            });
    interrupted.await();
    awaitLook();
    awaitLook();
    lookedAt.set(true);
    return request.get();
  }

  /** A look at all has been begun since, if it has come to a request that was begun since. */
  private static void awaitLook() throws Exception {
    FutureTask<Boolean> later =
        started(
            () -> {
              boolean isSeen = false;
              while (!isSeen) {
                try (InterruptWatch watch = InterruptWatch.during(LONG)) {
                  Thread.currentThread().interrupt();
                  for (int i = 0; i < SOME_TIME; i++) {
                    Thread.onSpinWait();
                  }
                  Thread.interrupted();
                }
                isSeen = Thread.interrupted();
              }
              return isSeen;
            });
    later.get();
  }

  @Test
  void oneThreadLooksAtAllAndEndsWhenNobodyWaits() throws Exception {
    CountDownLatch waiting = new CountDownLatch(30);
    CountDownLatch mayEnd = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      Thread thread =
          new Thread(
              () -> {
                try (InterruptWatch watch = InterruptWatch.during(LONG)) {
                  waiting.countDown();
                  mayEnd.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      threads.add(thread);
      thread.start();
    }
    waiting.await();
    assertThat(looking()).isEqualTo(1);
    mayEnd.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    while (looking() > 0) {
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
    assertThat(interruptedWithin(LONG)).as("it begins again").isTrue();
  }

  private static long looking() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("dynamodb-jcache-interrupts"))
        .count();
  }

  private static FutureTask<Boolean> started(Callable<Boolean> work) {
    FutureTask<Boolean> task = new FutureTask<>(work);
    new Thread(task).start();
    return task;
  }
}
