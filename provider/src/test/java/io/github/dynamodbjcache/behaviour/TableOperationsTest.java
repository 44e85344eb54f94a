package io.github.dynamodbjcache.behaviour;

import static io.github.dynamodbjcache.table.Path.attr;
import static io.github.dynamodbjcache.table.Path.path;
import static io.github.dynamodbjcache.testing.FaultyHttpClient.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.configuration.Consistency;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.table.BatchReport;
import io.github.dynamodbjcache.table.BatchWriter;
import io.github.dynamodbjcache.table.ConditionFailedException;
import io.github.dynamodbjcache.table.InvalidItemException;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Outcome;
import io.github.dynamodbjcache.table.Table;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.FaultyHttpClient;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.integration.CacheWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** What the words of {@link Table} mean, by the page of own tables. */
@Timeout(120)
class TableOperationsTest {

  /** A value of the record. */
  record Account(String id, BigDecimal balance, boolean active, Set<String> tags, String note) {

    static Account of(String id, int balance) {
      return new Account(id, BigDecimal.valueOf(balance), true, Set.of("new"), null);
    }
  }

  private final CacheFixture fixture = CacheFixture.open();
  private final String name = create();

  @AfterEach
  void close() {
    fixture.close();
  }

  // One request each, whatever the condition says.

  @Test
  void anUpdateAnswersWithTheNewItemOrTheOldOne() {
    Table<String, Account> accounts = accounts();
    accounts.put(Account.of("alice", 5));

    Outcome<Account> changed =
        accounts.update("alice", u -> u.add("balance", 2).set("active", false));
    assertThat(changed.isDone()).isTrue();
    assertThat(changed.orThrow())
        .isEqualTo(new Account("alice", BigDecimal.valueOf(7), false, Set.of("new"), null));

    Outcome<Account> old = accounts.update("alice", u -> u.set("note", "x").returningOld());
    assertThat(old.orThrow().note()).isNull();
    assertThat(accounts.map().get("alice").note()).isEqualTo("x");
  }

  @Test
  void anUpdateOfAMissingItemIsRefusedAndAnUpsertMakesIt() {
    Table<String, Item> documents = documents();
    assertThat(documents.update("a", u -> u.set("x", 1)))
        .isEqualTo(new Outcome.Refused<Item>(null));
    assertThat(raw("a")).isEmpty();

    assertThat(documents.upsert("a", u -> u.add("hits", 1)).orThrow())
        .isEqualTo(Item.of(Map.of("id", "a", "hits", 1)));
    assertThat(documents.upsert("a", u -> u.add("hits", 1)).orThrow().get("hits"))
        .isEqualTo(BigDecimal.valueOf(2));
  }

  /** "A REMOVE-only upsert of a missing item is Done(null)" */
  @Test
  void anUpsertThatOnlyRemovesMakesNoItem() {
    Table<String, Item> documents = documents();
    assertThat(documents.upsert("a", u -> u.remove(attr("x"))))
        .isEqualTo(new Outcome.Done<Item>(null));
    assertThat(raw("a")).isEmpty();
  }

  @Test
  void whatIsRefusedTellsWhatIsThere() {
    Table<String, Account> accounts = accounts();
    Account alice = Account.of("alice", 5);
    accounts.put(alice);

    Outcome<Account> refused =
        accounts.update("alice", u -> u.set("active", false).onlyIf(attr("balance").eq(0)));
    assertThat(refused).isEqualTo(new Outcome.Refused<>(alice));
    assertThatThrownBy(refused::orThrow)
        .isInstanceOfSatisfying(
            ConditionFailedException.class,
            failed -> assertThat(failed.actual(Account.class)).contains(alice));
    assertThat(accounts.put("alice", Account.of("alice", 9), accounts.absent()))
        .isEqualTo(new Outcome.Refused<>(alice));
    assertThat(accounts.delete("alice", attr("balance").gt(5)))
        .isEqualTo(new Outcome.Refused<>(alice));
    assertThat(accounts.map()).containsOnly(Map.entry("alice", alice));
  }

