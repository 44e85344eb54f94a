package io.github.dynamodbjcache.examples.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the program as a newcomer does. */
class WeatherStationTest {

  @TempDir private Path folder = Path.of("");

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void theSatelliteIsAskedOnlyForWhatIsNotInTheCache() throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                WeatherStation.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      int exit = program.waitFor();
      String told = Files.readString(output);
      assertThat(exit).as(told).isZero();
      assertThat(told.lines().filter(line -> line.contains("degrees")))
          .containsExactly(
              "OSLO, FRIDAY: 10 degrees (questions to the satellite: 1)",
              "OSLO, FRIDAY: 10 degrees (questions to the satellite: 1)",
              "OSLO, FRIDAY: -3 degrees (questions to the satellite: 1)",
              "OSLO, FRIDAY: 10 degrees (questions to the satellite: 2)",
              "ROME, SUNDAY: 27 degrees (questions to the satellite: 3)",
              "ROME, SUNDAY: 27 degrees (questions to the satellite: 3)");
    } finally {
      program.destroyForcibly();
    }
  }
}
