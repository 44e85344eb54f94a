package io.github.dynamodbjcache.internal.table;

import static io.github.dynamodbjcache.testing.FaultyHttpClient.answerLost;
import static io.github.dynamodbjcache.testing.FaultyHttpClient.answers;
import static io.github.dynamodbjcache.testing.FaultyHttpClient.answersOk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbjcache.configuration.Billing;
import io.github.dynamodbjcache.configuration.Encryption;
import io.github.dynamodbjcache.configuration.TableCreation;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.store.dynamodb.KeySchema;
import io.github.dynamodbjcache.internal.store.dynamodb.Naming;
import io.github.dynamodbjcache.internal.store.dynamodb.StoreFixture;
import io.github.dynamodbjcache.internal.store.dynamodb.TableLayout;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import io.github.dynamodbjcache.internal.wire.Wire;
import io.github.dynamodbjcache.testing.FaultyHttpClient;
import io.github.dynamodbjcache.testing.Logs;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.SSEType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Opening, creating and deleting tables; the waits are injected. */
@Timeout(60)
class TablesTest {

  private static final TableIndex BY_OWNER =
      new TableIndex(
          "by-owner",
          TableIndex.Scope.GLOBAL,
          List.of(
              new KeySchema.KeyAttribute("owner", KeySchema.KeyType.S),
              new KeySchema.KeyAttribute("era", KeySchema.KeyType.N)),
          List.of(
              new KeySchema.KeyAttribute("episode", KeySchema.KeyType.N),
              new KeySchema.KeyAttribute("rank", KeySchema.KeyType.N)),
          null);

  private final FaultyHttpClient http = new FaultyHttpClient(TestDynamoDb.http());
  private final DynamoDbClient client = TestDynamoDb.client(http);
  private final AtomicLong nanos = new AtomicLong(System.nanoTime());
  private final List<Duration> waits = new ArrayList<>();
  private final List<Runnable> later = new ArrayList<>();
  private final Tables tables =
      new Tables(
          Wire.handedIn(client, Duration.ofSeconds(20)),
          StoreFixture.SETTINGS,
          RandomGenerator.getDefault(),
          this::sleep,
          nanos::get,
          (after, task) -> later.add(task));
  private final String name = "test-" + UUID.randomUUID();
  private final TableSpec spec = TableSpec.standard(layout(name));

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void aMissingTableIsCreatedWithTimeToLive() {
    tables.open(spec);
    TableDescription table = client.describeTable(r -> r.tableName(name)).table();
    assertThat(table.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
    var ttl = client.describeTimeToLive(r -> r.tableName(name)).timeToLiveDescription();
    assertThat(ttl.timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);
    assertThat(ttl.attributeName()).isEqualTo("ttl");
    assertThat(waits).isEmpty();
  }

  @Test
  void openingAnExistingTableTakesTwoRequests() {
    tables.open(spec);
    http.sent().clear();
    tables.open(spec);
    tables.open(spec.withCreation(TableCreation.NEVER));
    assertThat(http.sent())
        .containsExactly(
            "DescribeTable", "DescribeTimeToLive", "DescribeTable", "DescribeTimeToLive");
  }

  @Test
  void creationIsAwaitedInStepsOfAQuarterSecondToTwo() {
    http.next(
        "CreateTable", answersOk(describing("CREATING").replace("Table\"", "TableDescription\"")));
    http.next("DescribeTable", answers(400, "ResourceNotFoundException"));
    http.next("DescribeTable", answers(400, "ResourceNotFoundException"));
    for (int i = 0; i < 4; i++) {
      http.next("DescribeTable", answersOk(describing("CREATING")));
    }
    http.next("DescribeTable", answersOk(describing("ACTIVE")));
    http.next("UpdateTimeToLive", answersOk("{}"));
    tables.open(spec);
    assertThat(waits)
        .extracting(Duration::toMillis)
        .containsExactly(250L, 500L, 1000L, 2000L, 2000L, 2000L);
  }

  @Test
  void aTableThatIsNeverReadyEndsWithTheTimeout() {
    http.always("DescribeTable", answersOk(describing("CREATING")));
    assertRefused(spec, "creation timeout of 120000 ms");
    assertThat(waits.stream().reduce(Duration.ZERO, Duration::plus))
        .isLessThanOrEqualTo(spec.creationTimeout());
  }

  @Test
  void oneOfTwoCreatorsWinsAndTheOtherAdopts() {
    tables.open(spec);
    http.next("DescribeTable", answers(400, "ResourceNotFoundException"));
    tables.open(spec);
    assertThat(http.sent()).endsWith("CreateTable", "DescribeTable", "DescribeTimeToLive");
  }

  @Test
  void aCreationWhoseAnswerWasLostIsAdopted() {
    http.next("CreateTable", answerLost());
    tables.open(spec);
    assertThat(client.describeTable(r -> r.tableName(name)).table().tableName()).isEqualTo(name);
  }

  @Test
  void aTableBeingDeletedIsAwaitedAndCreatedAnew() {
    http.next("DescribeTable", answersOk(describing("DELETING")));
    tables.open(spec);
    assertThat(waits).hasSize(1);
    assertThat(client.describeTable(r -> r.tableName(name)).table().tableName()).isEqualTo(name);
  }

  @Test
  void aTableBeingDeletedIsAnErrorIfNoneIsToBeCreated() {
    http.next("DescribeTable", answersOk(describing("DELETING")));
    assertRefused(spec.withCreation(TableCreation.NEVER), "DELETING");
  }

  @Test
  void aTableBeingUpdatedIsUsable() {
    http.next("DescribeTable", answersOk(describing("UPDATING")));
    http.next(
        "DescribeTimeToLive",
        answersOk(
            "{\"TimeToLiveDescription\":{\"TimeToLiveStatus\":\"ENABLED\",\"AttributeName\":\"ttl\"}}"));
    tables.open(spec);
    assertThat(waits).isEmpty();
  }

  @Test
  void aTableWithoutItsEncryptionKeyIsNamedAsSuch() {
    http.next("DescribeTable", answersOk(describing("INACCESSIBLE_ENCRYPTION_CREDENTIALS")));
    assertRefused(spec, "INACCESSIBLE_ENCRYPTION_CREDENTIALS");
  }

  @Test
  void anotherKeyIsRefusedWithExpectedAgainstFound() {
    client.createTable(
        r ->
            r.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    a -> a.attributeName("id").attributeType("N"),
                    a -> a.attributeName("at").attributeType("S"))
                .keySchema(
                    k -> k.attributeName("id").keyType(KeyType.HASH),
                    k -> k.attributeName("at").keyType(KeyType.RANGE)));
    assertRefused(spec, "id (HASH, N), at (RANGE, S)");
    assertRefused(spec, "expects k (HASH, S)");
  }

