package io.github.dynamodbjcache.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.DynamoDbCachingProvider;
import io.github.dynamodbjcache.benchmarks.scale.Scenario;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.options.TimeValue;

/** The programs run and print their tables; what the figures are is no matter for a test. */
class ProgramsTest {

  @Test
  void theComparisonMeasuresBothSidesOfARow() throws Exception {
    TimeValue moment = TimeValue.milliseconds(200);

    String table = Comparison.run(new Comparison.Plan(1, "getText", moment, moment, 1));

    assertThat(table.lines()).hasSize(3);
    assertThat(table)
        .containsPattern("\\| get, text( \\| [0-9,]+ \\| [0-9,]+ \\| \\d+\\.\\d\\d){3}");
  }

  @Test
  void theStubComparisonMeasuresAllCalls() throws Exception {
    String table = StubComparison.run(new StubComparison.Plan(1, 0, 1, "", ""));

    assertThat(table.lines()).hasSize(2 + 25);
    assertThat(table)
        .containsPattern(
            "\\| getAll\\(100\\), 1000 characters( \\| [0-9,.]+){2} \\| -?[0-9,.]+ \\| \\d+\\.\\d\\d")
        .contains(
            "| own table: get |",
            "| own table: put |",
            "| own table: query of 10,000 |",
            "| own table: batch of 10,000, against `dynamodb-enhanced` |");
  }

  @Test
  void theStubComparisonMeasuresAnotherBuildBesideThisOne() throws Exception {
    Path thisBuild =
        Path.of(
            DynamoDbCachingProvider.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());

    String table =
        StubComparison.run(new StubComparison.Plan(1, 0, 1, "invoke", thisBuild.toString()));

    assertThat(table.lines()).hasSize(3);
    assertThat(table).containsPattern("\\| invoke, increment( \\| -?[0-9,.]+){10} \\|");
  }

  @Test
  void theCostsAreThoseOfTheDesign() {
    assertThat(Costs.table())
        .contains("| `get`, hit | 1 read | 1 GetItem | 1.0 |")
        .contains("| `put`, over an entry | 1 write | 1 UpdateItem | 1.0 |")
        .contains("| `getAll(100)` | 100 reads in 1 request | 1 BatchGetItem | 100.0 |");
  }

  @Test
  void theSimulationPrintsItsTables() {
    String tables = Scenario.CONNECTIONS.report(42);

    assertThat(tables)
        .containsPattern("\\| 64 \\| 1[12],\\d{3} \\| 12,000 \\| 5\\.\\d")
        .containsPattern("\\| 60 s( \\| [0-9,.]+){6} \\|");
  }
}