  @Test
  void whatWasReadIsUnchangedUntilSomebodyChangesIt() {
    Table<String, Account> accounts = accounts();
    accounts.put(Account.of("alice", 5));
    Account read = accounts.map().get("alice");
    foreignUpdate("alice", "colour", AttributeValue.fromS("blue"));

    Account changed = new Account("alice", BigDecimal.ONE, true, Set.of(), "y");
    assertThat(accounts.put("alice", changed, accounts.unchanged(read)).isDone())
        .as("an attribute that the mapping does not know has changed")
        .isTrue();
    assertThat(accounts.put("alice", read, accounts.unchanged(read)).isDone()).isFalse();
    assertThat(accounts.delete("alice", accounts.unchanged(read)).isDone()).isFalse();
    assertThat(accounts.delete("alice", accounts.unchanged(changed)))
        .isEqualTo(new Outcome.Done<>(changed));
    assertThat(raw("alice")).isEmpty();
  }

  @Test
  void aDeletionOfNothingIsDoneIfTheConditionHoldsOfNothing() {
    Table<String, Account> accounts = accounts();
    assertThat(accounts.delete("nobody", attr("balance").isAbsent()))
        .isEqualTo(new Outcome.Done<Account>(null));
    assertThat(accounts.delete("nobody", attr("balance").eq(1)))
        .isEqualTo(new Outcome.Refused<Account>(null));
  }

  @Test
  void namesAreWhatTheySayWhateverDynamoDbReserves() {
    Table<String, Item> documents = documents();
    Map<String, Object> odd = new HashMap<>();
    for (String each :
        List.of(
            "status", "name", "data", "ttl", "w", "x", "v", "m", "size", "a.b", "#n", ":v", "ü")) {
      odd.put(each, 1);
    }
    documents.cache().put("k", Item.of(odd));

    for (String each : odd.keySet()) {
      Outcome<Item> outcome =
          documents.update(
              "k", u -> u.add(attr(each), 1).onlyIf(attr(each).eq(1).and(attr(each).exists())));
      assertThat(outcome.isDone()).as(each).isTrue();
    }
    assertThat(documents.map().get("k").without("id").values())
        .allMatch(BigDecimal.valueOf(2)::equals);
    assertThat(documents.update("k", u -> u.set(path("a.b"), 1).onlyIf(attr("a").exists())))
        .as("attr(\"a.b\") is not path(\"a.b\")")
        .isInstanceOf(Outcome.Refused.class);
  }

  // Expired items count as missing.

  @Test
  void anExpiredItemIsMissingToEveryWord() {
    Table<String, Item> documents =
        open(
            Mapping.document().key("id", String.class).timeToLive("until"),
            configuration -> configuration);
    String past = Long.toString(fixture.clock().millis() / 1000 - 10);
    for (String key : List.of("a", "b", "c", "d", "e")) {
      foreignPut(key, Map.of("x", AttributeValue.fromN("1"), "until", AttributeValue.fromN(past)));
    }

    assertThat(documents.update("a", u -> u.add("x", 1)))
        .isEqualTo(new Outcome.Refused<Item>(null));
    assertThat(documents.put("b", Item.of(Map.of("y", 1)), attr("x").eq(1)))
        .isEqualTo(new Outcome.Refused<Item>(null));
    assertThat(documents.put("b", Item.of(Map.of("y", 1)), attr("x").isAbsent()).isDone()).isTrue();
    assertThat(documents.put("c", Item.of(Map.of("y", 1)), documents.absent()).isDone()).isTrue();
    assertThat(documents.upsert("d", u -> u.add("x", 1)).orThrow())
        .as("nothing of the expired one is left")
        .isEqualTo(Item.of(Map.of("id", "d", "x", 1)));
    assertThat(documents.delete("e", attr("x").eq(1))).isEqualTo(new Outcome.Refused<Item>(null));
    assertThat(documents.get("e", Consistency.STRONG)).isNull();
    assertThat(documents.project("e", attr("x"))).isEmpty();
    assertThatThrownBy(() -> documents.fields("e").put("x", 2))
        .isInstanceOf(ConditionFailedException.class);
  }

  /** "As the service does: not a number, or more than five years past, means none." */
  @Test
  void whatTheServiceTakesForNoDeadlineIsNone() {
    Table<String, Item> documents =
        open(
            Mapping.document().key("id", String.class).timeToLive("until"),
            configuration -> configuration);
    long now = fixture.clock().millis();
    Map<String, AttributeValue> deadlines =
        Map.of(
            "text", AttributeValue.fromS("soon"),
            "millis", AttributeValue.fromN(Long.toString(now)),
            "negative", AttributeValue.fromN("-5"),
            "six-years",
                AttributeValue.fromN(
                    Long.toString(now / 1000 - Duration.ofDays(6 * 365 + 2).toSeconds())));
    deadlines.forEach((key, until) -> foreignPut(key, Map.of("until", until)));

    assertThat(documents.map()).containsOnlyKeys(deadlines.keySet());
    deadlines.keySet().forEach(key -> assertThat(documents.map().get(key)).as(key).isNotNull());
  }