  @Test
  void aMissingTableIsNotCreatedIfToldSo() {
    assertRefused(spec.withCreation(TableCreation.NEVER), "does not exist");
    assertThat(http.sent()).containsExactly("DescribeTable");
  }

  @Test
  void dataRightsAreEnoughIfNoTableIsToBeCreated() {
    http.always("DescribeTable", answers(400, "AccessDeniedException"));
    tables.open(spec.withCreation(TableCreation.NEVER));
    assertRefused(spec, "dynamodb:DescribeTable");
  }

  @Test
  void lackOfTheRightToLookAtTimeToLiveDoesNotMatter() {
    tables.open(spec);
    http.always("DescribeTimeToLive", answers(400, "AccessDeniedException"));
    tables.open(spec);
    tables.open(spec.withCreation(TableCreation.NEVER));
  }

  /** "A refused UpdateTimeToLive passes in silence for good: WARN, and again later." */
  @Test
  void aRefusedTimeToLiveIsWarnedOfAndTriedAgain() {
    String reason = "Time to live has been modified multiple times within a fixed interval";
    http.next("UpdateTimeToLive", answers(400, "ValidationException", reason, Duration.ZERO));
    assertThat(Logs.of(() -> tables.open(spec)))
        .contains("WARN", name, reason, "tried again in an hour")
        .containsOnlyOnce("WARN");

    http.next("UpdateTimeToLive", answers(400, "ValidationException", reason, Duration.ZERO));
    nanos.addAndGet(Duration.ofHours(1).toNanos());
    assertThat(Logs.of(() -> later.remove(0).run())).contains("WARN", reason);
    nanos.addAndGet(Duration.ofHours(1).toNanos());
    assertThat(Logs.of(() -> later.remove(0).run())).isEmpty();
    assertThat(later).isEmpty();
    assertThat(
            client
                .describeTimeToLive(r -> r.tableName(name))
                .timeToLiveDescription()
                .timeToLiveStatus())
        .isEqualTo(TimeToLiveStatus.ENABLED);
  }

