package io.github.dynamodbjcache.examples.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** "No settings": the program as the README has it run. */
@ExtendWith(OutputCaptureExtension.class)
class AlmanacTest {

  @Test
  void itAsksForEachCityOnceAndNothingGoesWrong(CapturedOutput output) {
    // The tests' class path has a web server, that of the program has none.
    Almanac.main(new String[] {"--spring.main.web-application-type=none"});

    List<String> lines = output.getOut().lines().toList();
    assertThat(lines.stream().filter(line -> line.startsWith("the observatory")))
        .containsExactly(
            "the observatory is asked for Lisbon",
            "the observatory is asked for Oslo",
            "the observatory is asked for Tromsø");
    assertThat(lines.stream().filter(line -> line.startsWith("sunrise: ")))
        .containsExactly(
            "sunrise: Sunrise[city=Lisbon, at=07:34]",
            "sunrise: Sunrise[city=Oslo, at=08:50]",
            "sunrise: Sunrise[city=Lisbon, at=07:34]",
            "sunrise: null",
            "sunrise: null");
    assertThat(output.getAll())
        .contains("the caches lie in DynamoDB Local within this JVM")
        .doesNotContain(" ERROR ")
        .doesNotContain("Exception");
  }

  @Test
  void itHasNoFileOfSettings() {
    for (String name :
        List.of(
            "application.yaml",
            "application.yml",
            "application.properties",
            "dynamodb-jcache.conf")) {
      assertThat(Almanac.class.getClassLoader().getResource(name)).as(name).isNull();
    }
  }
}
