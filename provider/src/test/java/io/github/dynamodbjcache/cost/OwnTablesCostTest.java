package io.github.dynamodbjcache.cost;

import static io.github.dynamodbjcache.table.Path.attr;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.configuration.Consistency;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.ItemKey;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Revisions;
import io.github.dynamodbjcache.table.SortKey;
import io.github.dynamodbjcache.table.Table;
import io.github.dynamodbjcache.table.Unknown;
import io.github.dynamodbjcache.testing.CacheFixture;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The table of costs of docs/own-tables.md: requests are counted on their way out. */
class OwnTablesCostTest {

  private static final Map<String, Integer> ONE_READ = Map.of("GetItem", 1);
  private static final Map<String, Integer> ONE_UPDATE = Map.of("UpdateItem", 1);
  private static final Map<String, Integer> ONE_PUT = Map.of("PutItem", 1);
  private static final Map<String, Integer> ONE_DELETE = Map.of("DeleteItem", 1);
  private static final Map<String, Integer> READ_AND_UPDATE = Map.of("GetItem", 1, "UpdateItem", 1);
  private static final Map<String, Integer> BATCHES_OF_SIXTY = Map.of("BatchWriteItem", 3);
  private static final Map<String, Integer> SIXTY_UPDATES = Map.of("UpdateItem", 60);

  private static CacheFixture fixture;