  @Test
  void lifetimesAreWrittenAsTheServiceReadsThem() {
    Table<String, Account> accounts =
        open(
            mapping().timeToLive("until"),
            configuration ->
                configuration.setExpiryPolicyFactory(
                    ModifiedExpiryPolicy.factoryOf(
                        new javax.cache.expiry.Duration(TimeUnit.MILLISECONDS, 60_001))));
    accounts.put(Account.of("alice", 5));
    long written = Long.parseLong(raw("alice").get("until").n());
    assertThat(written).isEqualTo(-Math.floorDiv(-(fixture.clock().millis() + 60_001), 1000L));

    fixture.clock().advance(Duration.ofSeconds(30));
    accounts.update("alice", u -> u.add("balance", 1));
    assertThat(Long.parseLong(raw("alice").get("until").n()))
        .as("an update is a modification")
        .isEqualTo(written + 30);
    fixture.clock().advance(Duration.ofSeconds(62));
    assertThat(accounts.map().get("alice")).isNull();
  }

  // Fields.

  @Test
  void fieldsWriteThroughOneByOne() {
    Table<String, Account> accounts = accounts();
    accounts.put(Account.of("alice", 5));
    foreignUpdate("alice", "colour", AttributeValue.fromS("blue"));
    Map<String, Object> fields = accounts.fields("alice");

    assertThat(fields.put("balance", BigDecimal.TEN)).isEqualTo(BigDecimal.valueOf(5));
    assertThat(fields.remove("colour")).isEqualTo("blue");
    assertThat(fields.put("note", null)).isNull();
    assertThat(fields)
        .containsEntry("balance", BigDecimal.TEN)
        .containsEntry("note", null)
        .containsEntry("id", "alice")
        .doesNotContainKey("colour");
    assertThat(raw("alice").get("note").nul()).isTrue();
    assertThat(accounts.map().get("alice").balance()).isEqualTo(BigDecimal.TEN);
    assertThatThrownBy(() -> fields.put("id", "bob")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> accounts.fields("nobody").put("note", "x"))
        .isInstanceOf(ConditionFailedException.class);
    assertThatThrownBy(() -> accounts.fields("nobody").get("note"))
        .isInstanceOf(ConditionFailedException.class);
    assertThat(raw("nobody")).isEmpty();
  }

  @Test
  void aProjectionHasWhatWasAskedForAndNothingElse() {
    Table<String, Item> documents = documents();
    documents
        .cache()
        .put("a", Item.of(Map.of("x", 1, "m", Map.of("n", List.of("p", "q")), "y", "z")));
    assertThat(documents.project("a", attr("x"), path("m.n[1]")))
        .contains(Item.of(Map.of("x", 1, "m", Map.of("n", List.of("q")))));
    assertThat(documents.project("a", attr("none"))).contains(Item.of(Map.of()));
    assertThat(documents.project("a").orElseThrow()).containsOnlyKeys("id", "x", "m", "y");
    assertThat(documents.project("nobody", attr("x"))).isEmpty();
  }

  // Batches.

  @Test
  void ofSeveralWritesOfOneKeyTheLastOneCounts() {
    Table<String, Item> documents = documents();
    documents.cache().put("gone", Item.of(Map.of("x", 0)));
    List<Long> progress = new ArrayList<>();
    BatchReport<String> report =
        documents.batch(
            b -> {
              for (int i = 0; i < 250; i++) {
                b.put("k" + i % 225, Item.of(Map.of("x", i)));
              }
              b.put("gone", Item.of(Map.of("x", 1))).delete("gone");
            },
            progress::add);

    assertThat(report.notDone()).isEmpty();
    assertThat(report.unknown()).isEmpty();
    assertThat(report.written() + report.replacedInBuffer()).isEqualTo(252);
    assertThat(progress).isSorted().last().isEqualTo(report.written());
    assertThat(documents.map().size()).isEqualTo(225);
    assertThat(documents.map().get("k24").get("x")).isEqualTo(BigDecimal.valueOf(249));
    assertThat(documents.map().get("gone")).isNull();
  }

