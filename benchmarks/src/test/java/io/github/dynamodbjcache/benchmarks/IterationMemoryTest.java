package io.github.dynamodbjcache.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** "Lazy: memory does not grow with the table." */
class IterationMemoryTest {

  @TempDir private Path folder = Path.of("");

  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void entriesOfMoreBytesThanTheHeapAreWalkedThrough() throws Exception {
    Path output = folder.resolve("output.txt");

    int exit =
        Walk.run(
            /* entries= */ 6_000,
            /* length= */ 3_600,
            /* heap= */ "24m",
            ProcessBuilder.Redirect.to(output.toFile()));

    String told = Files.readString(output);
    assertThat(exit).as(told).isZero();
    assertThat(told).contains("6,000 entries met");
  }

  /** Likewise of a selection of an own table. */
  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void itemsOfMoreBytesThanTheHeapAreStreamedThrough() throws Exception {
    Path output = folder.resolve("output.txt");

    int exit =
        StreamWalk.run(
            /* items= */ 20_000,
            /* length= */ 3_600,
            /* heap= */ "32m",
            ProcessBuilder.Redirect.to(output.toFile()));

    String told = Files.readString(output);
    assertThat(exit).as(told).isZero();
    assertThat(told).contains("20,000 items met");
  }
}
