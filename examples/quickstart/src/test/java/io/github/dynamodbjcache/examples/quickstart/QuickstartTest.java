package io.github.dynamodbjcache.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program checks what it says while it runs, and ends with an error when that is not so. */
class QuickstartTest {

  @TempDir private Path folder = Path.of("");

  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void runsFromItsFirstSectionToItsBillAndEndsWell() throws IOException, InterruptedException {
    var output = folder.resolve("output.txt");
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                Quickstart.class.getName())
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
          .contains("All 4,909 paints go in")
          .contains("the counter stands at 500")
          .contains("UPDATED Quickstart Blue to Quickstart Sky")
          .contains("4,909 paints, the darkest is")
          .contains("BatchWriteItem")
          .doesNotContain("Exception");
    } finally {
      program.destroyForcibly();
    }
  }
}
