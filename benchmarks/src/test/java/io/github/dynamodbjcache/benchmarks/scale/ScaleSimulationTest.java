package io.github.dynamodbjcache.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The simulation is what docs/scale.md says of it; its figures are no matter for a test. */
class ScaleSimulationTest {

  private static final long SEED = 42;
  private static final long KEY = 1;
  private static final String PROVIDER = "io.github.dynamodbjcache.internal.";

  private static final List<Fleet.Operation> OPERATIONS =
      List.of(
          (jvm, end) -> jvm.invoke(KEY, end),
          (jvm, end) -> jvm.invokeExactly(KEY, end),
          (jvm, end) -> jvm.put(KEY, end),
          (jvm, end) -> jvm.putExactly(KEY, end),
          (jvm, end) -> jvm.get(KEY, found -> {}, end),
          (jvm, end) -> jvm.getAndTouch(KEY, () -> true, () -> {}, end));

  @Test
  void theSameSeedGivesTheSameFigures() {
    assertThat(figures(SEED)).isEqualTo(figures(SEED)).isNotEqualTo(figures(SEED + 1));
  }

  private static String figures(long seed) {
    Fleet fleet = contenders(seed, 20, Retries.BUDGET);
    Tally tally = fleet.callers(2, (jvm, end) -> jvm.invoke(KEY, end)).run();
    return "%d %d %d %f %f"
        .formatted(
            tally.allStarted(),
            tally.all(End.DONE),
            fleet.table.requests(),
            tally.quantileMillis(0.99),
            tally.fairness());
  }

  @Test
  void everyCallEndsOnce() {
    for (Retries retries : Retries.values()) {
      for (Fleet.Operation operation : OPERATIONS) {
        Tally closed = contenders(SEED, 50, retries).callers(4, operation).run();
        Tally open = contenders(SEED, 50, retries).arrivals(40, operation).run();

        assertThat(ends(closed)).isEqualTo(closed.allStarted()).isPositive();
        assertThat(ends(open)).isEqualTo(open.allStarted()).isPositive();
      }
    }
  }

  @Test
  void noCallIsLongerThanItsDeadline() {
    Tally tally =
        new Fleet(SEED, 1, Table.Shape.unlimited(50), Retries.BUDGET, 0, 12)
            .callers(8_000, (jvm, end) -> jvm.get(KEY, found -> {}, end))
            .run();

    assertThat(tally.count(End.DEADLINE)).isPositive();
    assertThat(tally.quantileMillis(1)).isLessThanOrEqualTo(5_000);
  }

  @Test
  void oneJvmThatIsAloneTakesItsRequestsOneAfterTheOther() {
    Tally invoke = contenders(SEED, 1, Retries.BUDGET).callers(1, OPERATIONS.get(0)).run();
    Tally put = contenders(SEED, 1, Retries.BUDGET).callers(1, OPERATIONS.get(2)).run();

    assertThat(invoke.donePerSecond()).isCloseTo(1_000 / (2 * 5.0), withPercentage(2));
    assertThat(put.donePerSecond()).isCloseTo(1_000 / 5.0, withPercentage(2));
  }

  @Test
  void callersAreTheirRateTimesTheirDuration() {
    for (int callers : new int[] {16, 64, 256}) {
      for (int latency : new int[] {5, 50}) {
        Tally tally = Connections.callers(SEED, callers, latency);

        assertThat(tally.donePerSecond())
            .isCloseTo(Connections.little(callers, latency), withPercentage(5));
        assertThat(tally.donePerSecond() * tally.meanMillis() / 1_000)
            .isCloseTo(callers, withPercentage(5));
      }
    }
  }

  @Test
  void onePartitionWritesAThousandUnitsASecond() {
    Tally tally =
        new Fleet(SEED, 20, Table.Shape.ofPartitions(1, 5), Retries.BUDGET, 4, 12)
            .arrivals(100, OPERATIONS.get(2))
            .run();

    assertThat(tally.donePerSecond()).isCloseTo(Table.PARTITION_WRITES, withPercentage(1));
  }

  @Test
  void theNumbersAreTheProviders() throws ReflectiveOperationException {
    Config client = ConfigFactory.defaultReference().getConfig("dynamodb-jcache.client");
    assertThat(client.getDuration("api-call-timeout").toNanos())
        .isEqualTo(ProviderNumbers.CALL_TIMEOUT);
    assertThat(client.getInt("max-attempts")).isEqualTo(ProviderNumbers.MAX_ATTEMPTS);
    assertThat(client.getInt("max-connections")).isEqualTo(ProviderNumbers.MAX_CONNECTIONS);

    assertThat(constant("wire.Connections", "ONE_KEPT_OF")).isEqualTo(ProviderNumbers.ONE_KEPT_OF);
    assertThat(constant("attempt.RetryBudget", "CAPACITY")).isEqualTo(ProviderNumbers.BUDGET);
    assertThat(constant("attempt.RetryBudget", "RETRY")).isEqualTo(ProviderNumbers.BUDGET_RETRY);
    assertThat(constant("attempt.RetryBudget", "ANSWER")).isEqualTo(ProviderNumbers.BUDGET_ANSWER);
    assertThat(constant("attempt.BackOff", "THROTTLES_WAIT_LONGER"))
        .isEqualTo(ProviderNumbers.THROTTLES_WAIT_LONGER);
    assertThat(constant("cache.StorageAssembly", "FIRST_BACK_OFF"))
        .isEqualTo(Duration.ofNanos(ProviderNumbers.FIRST_BACK_OFF));
    assertThat(constant("cache.StorageAssembly", "LONGEST_BACK_OFF"))
        .isEqualTo(Duration.ofNanos(ProviderNumbers.LONGEST_BACK_OFF));

    Method wait =
        Class.forName(PROVIDER + "runner.Patience")
            .getDeclaredMethod("longestWaitNanos", int.class);
    wait.setAccessible(true);
    for (int races = 1; races < 20; races++) {
      assertThat(wait.invoke(null, races)).isEqualTo(ProviderNumbers.longestWait(races));
    }
  }

  @Test
  void aSpentBudgetIsThatOfTheProvider() throws ReflectiveOperationException {
    Class<?> type = Class.forName(PROVIDER + "attempt.RetryBudget");
    Constructor<?> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    Object budget = constructor.newInstance();
    Method take = type.getDeclaredMethod("tryTake");
    Method answered = type.getDeclaredMethod("answered");
    take.setAccessible(true);
    answered.setAccessible(true);
    Jvm jvm = contenders(SEED, 1, Retries.BUDGET).jvms().get(0);

    for (int i = 0; i < 300; i++) {
      if (i % 3 == 2) {
        answered.invoke(budget);
        jvm.answered();
      }
      assertThat(jvm.mayRetry(1)).isEqualTo(take.invoke(budget));
    }
  }

  private static Object constant(String type, String name) throws ReflectiveOperationException {
    Field field = Class.forName(PROVIDER + type).getDeclaredField(name);
    field.setAccessible(true);
    return field.get(null);
  }

  private static long ends(Tally tally) {
    return Arrays.stream(End.values()).mapToLong(tally::all).sum();
  }

  private static Fleet contenders(long seed, int jvms, Retries retries) {
    return new Fleet(seed, jvms, Table.Shape.ofPartitions(1, 5), retries, 1, 5);
  }
}
