package io.github.dynamodbjcache.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program that the README starts. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class TwoInstancesProgramTest {

  @TempDir private Path folder;

  /** It ends with an error if one of its instances does. */
  @Test
  void theProgramThatShowsItRuns() throws Exception {
    try (ChildJvm child =
        ChildJvm.java(
            folder,
            // What only the class path of the tests makes necessary.
            "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:+UnlockDiagnosticVMOptions"
                + " -XX:-BytecodeVerificationRemote -Dspring.main.web-application-type=none"
                + " -Dspring.devtools.restart.enabled=false"
                + " -Ddynamodb-jcache.client.api-call-timeout=60s"
                + " -Ddynamodb-jcache.client.attempt-timeout=30s",
            List.of("-cp", ClassPath.whole(), TwoInstances.class.getName()))) {
      assertThat(child.await())
          .containsSubsequence(
              "The first instance, with empty tables",
              "the maker was asked 4 times",
              "The second instance, when the maker is closed",
              "an offer for 2 litres: null",
              "a new price: #c93f38: 14.50, was 13.50",
              "the maker was asked 0 times")
          .doesNotContain("Exception");
    }
  }
}