  /** "number keys 1, 1.0, 1E0 are one item in a batch, the last one wins" */
  @Test
  void keysThatAreOneToTheTableAreOneInABatch() {
    String numbers = fixture.newName();
    fixture
        .client()
        .createTable(
            table ->
                table
                    .tableName(numbers)
                    .keySchema(n -> n.attributeName("n").keyType(KeyType.HASH))
                    .attributeDefinitions(
                        n -> n.attributeName("n").attributeType(ScalarAttributeType.N))
                    .billingMode(BillingMode.PAY_PER_REQUEST));
    Table<BigDecimal, Item> table =
        Table.open(fixture.newManager(), numbers, Mapping.document().key("n", BigDecimal.class));
    BatchReport<BigDecimal> report =
        table.batch(
            b ->
                List.of("1", "1.0", "1E0", "10E-1")
                    .forEach(n -> b.put(new BigDecimal(n), Item.of(Map.of("as", n)))));
    assertThat(report.written()).isEqualTo(1);
    assertThat(report.replacedInBuffer()).isEqualTo(3);
    assertThat(table.map().get(new BigDecimal("1.00")).get("as")).isEqualTo("10E-1");
  }

  @Test
  void whatABlockHasNotGotToSendWhenItThrowsIsDropped() {
    Table<String, Item> documents = documents();
    assertThatThrownBy(
            () ->
                documents.batch(
                    b -> {
                      b.put("a", Item.of(Map.of("x", 1)));
                      throw new IllegalStateException("the block's own");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the block's own");
    assertThat(documents.map()).isEmpty();
  }

  /** Whether it ended or threw: nobody would send them. */
  @Test
  void writesSaidAfterTheBlockAreRefused() {
    Table<String, Item> documents = documents();
    List<BatchWriter<String, Item>> kept = new ArrayList<>();
    documents.batch(kept::add);
    assertThatThrownBy(
            () ->
                documents.batch(
                    b -> {
                      kept.add(b);
                      throw new IllegalStateException("the block's own");
                    }))
        .hasMessage("the block's own");
    assertThat(kept)
        .hasSize(2)
        .allSatisfy(
            over ->
                assertThatThrownBy(() -> over.put("a", Item.of(Map.of("x", 1))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the batch is over"));
    assertThat(documents.map()).isEmpty();
  }

  /** "A value that does not fit is refused at its put": a block may go on without it. */
  @Test
  void aBatchMayGoOnWithoutAValueThatDoesNotFit() {
    Table<String, Item> documents = documents();
    List<RuntimeException> swallowed = new ArrayList<>();
    BatchReport<String> report =
        documents.batch(
            b -> {
              b.delete("z");
              for (int i = 0; i < 450; i++) {
                Object x = i == 250 ? "x".repeat(410_000) : i;
                try {
                  b.put("k" + i, Item.of(Map.of("x", x)));
                } catch (InvalidItemException e) {
                  swallowed.add(e);
                }
              }
            });
    assertThat(swallowed).singleElement().asString().contains("k250");
    assertThat(report.written()).isEqualTo(450);
    assertThat(report.notDone()).isEmpty();
    assertThat(report.unknown()).isEmpty();
    assertThat(documents.map()).hasSize(449).doesNotContainKey("k250");
  }

  /** What was written before the table went away is told. */
  @Test
  void aBatchThatCannotGoOnTellsHowFarItCame() {
    FaultyHttpClient network = new FaultyHttpClient(TestDynamoDb.http());
    try (DynamoDbClient client = TestDynamoDb.client(network)) {
      Properties properties = fixture.properties();
      properties.put(DynamoDbCacheProperties.CLIENT_INSTANCE, client);
      Table<String, Item> documents =
          Table.open(
              fixture.newManager(properties), name, Mapping.document().key("id", String.class));
      BatchReport<String> report =
          documents.batch(
              b -> {
                for (int i = 0; i < 350; i++) {
                  b.put("k" + i, Item.of(Map.of("x", i)));
                }
              },
              written ->
                  network.always("BatchWriteItem", answers(400, "ResourceNotFoundException")));
      assertThat(report.written()).isEqualTo(200);
      assertThat(report.notDone()).hasSize(150).contains("k200", "k349").doesNotContain("k199");
      assertThat(report.unknown()).isEmpty();

      assertThatThrownBy(() -> documents.batch(b -> b.put("a", Item.of(Map.of("x", 1)))))
          .as("nothing was written before")
          .isInstanceOf(CacheException.class);
    }
  }

  // What JCache says beside them.

  @Test
  void listenersHearOfThemAndStatisticsCountThem() {
    List<String> heard = new ArrayList<>();
    Table<String, Account> accounts =
        open(
            mapping(),
            configuration -> {
              configuration.setStatisticsEnabled(true);
              return configuration;
            });
    Cache<String, Account> cache = accounts.cache();
    CacheEntryCreatedListener<String, Account> created =
        events -> events.forEach(event -> heard.add("created " + shown(event)));
    CacheEntryUpdatedListener<String, Account> updated =
        events -> events.forEach(event -> heard.add("updated " + shown(event)));
    CacheEntryRemovedListener<String, Account> removed =
        events -> events.forEach(event -> heard.add("removed " + shown(event)));
    for (var listener : List.of(created, updated, removed)) {
      cache.registerCacheEntryListener(
          new MutableCacheEntryListenerConfiguration<>(() -> listener, null, true, true));
    }

    accounts.put("a", Account.of("a", 1), accounts.absent());
    accounts.put("a", Account.of("a", 2), accounts.absent());
    accounts.update("a", u -> u.add("balance", 1));
    accounts.update("a", u -> u.add("balance", 1).onlyIf(attr("balance").eq(9)));
    accounts.update("a", u -> u.add("balance", 1).returningOld());
    accounts.put("a", Account.of("a", 7), attr("balance").eq(3));
    accounts.delete("a", attr("balance").eq(7));

    assertThat(heard)
        .containsExactly(
            "created a null -> 1",
            "updated a 1 -> 2",
            "updated a 2 -> 3",
            "updated a 3 -> 7",
            "removed a 7 -> 7");
  }

  private static String shown(CacheEntryEvent<? extends String, ? extends Account> event) {
    Account old = event.getOldValue();
    return event.getKey()
        + " "
        + (old == null ? null : old.balance())
        + " -> "
        + (event.getValue() == null ? null : event.getValue().balance());
  }

  /** "defaults for new objects only" */
  @Test
  void onlyNewValuesGetDefaults() {
    UnaryOperator<Account> defaults =
        account ->
            account.note() != null
                ? account
                : new Account(
                    account.id(), account.balance(), account.active(), account.tags(), "default");
    Table<String, Account> accounts = open(mapping().onCreate(defaults), c -> c);

    accounts.put(Account.of("blind", 1));
    accounts.cache().putIfAbsent("new", Account.of("new", 1));
    accounts.put("absent", Account.of("absent", 1), accounts.absent());
    accounts
        .cache()
        .invoke(
            "invoked",
            (entry, nothing) -> {
              entry.setValue(Account.of("invoked", 1));
              return null;
            });
    accounts
        .cache()
        .invoke(
            "blind",
            (entry, nothing) -> {
              entry.setValue(Account.of("blind", 2));
              return null;
            });

    Map<String, String> notes = new HashMap<>();
    accounts.map().forEach((key, account) -> notes.put(key, account.note()));
    assertThat(notes)
        .containsEntry("blind", null)
        .containsEntry("new", "default")
        .containsEntry("absent", "default")
        .containsEntry("invoked", "default");
  }

  @Test
  void aCacheThatWritesThroughLeavesNothingToDynamoDb() {
    Table<String, Account> accounts =
        open(
            mapping(),
            configuration -> {
              configuration.setWriteThrough(true);
              configuration.setCacheWriterFactory(NoWriter::new);
              return configuration;
            });
    accounts.put(Account.of("a", 1));
    assertThatThrownBy(() -> accounts.update("a", u -> u.add("balance", 1)))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("writes through")
        .hasMessageContaining("invoke");
    assertThat(accounts.map().get("a").balance()).isEqualTo(BigDecimal.ONE);
  }

  // What goes wrong.

  /** "an item that does not fit the record (which attribute, which type, which key)" */
  @Test
  void anItemThatDoesNotFitSaysWhichAndWhere() {
    Table<String, Account> accounts = accounts();
    foreignPut("a", Map.of("balance", AttributeValue.fromS("a lot")));
    assertThatThrownBy(() -> accounts.map().get("a"))
        .isInstanceOfSatisfying(
            InvalidItemException.class,
            invalid -> assertThat(invalid.paths()).containsExactly("balance"))
        .hasMessageContainingAll("balance", "expected N", "S", "a", name)
        .hasMessageNotContaining("a lot");
  }

  /** A write that was done is not told as one that was not. */
  @Test
  void anUpdateWhoseItemDoesNotFitSaysThatItWasMade() {
    Table<String, Account> accounts = accounts();
    foreignPut("a", Map.of("balance", AttributeValue.fromS("a lot")));
    assertThatThrownBy(() -> accounts.update("a", u -> u.set("note", "x")))
        .isInstanceOf(InvalidItemException.class)
        .hasMessageContaining("was made");
    assertThat(raw("a").get("note").s()).isEqualTo("x");
  }

  @Test
  void aSetUnderAMissingParentNamesThePath() {
    Table<String, Item> documents = documents();
    documents.cache().put("a", Item.of(Map.of("x", 1)));
    assertThatThrownBy(() -> documents.update("a", u -> u.set(path("address.city"), "Bern")))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("address.city");
    assertThat(documents.map().get("a")).isEqualTo(Item.of(Map.of("id", "a", "x", 1)));
  }

  @Test
  void aDroppedTableIsGoneAndSoIsItsCache() {
    Table<String, Item> documents = documents();
    assertThat(documents.describe().name()).isEqualTo(name);
    assertThat(documents.describe().keyAttributes()).containsExactly("id");
    documents.drop();
    assertThat(documents.cache().isClosed()).isTrue();
    assertThat(fixture.client().listTables().tableNames()).doesNotContain(name);
    assertThatThrownBy(documents::describe).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> documents.update("a", u -> u.set("x", 1)))
        .isInstanceOf(IllegalStateException.class);
  }

  /** A writer that is never to be called for nothing. */
  private static final class NoWriter implements CacheWriter<String, Account> {
    @Override
    public void write(Cache.Entry<? extends String, ? extends Account> entry) {}

    @Override
    public void writeAll(
        java.util.Collection<Cache.Entry<? extends String, ? extends Account>> entries) {
      entries.clear();
    }

    @Override
    public void delete(Object key) {}

    @Override
    public void deleteAll(java.util.Collection<?> keys) {
      keys.clear();
    }
  }

  private Table<String, Account> accounts() {
    return open(mapping(), configuration -> configuration);
  }

  private static Mapping<String, Account> mapping() {
    return Mapping.record(Account.class).key("id", String.class);
  }

  private Table<String, Item> documents() {
    return open(Mapping.document().key("id", String.class), configuration -> configuration);
  }

  private <V> Table<String, V> open(
      Mapping<String, V> mapping, UnaryOperator<DynamoDbConfiguration<String, V>> further) {
    DynamoDbConfiguration<String, V> configuration =
        new DynamoDbConfiguration<String, V>().setTableName(name).setMapping(mapping);
    return Table.of(fixture.newManager().createCache(name, further.apply(configuration)));
  }

  private String create() {
    String table = fixture.newName();
    fixture
        .client()
        .createTable(
            create ->
                create
                    .tableName(table)
                    .keySchema(id -> id.attributeName("id").keyType(KeyType.HASH))
                    .attributeDefinitions(
                        id -> id.attributeName("id").attributeType(ScalarAttributeType.S))
                    .billingMode(BillingMode.PAY_PER_REQUEST));
    return table;
  }

  private Map<String, AttributeValue> raw(String id) {
    return fixture
        .client()
        .getItem(
            get ->
                get.tableName(name)
                    .consistentRead(true)
                    .key(Map.of("id", AttributeValue.fromS(id))))
        .item();
  }

  private void foreignPut(String id, Map<String, AttributeValue> attributes) {
    Map<String, AttributeValue> item = new HashMap<>(attributes);
    item.put("id", AttributeValue.fromS(id));
    fixture.client().putItem(put -> put.tableName(name).item(item));
  }

  private void foreignUpdate(String id, String attribute, AttributeValue value) {
    fixture
        .client()
        .updateItem(
            update ->
                update
                    .tableName(name)
                    .key(Map.of("id", AttributeValue.fromS(id)))
                    .updateExpression("SET #a = :v")
                    .expressionAttributeNames(Map.of("#a", attribute))
                    .expressionAttributeValues(Map.of(":v", value)));
  }
}