  @Test
  void aTimeToLiveThatAnotherHasSwitchedOnMeanwhileIsFine() {
    tables.open(spec);
    http.next("DescribeTimeToLive", answersOk("{\"TimeToLiveDescription\":{}}"));
    http.next(
        "UpdateTimeToLive",
        answers(400, "ValidationException", "TimeToLive is already enabled", Duration.ZERO));
    assertThat(Logs.of(() -> tables.open(spec))).isEmpty();
    assertThat(later).isEmpty();
  }

  /** "An existing table that differs ...: one WARN line each, at opening." */
  @Test
  void whatATableDoesNotHoldOfItsSettingsIsWarnedOf() {
    tables.open(spec);
    http.always(
        "DescribeContinuousBackups",
        answersOk(
            "{\"ContinuousBackupsDescription\":{\"ContinuousBackupsStatus\":\"ENABLED\","
                + "\"PointInTimeRecoveryDescription\":"
                + "{\"PointInTimeRecoveryStatus\":\"DISABLED\"}}}"));
    TableSpec other =
        spec.withCreation(TableCreation.NEVER)
            .withMade(
                new NewTable(
                    Billing.provisioned(5, 6),
                    Encryption.customerKey("arn:aws:kms:eu-west-1:1:key/a"),
                    /* deletionProtection= */ true,
                    /* pointInTimeRecovery= */ true,
                    Map.of(),
                    List.of()));
    assertThat(Logs.of(() -> tables.open(other)).lines().filter(line -> line.contains("WARN")))
        .hasSize(4)
        .allSatisfy(line -> assertThat(line).contains(name, "was there already"))
        .anySatisfy(line -> assertThat(line).contains("deletion-protection = true"))
        .anySatisfy(line -> assertThat(line).contains("billing = provisioned, but it is paid per"))
        .anySatisfy(line -> assertThat(line).contains("encryption = arn:aws:kms"))
        .anySatisfy(
            line -> assertThat(line).contains("point-in-time-recovery = true, but it is not"));
  }

  @Test
  void unitsAndBillingThatDifferAreWarnedOfAndOnesOwnTableIsNot() {
    TableSpec provisioned =
        spec.withCreation(TableCreation.IF_MISSING)
            .withMade(
                new NewTable(
                    Billing.provisioned(5, 6),
                    Encryption.awsManaged(),
                    /* deletionProtection= */ false,
                    /* pointInTimeRecovery= */ false,
                    Map.of(),
                    List.of()));
    assertThat(Logs.of(() -> tables.open(provisioned))).isEmpty();
    assertThat(Logs.of(() -> tables.open(spec)))
        .contains("billing = pay-per-request, but its capacity is provisioned");
    assertThat(Logs.of(() -> tables.open(spec.withCreation(TableCreation.NEVER)))).isEmpty();
    TableSpec more =
        spec.withCreation(TableCreation.NEVER)
            .withMade(
                new NewTable(
                    Billing.provisioned(50, 6),
                    Encryption.byDefault(),
                    /* deletionProtection= */ false,
                    /* pointInTimeRecovery= */ false,
                    Map.of(),
                    List.of()));
    assertThat(Logs.of(() -> tables.open(more)))
        .contains("read-units = 50 and write-units = 6, but it has 5 and 6");
  }

  @Test
  void whatAnEmulatorDoesNotKnowIsDoneWithout() {
    tables.open(
        spec.withCreation(TableCreation.IF_MISSING)
            .withMade(
                new NewTable(
                    Billing.provisioned(5, 6),
                    Encryption.awsManaged(),
                    /* deletionProtection= */ false,
                    /* pointInTimeRecovery= */ true,
                    Map.of("team", "caches"),
                    List.of())));
    assertThat(http.sent()).contains("UpdateContinuousBackups");
    var throughput = client.describeTable(r -> r.tableName(name)).table().provisionedThroughput();
    assertThat(throughput.readCapacityUnits()).isEqualTo(5);
    assertThat(throughput.writeCapacityUnits()).isEqualTo(6);
  }

