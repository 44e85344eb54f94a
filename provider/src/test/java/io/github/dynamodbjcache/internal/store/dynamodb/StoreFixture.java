package io.github.dynamodbjcache.internal.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.internal.attempt.AttemptSettings;
import io.github.dynamodbjcache.internal.attempt.Attempts;
import io.github.dynamodbjcache.internal.attempt.BackOff;
import io.github.dynamodbjcache.internal.store.Applied;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.ParallelTasks;
import io.github.dynamodbjcache.internal.table.TableSpec;
import io.github.dynamodbjcache.internal.table.Tables;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import io.github.dynamodbjcache.internal.wire.Wire;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What tests of stores need again and again. */
public final class StoreFixture {

  /** The standard, but patient with a busy machine: a slow answer is no lost answer. */
  public static final AttemptSettings SETTINGS =
      new AttemptSettings(
          /* maxAttempts= */ 10,
          /* attemptTimeout= */ Duration.ofSeconds(30),
          /* backOffBase= */ Duration.ofMillis(25),
          /* backOffCap= */ Duration.ofSeconds(1),
          /* asksForConsumedUnits= */ false);

  /** Eight requests at a time. */
  public static final ParallelTasks PARALLEL =
      new ParallelTasks(task -> new Thread(task, "store-test").start(), 8);

  private StoreFixture() {}

  /** A table that no other test uses. */
  public static TableLayout newTable(DynamoDbClient client) {
    TableLayout layout =
        new TableLayout(
            "test-" + UUID.randomUUID(),
            KeySchema.ofText("k"),
            Naming.OWN,
            Set.of("v", "t", "h", "m"));
    new Tables(
            Wire.handedIn(client, Duration.ofSeconds(20)),
            SETTINGS,
            RandomGenerator.getDefault(),
            Runnable::run)
        .open(TableSpec.standard(layout));
    return layout;
  }

  public static DynamoDbEntryStore store(DynamoDbClient client, TableLayout layout) {
    return store(client, layout, SETTINGS);
  }

  public static DynamoDbEntryStore store(
      DynamoDbClient client, TableLayout layout, AttemptSettings settings) {
    return store(client, layout, settings, Transacted.NOTHING);
  }

  public static DynamoDbEntryStore store(
      DynamoDbClient client, TableLayout layout, AttemptSettings settings, Transacted transacted) {
    return new DynamoDbEntryStore(
        attempts(client, layout, settings), layout, transacted, PARALLEL, Clock.systemUTC());
  }

  /** Applied, and no earlier entry was handed back. */
  public static void doneOverNothing(Applied applied) {
    assertThat(applied).isInstanceOf(Applied.Done.class);
    assertThat(((Applied.Done) applied).previous()).isNull();
  }

  /** Attempts at the table, with a budget of their own. */
  public static Attempts attempts(
      DynamoDbClient client, TableLayout layout, AttemptSettings settings) {
    return Attempts.at(
        Wire.handedIn(client, Duration.ofSeconds(20)),
        layout.table(),
        settings,
        new BackOff(settings, RandomGenerator.getDefault()));
  }

  public static EntryKey key(String name) {
    return new EntryKey(Map.of("k", AttributeValue.fromS(name)));
  }

  public static Map<String, AttributeValue> value(String text) {
    return Map.of("v", AttributeValue.fromS(text));
  }

  public static TimeLimit limit() {
    return TimeLimit.after(Duration.ofSeconds(30));
  }
}
