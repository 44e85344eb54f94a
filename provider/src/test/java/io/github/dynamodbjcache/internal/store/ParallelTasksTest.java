package io.github.dynamodbjcache.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** "The calling thread takes part: the call ends even if the executor is busy or shut down." */
@Timeout(20)
class ParallelTasksTest {

  @Test
  void aShutExecutorLeavesAllToTheCaller() {
    AtomicInteger done = new AtomicInteger();
    new ParallelTasks(
            task -> {
              throw new RejectedExecutionException();
            },
            8)
        .run(times(20, done::incrementAndGet));
    assertThat(done).hasValue(20);
  }

  /** As a pool ends that gets no thread of the operating system. */
  @Test
  void anExecutorWithoutThreadsLeavesAllToTheCaller() {
    AtomicInteger done = new AtomicInteger();
    new ParallelTasks(
            task -> {
              throw new OutOfMemoryError("unable to create native thread");
            },
            8)
        .run(times(20, done::incrementAndGet));
    assertThat(done).hasValue(20);
  }

  @Test
  void aBusyExecutorLeavesAllToTheCaller() {
    AtomicInteger done = new AtomicInteger();
    new ParallelTasks(task -> {}, 8).run(times(20, done::incrementAndGet));
    assertThat(done).hasValue(20);
  }

  @Test
  void oneTaskNeedsNoOtherThread() {
    new ParallelTasks(
            task -> {
              throw new AssertionError("used");
            },
            8)
        .run(List.of(() -> {}));
  }

  @Test
  void tasksRunSideBySideUpToTheWidth() {
    CountDownLatch both = new CountDownLatch(2);
    new ParallelTasks(task -> new Thread(task).start(), 2)
        .run(
            times(
                2,
                () -> {
                  both.countDown();
                  await(both);
                }));
    AtomicInteger helpers = new AtomicInteger();
    new ParallelTasks(task -> helpers.incrementAndGet(), 3).run(times(10, () -> {}));
    assertThat(helpers).hasValue(2);
  }

  @Test
  void aFailureLeavesOutWhatHasNotBegunAndIsThrown() {
    AtomicInteger begun = new AtomicInteger();
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                new ParallelTasks(task -> {}, 4)
                    .run(
                        times(
                            5,
                            () -> {
                              begun.incrementAndGet();
                              throw new IllegalStateException("first");
                            })))
        .withMessage("first");
    assertThat(begun).hasValue(1);
  }

  private static List<Runnable> times(int count, Runnable task) {
    return IntStream.range(0, count).mapToObj(i -> task).toList();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