  @Test
  void keysMayHaveASortKeyAndOtherTypes() {
    KeySchema keys =
        new KeySchema(
            List.of(
                new KeySchema.KeyAttribute("episode", KeySchema.KeyType.N),
                new KeySchema.KeyAttribute("map", KeySchema.KeyType.B)));
    TableSpec other = TableSpec.standard(new TableLayout(name, keys, Naming.OWN, Set.of()));
    assertThat(ExpectedKey.of(keys).inWords())
        .isEqualTo("partition key episode of type N and the sort key map of type B");
    tables.open(other);
    tables.open(other);
    assertRefused(spec, "has the key episode (HASH, N), map (RANGE, B), but the cache expects k");
  }

  @Test
  void theRequestForANewTableSaysAllThatWasAskedFor() {
    CreateTableRequest request =
        TableSchemas.creation(
            spec.withCreation(TableCreation.IF_MISSING)
                .withMade(
                    new NewTable(
                        Billing.payPerRequest(),
                        Encryption.customerKey("alias/caches"),
                        /* deletionProtection= */ true,
                        /* pointInTimeRecovery= */ false,
                        Map.of("team", "caches"),
                        List.of())));
    assertThat(request.sseSpecification().sseType()).isEqualTo(SSEType.KMS);
    assertThat(request.sseSpecification().kmsMasterKeyId()).isEqualTo("alias/caches");
    assertThat(request.deletionProtectionEnabled()).isTrue();
    assertThat(request.tags())
        .singleElement()
        .extracting(t -> t.key() + "=" + t.value())
        .isEqualTo("team=caches");
  }

  /** "The table from the mapping: types, billing, throughput, global indexes." */
  @Test
  void aTableOfTheUsersIsMadeWithItsIndexes() {
    TableSpec made = ofTheUser(TableCreation.IF_MISSING).withMade(provisionedWith(BY_OWNER));
    FoundTable found = tables.open(made).orElseThrow();
    assertThat(found.keys()).hasToString("episode (HASH, N), map (RANGE, B)");
    assertThat(found.indexes()).containsExactly(BY_OWNER);
    var description = client.describeTable(r -> r.tableName(name)).table();
    assertThat(description.globalSecondaryIndexes().get(0).provisionedThroughput())
        .extracting(units -> units.readCapacityUnits(), units -> units.writeCapacityUnits())
        .containsExactly(5L, 6L);
    assertThat(
            client
                .describeTimeToLive(r -> r.tableName(name))
                .timeToLiveDescription()
                .attributeName())
        .isEqualTo("expires");
    assertThat(Logs.of(() -> tables.open(made))).doesNotContain("WARN");
    TableIndex other =
        new TableIndex("by-owner", TableIndex.Scope.GLOBAL, BY_OWNER.partition(), List.of(), null);
    assertThat(Logs.of(() -> tables.open(made.withMade(provisionedWith(other)))))
        .contains("WARN", "the mapping has the global index by-owner (HASH owner S, HASH era N)");
  }

  @Test
  void indexesThatAreBeingMadeAreAwaited() {
    TableSpec made = ofTheUser(TableCreation.IF_MISSING).withMade(provisionedWith(BY_OWNER));
    tables.open(made);
    for (String status : List.of("CREATING", "CREATING", "ACTIVE")) {
      http.next("DescribeTable", answersOk(describingIndex(status, false)));
    }
    tables.open(made);
    assertThat(waits).hasSize(2);
    http.next("DescribeTable", answersOk(describingIndex("CREATING", true)));
    tables.open(made);
    assertThat(waits).as("one that is filled for hours").hasSize(2);
  }

  /** "By default nothing is created, cleared or destroyed." */
  @Test
  void aTableOfTheUsersThatIsThereIsLeftAsItIs() {
    tables.open(ofTheUser(TableCreation.IF_MISSING));
    client.updateTimeToLive(
        r ->
            r.tableName(name)
                .timeToLiveSpecification(t -> t.enabled(false).attributeName("expires")));
    http.sent().clear();
    for (TableCreation creation : List.of(TableCreation.NEVER, TableCreation.IF_MISSING)) {
      assertThat(Logs.of(() -> tables.open(ofTheUser(creation))))
          .contains("WARN", "Time to live of table " + name + " is off")
          .contains("Switch it on for attribute expires");
    }
    assertThat(http.sent())
        .containsExactly(
            "DescribeTable", "DescribeTimeToLive", "DescribeTable", "DescribeTimeToLive");
  }

