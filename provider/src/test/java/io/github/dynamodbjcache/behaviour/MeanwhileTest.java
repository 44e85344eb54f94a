package io.github.dynamodbjcache.behaviour;

import static io.github.dynamodbjcache.table.Path.attr;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.configuration.ExactlyOnce;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Revisions;
import io.github.dynamodbjcache.table.Table;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.FaultyHttpClient;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import io.github.dynamodbjcache.testing.UserTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What another application does to its item between the read and the write of a guarded write is
 * seen, whatever tells of our own writes: an item that shows nothing of them yet is told by its
 * attributes, and an expired one by its deadline.
 */
@Timeout(120)
class MeanwhileTest {

  private final CacheFixture fixture = CacheFixture.open();
  private final String name = UserTables.make(fixture.client(), fixture.newName(), "id S");

  @AfterEach
  void close() {
    fixture.close();
  }

  static Stream<Arguments> kinds() {
    return Stream.of(Revisions.compared(), Revisions.version("v"), Revisions.hidden("_"))
        .flatMap(r -> Stream.of(ExactlyOnce.NONE, ExactlyOnce.WRITES).map(o -> Arguments.of(r, o)));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void thatAnExpiredItemIsReplacedByALiveOneIsSeen(Revisions revisions, ExactlyOnce once) {
    Table<String, Item> table = open(revisions, once);
    foreignPut(-10, 1);
    List<Boolean> seen = invoke(table, () -> foreignPut(10, 2));
    assertThat(seen).containsExactly(false, true);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void thatAnExpiredItemLivesAgainIsSeen(Revisions revisions, ExactlyOnce once) {
    Table<String, Item> table = open(revisions, once);
    foreignPut(-10, 1);
    List<Boolean> seen = invoke(table, () -> foreignSet("until", seconds(10)));
    assertThat(seen).containsExactly(false, true);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void thatALiveItemIsReplacedIsSeen(Revisions revisions, ExactlyOnce once) {
    Table<String, Item> table = open(revisions, once);
    foreignPut(100, 1);
    List<Boolean> seen = invoke(table, () -> foreignPut(100, 2));
    assertThat(seen).containsExactly(true, true);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void thatALiveItemIsChangedIsSeen(Revisions revisions, ExactlyOnce once) {
    Table<String, Item> table = open(revisions, once);
    foreignPut(100, 1);
    List<Boolean> seen = invoke(table, () -> foreignSet("n", AttributeValue.fromN("2")));
    assertThat(seen).containsExactly(true, true);
  }

  /** "whoever replaces the item": the stamps of an earlier write of ours go with it. */
  @Test
  void thatAnItemOfOursIsReplacedIsSeen() {
    Table<String, Item> table = open(Revisions.hidden("_"), ExactlyOnce.NONE);
    table.map().put("a", Item.of(Map.of("n", 1)));
    List<Boolean> seen = invoke(table, () -> foreignPut(100, 1));
    assertThat(seen).containsExactly(true, true);
  }

  /** One that shows a write of ours by then is another one, also where its attributes are equal. */
  @Test
  void thatAnItemOfOthersIsReplacedByOursIsSeen() {
    Table<String, Item> table = open(Revisions.hidden("_"), ExactlyOnce.NONE);
    Table<String, Item> elsewhere = open(Revisions.hidden("_"), ExactlyOnce.NONE);
    foreignPut(100, 1);
    List<Boolean> seen =
        invoke(
            table,
            () -> {
              Item before = elsewhere.map().get("a");
              elsewhere.map().put("a", Item.of(Map.of("n", 3)));
              elsewhere.map().put("a", before);
            });
    assertThat(seen).containsExactly(true, true);
  }

  record Reading(String id, Integer n) {}

  @Test
  void aConditionThatHoldsIsNotRefusedSinceAPastDeadlineMoved() {
    FaultyHttpClient network = new FaultyHttpClient(TestDynamoDb.http());
    try (DynamoDbClient client = TestDynamoDb.client(network)) {
      Properties properties = fixture.properties();
      properties.put(DynamoDbCacheProperties.CLIENT_INSTANCE, client);
      Table<String, Reading> table =
          Table.open(
              fixture.newManager(properties),
              name,
              Mapping.record(Reading.class).key("id", String.class).timeToLive("until"));
      foreignPut(-100, 1);
      network.next("UpdateItem", request -> request.call());
      network.next(
          "UpdateItem",
          request -> {
            foreignSet("until", seconds(-50));
            return request.call();
          });
      assertThat(table.put("a", new Reading("a", 5), attr("n").isAbsent()).isDone()).isTrue();
    }
  }

  private List<Boolean> invoke(Table<String, Item> table, Runnable meanwhile) {
    List<Boolean> seen = new ArrayList<>();
    table
        .cache()
        .invoke(
            "a",
            (entry, nothing) -> {
              seen.add(entry.exists());
              if (seen.size() == 1) {
                meanwhile.run();
              }
              entry.setValue(Item.of(Map.of("next", seen.size())));
              return null;
            });
    return seen;
  }

  private Table<String, Item> open(Revisions revisions, ExactlyOnce once) {
    DynamoDbConfiguration<String, Item> configuration =
        new DynamoDbConfiguration<String, Item>()
            .setExactlyOnce(once)
            .setMapping(
                Mapping.document().key("id", String.class).timeToLive("until").revision(revisions));
    return Table.of(fixture.newManager().createCache(name, configuration));
  }

  private void foreignPut(long secondsFromNow, int n) {
    UserTables.put(
        fixture.client(),
        name,
        Map.of(
            "id", AttributeValue.fromS("a"),
            "n", AttributeValue.fromN("" + n),
            "until", seconds(secondsFromNow)));
  }

  private AttributeValue seconds(long fromNow) {
    return AttributeValue.fromN("" + (fixture.clock().millis() / 1000 + fromNow));
  }

  private void foreignSet(String attribute, AttributeValue value) {
    fixture
        .client()
        .updateItem(
            update ->
                update
                    .tableName(name)
                    .key(Map.of("id", AttributeValue.fromS("a")))
                    .updateExpression("SET #a = :v")
                    .expressionAttributeNames(Map.of("#a", attribute))
                    .expressionAttributeValues(Map.of(":v", value)));
  }
}