  @BeforeAll
  static void open() {
    fixture = CacheFixture.open();
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  /** A value of the record. */
  record Score(String game, int rank, String player, long points) {

    static Score of(int rank) {
      return new Score("doom", rank, "p" + rank, 10L * rank);
    }
  }

  private static final ItemKey<String, Integer> THERE = new ItemKey<>("doom", 1);
  private static final ItemKey<String, Integer> ABSENT = new ItemKey<>("doom", 99);
  private static final Item DOCUMENT = Item.of(Map.of("player", "p", "points", 7));

  /**
   * A row of the table.
   *
   * @param operation as the table names it
   * @param mapping of the table, which has the items of rank 1 to 10
   */
  record Row<V>(
      String operation,
      Supplier<Mapping<ItemKey<String, Integer>, V>> mapping,
      Consumer<Table<ItemKey<String, Integer>, V>> call,
      Map<String, Integer> requests) {
    @Override
    public String toString() {
      return operation;
    }
  }

  static Stream<Row<Score>> rowsOfRecords() {
    return Stream.of(
        record("get", t -> t.map().get(THERE), ONE_READ),
        record("get with a consistency", t -> t.get(THERE, Consistency.EVENTUAL), ONE_READ),
        record("project", t -> t.project(THERE, attr("player")), ONE_READ),
        record("put", t -> t.put(Score.of(1)), ONE_UPDATE),
        record("put, new", t -> t.put(Score.of(99)), ONE_UPDATE),
        record("putIfAbsent", t -> t.cache().putIfAbsent(ABSENT, Score.of(99)), ONE_UPDATE),
        record("replace(k,v)", t -> t.cache().replace(THERE, Score.of(1)), ONE_UPDATE),
        record("remove(k)", t -> t.cache().remove(THERE), ONE_DELETE),
        record(
            "replace(k,old,new)",
            t -> t.map().replace(THERE, Score.of(1), new Score("doom", 1, "x", 1)),
            READ_AND_UPDATE),
        record("map.put", t -> t.map().put(THERE, Score.of(1)), READ_AND_UPDATE),
        record(
            "invoke that changes",
            t ->
                t.cache()
                    .invoke(
                        THERE,
                        (entry, nothing) -> {
                          entry.setValue(new Score("doom", 1, "x", 1));
                          return null;
                        }),
            READ_AND_UPDATE),
        record("update", t -> t.update(THERE, u -> u.add("points", 1)), ONE_UPDATE),
        record("update, no item", t -> t.update(ABSENT, u -> u.add("points", 1)), ONE_UPDATE),
        record(
            "update, refused",
            t -> t.update(THERE, u -> u.add("points", 1).onlyIf(attr("points").eq(0))),
            ONE_UPDATE),
        record("upsert", t -> t.upsert(ABSENT, u -> u.add("points", 1)), ONE_UPDATE),
        record(
            "put with a condition",
            t -> t.put(THERE, Score.of(1), attr("points").gt(1)),
            ONE_UPDATE),
        record("put, absent", t -> t.put(ABSENT, Score.of(99), t.absent()), ONE_UPDATE),
        record(
            "put, unchanged", t -> t.put(THERE, Score.of(1), t.unchanged(Score.of(1))), ONE_UPDATE),
        record("delete with a condition", t -> t.delete(THERE, attr("points").gt(1)), ONE_DELETE),
        record("fields.get", t -> t.fields(THERE).get("player"), ONE_READ),
        record("fields.put", t -> t.fields(THERE).put("player", "x"), ONE_UPDATE),
        record("fields.remove", t -> t.fields(THERE).remove("player"), ONE_UPDATE),
        record("query", t -> t.query("doom").values().toList(), Map.of("Query", 1)),
        record(
            "query with a range",
            t -> t.query("doom").where(SortKey.gt(5)).descending().limit(2).page(),
            Map.of("Query", 1)),
        record("query, count", t -> t.query("doom").count(), Map.of("Query", 1)),
        record("scan", t -> t.scan().values().toList(), Map.of("Scan", 1)),
        record("getAll(250)", t -> t.cache().getAll(keys(250)), Map.of("BatchGetItem", 3)),
        record("batch(60)", t -> t.batch(b -> scores(60).forEach(b::put)), SIXTY_UPDATES),
        record("putAll(60)", t -> t.cache().putAll(scores(60)), SIXTY_UPDATES),
        record(
            "batch(60), deletions",
            t -> t.batch(b -> keys(60).forEach(b::delete)),
            BATCHES_OF_SIXTY),
        new Row<>(
            "batch(60), whole items",
            () -> records().unknown(Unknown.DROP),
            t -> t.batch(b -> scores(60).forEach(b::put)),
            BATCHES_OF_SIXTY));
  }

  static Stream<Row<Item>> rowsOfDocuments() {
    return Stream.of(
        document("document: put", t -> t.cache().put(THERE, DOCUMENT), ONE_PUT),
        document("document: putIfAbsent", t -> t.cache().putIfAbsent(ABSENT, DOCUMENT), ONE_PUT),
        document(
            "document: put with a condition",
            t -> t.put(THERE, DOCUMENT, attr("points").gt(1)),
            ONE_PUT),
        document("document: map.put", t -> t.map().put(THERE, DOCUMENT), READ_AND_UPDATE),
        document(
            "document: batch(60)",
            t -> t.batch(b -> keys(60).forEach(key -> b.put(key, DOCUMENT))),
            BATCHES_OF_SIXTY),
        new Row<>(
            "document: put with hidden revisions",
            () -> documents().revision(Revisions.hidden("_")),
            t -> t.cache().put(THERE, DOCUMENT),
            READ_AND_UPDATE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"rowsOfRecords", "rowsOfDocuments"})
  <V> void operationCostsWhatItsRowSays(Row<V> row) {
    String name = create();
    Table<ItemKey<String, Integer>, Score> filled =
        Table.open(fixture.newManager(), name, records());
    for (int rank = 1; rank <= 10; rank++) {
      filled.put(Score.of(rank));
    }
    Table<ItemKey<String, Integer>, V> table =
        Table.open(fixture.newManager(), name, row.mapping.get());
    fixture.requests().reset();

    row.call.accept(table);

    assertThat(fixture.requests().counts())
        .as("requests of the row \"%s\"", row.operation)
        .isEqualTo(row.requests);
  }

  @Test
  void openingATableCostsOneRequestAndOneMoreWhereItemsExpire() {
    String name = create();
    fixture.requests().reset();
    Table.open(fixture.newManager(), name, records());
    assertThat(fixture.requests().counts()).isEqualTo(Map.of("DescribeTable", 1));

    fixture.requests().reset();
    Table.open(fixture.newManager(), name, records().timeToLive("until"));
    assertThat(fixture.requests().counts())
        .isEqualTo(Map.of("DescribeTable", 1, "DescribeTimeToLive", 1));
  }

  private static String create() {
    String name = fixture.newName();
    fixture
        .client()
        .createTable(
            table ->
                table
                    .tableName(name)
                    .keySchema(
                        game -> game.attributeName("game").keyType(KeyType.HASH),
                        rank -> rank.attributeName("rank").keyType(KeyType.RANGE))
                    .attributeDefinitions(
                        game -> game.attributeName("game").attributeType(ScalarAttributeType.S),
                        rank -> rank.attributeName("rank").attributeType(ScalarAttributeType.N))
                    .billingMode(BillingMode.PAY_PER_REQUEST));
    return name;
  }

  private static Mapping<ItemKey<String, Integer>, Score> records() {
    return Mapping.record(Score.class).key("game", String.class, "rank", Integer.class);
  }

  private static Mapping<ItemKey<String, Integer>, Item> documents() {
    return Mapping.document().key("game", String.class, "rank", Integer.class);
  }

  private static Row<Score> record(
      String operation,
      Consumer<Table<ItemKey<String, Integer>, Score>> call,
      Map<String, Integer> requests) {
    return new Row<>(operation, OwnTablesCostTest::records, call, requests);
  }

  private static Row<Item> document(
      String operation,
      Consumer<Table<ItemKey<String, Integer>, Item>> call,
      Map<String, Integer> requests) {
    return new Row<>(operation, OwnTablesCostTest::documents, call, requests);
  }

  private static Set<ItemKey<String, Integer>> keys(int count) {
    Set<ItemKey<String, Integer>> keys = new HashSet<>();
    for (int rank = 1; rank <= count; rank++) {
      keys.add(new ItemKey<>("doom", rank));
    }
    return keys;
  }

  private static Map<ItemKey<String, Integer>, Score> scores(int count) {
    Map<ItemKey<String, Integer>, Score> scores = new HashMap<>();
    keys(count).forEach(key -> scores.put(key, Score.of(key.sort())));
    return scores;
  }
}