  /** Who makes it, such as another JVM of ours, switches time to live on once it is there. */
  @Test
  void timeToLiveOfATableThatIsBeingMadeIsMissedOnlyInTheEnd() {
    tables.open(ofTheUser(TableCreation.IF_MISSING));
    String described = "{\"TimeToLiveDescription\":{\"TimeToLiveStatus\":\"DISABLED\"}}";
    for (TableCreation creation : List.of(TableCreation.NEVER, TableCreation.IF_MISSING)) {
      http.next("DescribeTable", answersOk(describing("CREATING")));
      http.next("DescribeTimeToLive", answersOk(described));
      assertThat(Logs.of(() -> tables.open(ofTheUser(creation)))).isEmpty();
      assertThat(Logs.of(() -> later.remove(0).run())).as("switched on meanwhile").isEmpty();
    }
    http.next("DescribeTable", answers(400, "ResourceNotFoundException"));
    http.next("DescribeTimeToLive", answersOk(described));
    assertThat(Logs.of(() -> tables.open(ofTheUser(TableCreation.IF_MISSING))))
        .as("another one was faster")
        .isEmpty();
    http.next("DescribeTimeToLive", answersOk(described));
    assertThat(Logs.of(() -> later.remove(0).run()))
        .contains("WARN", "Time to live of table " + name + " is off");
    assertThat(later).isEmpty();
  }

  @Test
  void timeToLiveThatIsBeingSwitchedOnIsOn() {
    tables.open(ofTheUser(TableCreation.IF_MISSING));
    for (String attribute : List.of("", ",\"AttributeName\":\"expires\"")) {
      http.next(
          "DescribeTimeToLive",
          answersOk(
              "{\"TimeToLiveDescription\":{\"TimeToLiveStatus\":\"ENABLING\"" + attribute + "}}"));
      assertThat(Logs.of(() -> tables.open(ofTheUser(TableCreation.NEVER)))).isEmpty();
    }
  }

  @Test
  void whatAUsersTableWouldBeMadeLikeIsNoWishUnlessItMayBeMade() {
    tables.open(ofTheUser(TableCreation.IF_MISSING));
    http.sent().clear();
    NewTable other =
        new NewTable(
            Billing.provisioned(5, 6),
            Encryption.awsManaged(),
            /* deletionProtection= */ true,
            /* pointInTimeRecovery= */ true,
            Map.of(),
            List.of());
    assertThat(Logs.of(() -> tables.open(ofTheUser(TableCreation.NEVER).withMade(other))))
        .doesNotContain("was there already");
    assertThat(http.sent()).doesNotContain("DescribeContinuousBackups");
    assertThat(Logs.of(() -> tables.open(ofTheUser(TableCreation.IF_MISSING).withMade(other))))
        .contains("billing = provisioned", "deletion-protection = true");
  }

  @Test
  void aKeyOfAnyTypeIsWhatTheTableHas() {
    tables.open(ofTheUser(TableCreation.IF_MISSING));
    TableSpec open =
        new TableSpec(
            name,
            new ExpectedKey(
                List.of(
                    new ExpectedKey.Attribute("episode", null),
                    new ExpectedKey.Attribute("map", null))),
            null,
            TableSpec.Owner.USER,
            TableCreation.NEVER,
            NewTable.STANDARD,
            Duration.ofMinutes(1));
    http.sent().clear();
    assertThat(tables.open(open).orElseThrow().keys())
        .hasToString("episode (HASH, N), map (RANGE, B)");
    assertThat(http.sent()).as("no time to live is asked for").containsExactly("DescribeTable");
    assertThat(open.keys()).hasToString("episode (HASH, any type), map (RANGE, any type)");
  }

  @Test
  void aUsersTableWithAnotherKeyIsRefusedWithTheWayOut() {
    tables.open(spec);
    assertRefused(
        ofTheUser(TableCreation.NEVER),
        "has the key k (HASH, S), but the cache expects episode (HASH, N), map (RANGE, B). Change"
            + " the mapping");
  }

