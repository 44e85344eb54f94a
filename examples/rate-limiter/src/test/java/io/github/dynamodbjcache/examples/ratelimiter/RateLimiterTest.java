package io.github.dynamodbjcache.examples.ratelimiter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program checks what it says while it runs, and ends with an error when that is not so. */
class RateLimiterTest {

  @TempDir private Path folder = Path.of("");

  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void runsFromItsFirstSectionToItsLastAndEndsWell() throws IOException, InterruptedException {
    var output = folder.resolve("output.txt");
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                RateLimiter.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    // For the processes that it starts, too: none lives long enough to be worth more.
    builder
        .environment()
        .put(
            "JAVA_TOOL_OPTIONS",
            "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
                + " -XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote");
    var program = builder.start();
    try {
      int exit = program.waitFor();
      var told = Files.readString(output);

      assertThat(exit).as(told).isZero();
      assertThat(told)
          .contains("together    500, in ")
          .contains("bob: true, 499 calls are left")
          .contains("a bit later:   gone")
          .doesNotContain("Exception");
    } finally {
      program.destroyForcibly();
    }
  }
}
