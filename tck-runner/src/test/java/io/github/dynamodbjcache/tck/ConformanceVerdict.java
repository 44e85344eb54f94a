package io.github.dynamodbjcache.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * "The TCK passes whole, with no switch that only the TCK sets." Runs after the TCK, on the outcome
 * that it left: a green run proves nothing where tests were left out.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ConformanceVerdict {

  private TckOutcome outcome = new TckOutcome(0, 0, 0, 0, List.of());

  @BeforeAll
  void readTheOutcome() throws IOException {
    assertThat(TckOutcome.FILE).as("the outcome of the TCK; did the TCK run?").exists();
    outcome = TckOutcome.read();
  }

  @Test
  void everyTestOfTheTckRan() {
    assertThat(outcome.run())
        .as("%s", outcome)
        .isGreaterThanOrEqualTo(Integer.getInteger("tck.tests"));
    assertThat(outcome.skipped()).as("%s", outcome).isZero();
  }

  @Test
  void noneFailed() {
    assertThat(outcome.failed() + outcome.errors()).as("%s", outcome).isZero();
  }

  @Test
  void onlyTheTestThatTheTckWantsExcludedWasExcluded() {
    assertThat(outcome.excluded()).as("%s", outcome).hasSize(1);
    assertThat(outcome.unexplained()).as("%s", outcome).isEmpty();
  }

  @Test
  void onlyTheTestsOfStoreByReferenceAreNoOps() {
    assertThat(outcome.storeByReference()).as("%s", outcome).hasSize(12);
  }
}
