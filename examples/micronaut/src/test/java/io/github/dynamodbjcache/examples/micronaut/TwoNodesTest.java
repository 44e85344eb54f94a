package io.github.dynamodbjcache.examples.micronaut;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** Micronaut's cache annotations, each of which two instances of an application have in common. */
@Timeout(120)
class TwoNodesTest {

  private final String tables = UUID.randomUUID() + "-";

  @TempDir private Path folder = Path.of("");
  private Node one;
  private Node other;

  @BeforeEach
  void start() throws IOException {
    one = Node.start(tables, folder);
    other = Node.start(tables, folder);
  }

  @AfterEach
  void stop() {
    one.close();
    other.close();
  }

  @Test
  void whatOneHasAskedForTheOtherFinds() {
    Forecast forecast = one.forecasts().forecast(City.OSLO, FRIDAY);

    assertThat(one.forecasts().forecast(City.OSLO, FRIDAY)).isEqualTo(forecast);
    assertThat(other.forecasts().forecast(City.OSLO, FRIDAY)).isEqualTo(forecast);
    assertThat(one.questions()).isEqualTo(1);
    assertThat(other.questions()).isZero();
    assertThat(other.forecasts().forecast(City.OSLO, MONDAY).day()).isEqualTo(MONDAY);
    assertThat(other.questions()).isEqualTo(1);
  }

  @Test
  void whatOnePutsTheOtherFinds() {
    one.forecasts().forecast(City.OSLO, FRIDAY);
    other.forecasts().correct(City.OSLO, FRIDAY, -3);

    assertThat(one.forecasts().forecast(City.OSLO, FRIDAY).degrees()).isEqualTo(-3);
    assertThat(one.questions()).isEqualTo(1);
  }

  @Test
  void whatOneInvalidatesTheOtherAsksForAgain() {
    one.forecasts().forecast(City.OSLO, FRIDAY);
    one.forecasts().forecast(City.ROME, FRIDAY);
    other.forecasts().forget(City.OSLO, FRIDAY);

    one.forecasts().forecast(City.OSLO, FRIDAY);
    one.forecasts().forecast(City.ROME, FRIDAY);
    assertThat(one.questions()).isEqualTo(3);

    other.forecasts().forgetAll();
    assertThat(one.cache("forecasts")).isEmpty();
  }

  @Test
  void noArgumentIsAKeyToo() {
    assertThat(one.forecasts().warning()).isEqualTo("heat");
    assertThat(other.forecasts().warning()).isEqualTo("heat");
    assertThat(other.questions()).isZero();
  }

  @Test
  void futuresAreCachedByWhatTheyGive() throws Exception {
    Forecast forecast = one.forecasts().later(City.ROME, FRIDAY).get(20, SECONDS);

    assertThat(other.forecasts().later(City.ROME, FRIDAY).get(20, SECONDS)).isEqualTo(forecast);
    assertThat(other.questions()).isZero();
    other.forecasts().forgetLater(City.ROME, FRIDAY).get(20, SECONDS);
    one.forecasts().forgetAll();
    one.forecasts().later(City.ROME, FRIDAY).get(20, SECONDS);
    assertThat(one.questions()).isEqualTo(2);
  }

  @Test
  void publishersAreCachedByWhatTheyGive() {
    Mono<Forecast> asked = one.forecasts().reactive(City.ROME, FRIDAY);
    assertThat(asked.block()).isEqualTo(new Forecast(City.ROME, FRIDAY, 25));
    assertThat(other.forecasts().reactive(City.ROME, FRIDAY).block())
        .isEqualTo(new Forecast(City.ROME, FRIDAY, 25));
    assertThat(other.questions()).isZero();

    other.forecasts().correctReactive(City.ROME, FRIDAY, 30).block();
    assertThat(one.cache("reactive"))
        .singleElement()
        .satisfies(
            entry ->
                assertThat(entry.getValue())
                    .hasToString("Forecast[city=ROME, day=FRIDAY, degrees=30]"));
  }

  @Test
  void anotherJvmFindsTheKeysOfEnumConstants() throws Exception {
    one.forecasts().forecast(City.OSLO, FRIDAY);
    one.forecasts().warning();
    one.forecasts().later(City.ROME, FRIDAY).get(20, SECONDS);

    assertThat(otherJvm())
        .startsWith("hash ")
        .doesNotContain("hash " + FRIDAY.hashCode() + " ")
        .contains(
            "Forecast[city=OSLO, day=FRIDAY, degrees=10]",
            "heat",
            "Forecast[city=ROME, day=FRIDAY, degrees=25]",
            "questions 0");
    one.forecasts().forecast(City.OSLO, FRIDAY);
    assertThat(one.questions()).as("asked again, as the other JVM has forgotten it").isEqualTo(4);
  }

  private String otherJvm() throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1", "-Daws.accessKeyId=local", "-Daws.secretAccessKey=local"));
    command.add("-Dcaches.file=" + Node.file(tables, folder));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), OtherNode.class.getName()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      boolean ended = process.waitFor(60, SECONDS);
      String told = Files.readString(output);
      assertThat(ended && process.exitValue() == 0).as(told).isTrue();
      return told;
    } finally {
      process.destroyForcibly();
    }
  }
}