  @Test
  void aTableOfUnknownTypesIsNotMade() {
    TableSpec unknown =
        new TableSpec(
            name,
            new ExpectedKey(List.of(new ExpectedKey.Attribute("id", null))),
            null,
            TableSpec.Owner.USER,
            TableCreation.IF_MISSING,
            NewTable.STANDARD,
            Duration.ofMinutes(1));
    assertRefused(unknown, "nothing says of which type its key attributes [id] are");
    assertThat(http.sent()).containsExactly("DescribeTable");
  }

  @Test
  void theEndOfATableIsAwaited() {
    tables.open(spec);
    http.next("DescribeTable", answersOk(describing("DELETING")));
    tables.delete(name, limit());
    tables.awaitEnd(name, limit());
    assertThat(waits).hasSize(1);
    assertThat(client.listTables().tableNames()).doesNotContain(name);
    tables.awaitEnd(name, limit());
    assertThat(waits).hasSize(1);
  }

  private TableSpec ofTheUser(TableCreation creation) {
    return new TableSpec(
        name,
        ExpectedKey.of(
            new KeySchema(
                List.of(
                    new KeySchema.KeyAttribute("episode", KeySchema.KeyType.N),
                    new KeySchema.KeyAttribute("map", KeySchema.KeyType.B)))),
        "expires",
        TableSpec.Owner.USER,
        creation,
        NewTable.STANDARD,
        Duration.ofMinutes(1));
  }

  private static NewTable provisionedWith(TableIndex index) {
    return new NewTable(
        Billing.provisioned(5, 6),
        Encryption.byDefault(),
        /* deletionProtection= */ false,
        /* pointInTimeRecovery= */ false,
        Map.of(),
        List.of(index));
  }

  private String describingIndex(String status, boolean backfilling) {
    return """
        {"Table": {"TableName": "%s", "TableStatus": "ACTIVE",
          "KeySchema": [{"AttributeName": "episode", "KeyType": "HASH"},
            {"AttributeName": "map", "KeyType": "RANGE"}],
          "AttributeDefinitions": [{"AttributeName": "episode", "AttributeType": "N"},
            {"AttributeName": "map", "AttributeType": "B"},
            {"AttributeName": "owner", "AttributeType": "S"}],
          "GlobalSecondaryIndexes": [{"IndexName": "by-owner", "IndexStatus": "%s",
            "Backfilling": %s, "Projection": {"ProjectionType": "ALL"},
            "KeySchema": [{"AttributeName": "owner", "KeyType": "HASH"}]}]}}
        """
        .formatted(name, status, backfilling);
  }

  @Test
  void deletingAMissingTableIsFine() {
    tables.open(spec);
    tables.delete(name, limit());
    tables.delete(name, limit());
    assertThat(client.listTables().tableNames()).doesNotContain(name);
  }

  @Test
  void aProtectedTableIsNotDeletedAndTheReasonIsSaid() {
    client.createTable(
        TableSchemas.creation(spec).toBuilder().deletionProtectionEnabled(true).build());
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> tables.delete(name, limit()))
        .withMessageContaining("protected against deletion")
        .withMessageContaining(name);
  }

  @Test
  void theEstimateIsTheServicesCount() {
    tables.open(spec);
    assertThat(tables.itemCountEstimate(name, limit())).isZero();
  }

  private static TableLayout layout(String name) {
    return new TableLayout(name, KeySchema.ofText("k"), Naming.OWN, Set.of());
  }

  private void assertRefused(TableSpec refused, String reason) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> tables.open(refused))
        .withMessageContaining(name)
        .withMessageContaining(reason);
  }

  private String describing(String status) {
    return "{\"Table\":{\"TableName\":\""
        + name
        + "\",\"TableStatus\":\""
        + status
        + "\",\"KeySchema\":[{\"AttributeName\":\"k\",\"KeyType\":\"HASH\"}],"
        + "\"AttributeDefinitions\":[{\"AttributeName\":\"k\",\"AttributeType\":\"S\"}]}}";
  }

  private void sleep(long howLong) {
    waits.add(Duration.ofNanos(howLong));
    nanos.addAndGet(howLong);
  }

  private static TimeLimit limit() {
    return StoreFixture.limit();
  }
}
