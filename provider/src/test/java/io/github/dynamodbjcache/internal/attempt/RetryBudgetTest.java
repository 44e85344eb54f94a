package io.github.dynamodbjcache.internal.attempt;

import static io.github.dynamodbjcache.internal.store.dynamodb.StoreFixture.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.EntryStore;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.store.dynamodb.StoreFixture;
import io.github.dynamodbjcache.internal.store.dynamodb.TableLayout;
import io.github.dynamodbjcache.testing.Companion;
import io.github.dynamodbjcache.testing.FaultyHttpClient;
import io.github.dynamodbjcache.testing.Place;
import io.github.dynamodbjcache.testing.PlantedDefect;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import io.github.dynamodbjcache.testing.Workers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** "Bounded retry inside the deadline; no retry storm (retry budget)." */
@Timeout(120)
class RetryBudgetTest {

  private static final EntryKey KEY = key("a");
  private static final int CALLS = 200;

  private final FaultyHttpClient http = new FaultyHttpClient(TestDynamoDb.http());
  private final DynamoDbClient client = TestDynamoDb.client(http);
  private final TableLayout layout = StoreFixture.newTable(client);
  private final EntryStore store =
      StoreFixture.store(
          client,
          layout,
          new AttemptSettings(
              /* maxAttempts= */ 8,
              /* attemptTimeout= */ Duration.ofSeconds(30),
              /* backOffBase= */ Duration.ofMillis(1),
              /* backOffCap= */ Duration.ofMillis(5),
              /* asksForConsumedUnits= */ false));

  @AfterEach
  void close() {
    client.deleteTable(request -> request.tableName(layout.table()));
    client.close();
  }

  @Test
  void aTableThatThrottlesEverythingIsNotStormed() throws Exception {
    isNotStormed();
  }

  @Companion
  void withoutBudgetItIsStormed() {
    try (PlantedDefect noBudget = PlantedDefect.in(Place.RETRY_IS_LEFT).answers(true)) {
      assertThatThrownBy(this::isNotStormed).isInstanceOf(AssertionError.class);
    }
  }

  @Test
  void firstAttemptsAreNeverHindered() throws Exception {
    isNotStormed();
    http.calm();
    assertThat(store.read(KEY, Consistency.STRONG, StoreFixture.limit())).isNull();
  }

  @Test
  void whatAnswersAgainIsRetriedAgain() throws Exception {
    isNotStormed();
    http.calm();
    for (int i = 0; i < 3; i++) {
      store.read(KEY, Consistency.STRONG, StoreFixture.limit());
    }
    http.next("GetItem", FaultyHttpClient.answers(400, "ThrottlingException"));
    assertThat(store.read(KEY, Consistency.STRONG, StoreFixture.limit())).isNull();
  }

  private void isNotStormed() throws Exception {
    http.always("GetItem", FaultyHttpClient.answers(400, "ThrottlingException"));
    int before = http.sent().size();
    Workers.run(
        10,
        worker -> {
          for (int i = 0; i < CALLS / 10; i++) {
            assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.read(KEY, Consistency.STRONG, StoreFixture.limit()))
                .withMessageContaining("throttled");
          }
        });
    assertThat(http.sent().size() - before).isLessThanOrEqualTo(CALLS + 100);
  }
}
