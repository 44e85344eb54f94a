package io.github.dynamodbjcache.behaviour;

import static io.github.dynamodbjcache.table.Path.attr;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.configuration.ExactlyOnce;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Revisions;
import io.github.dynamodbjcache.table.Table;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.UserTables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryExpiredListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An expired item counts as none, however many attributes it had: more than one write can compare
 * are no reason to refuse one, and nothing of a document is left in its successor.
 */
@Timeout(120)
class WideExpiredDocumentsTest {

  private static final int MORE_THAN_CAN_BE_COMPARED = 200;
  private static final Item NEXT = Item.of(Map.of("next", "yes"));

  private final CacheFixture fixture = CacheFixture.open();
  private final String name = UserTables.make(fixture.client(), fixture.newName(), "id S");
  private final List<Object> expired = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    fixture.close();
  }

  /** The ways to write where nothing is. */
  private enum Way {
    PUT(table -> table.cache().put("a", NEXT)),
    PUT_ALL(table -> table.cache().putAll(Map.of("a", NEXT))),
    PUT_IF_ABSENT(table -> assertThat(table.cache().putIfAbsent("a", NEXT)).isTrue()),
    MAP_PUT(table -> assertThat(table.map().put("a", NEXT)).isNull()),
    GET_AND_PUT(table -> assertThat(table.cache().getAndPut("a", NEXT)).isNull()),
    COMPUTE(table -> table.map().compute("a", (key, none) -> NEXT)),
    INVOKE(
        table ->
            table
                .cache()
                .invoke(
                    "a",
                    (entry, nothing) -> {
                      assertThat(entry.exists()).isFalse();
                      entry.setValue(NEXT);
                      return null;
                    })),
    PUT_ABSENT(table -> table.put("a", NEXT, table.absent()).orThrow()),
    PUT_IF(table -> table.put("a", NEXT, attr("n1").isAbsent()).orThrow()),
    UPSERT(table -> table.upsert("a", u -> u.set("next", "yes")).orThrow()),
    UPSERT_IF(
        table ->
            table.upsert("a", u -> u.set("next", "yes").onlyIf(attr("n1").isAbsent())).orThrow());

    private final Consumer<Table<String, Item>> write;

    Way(Consumer<Table<String, Item>> write) {
      this.write = write;
    }
  }

  static Stream<Arguments> ways() {
    return Stream.of(Way.values())
        .flatMap(
            way ->
                Stream.of(Revisions.compared(), Revisions.version("v"), Revisions.hidden("_"))
                    .flatMap(
                        revisions ->
                            Stream.of(ExactlyOnce.NONE, ExactlyOnce.WRITES)
                                .flatMap(
                                    once ->
                                        Stream.of(true, false)
                                            .map(
                                                heard ->
                                                    Arguments.of(way, revisions, once, heard)))));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void isReplacedInEveryWay(Way way, Revisions revisions, ExactlyOnce once, boolean isHeard) {
    Table<String, Item> table = open(revisions, once);
    if (isHeard) {
      listen(table);
    }
    foreignPut(-10);
    way.write.accept(table);
    assertThat(table.map().get("a").without("id").without("v")).isEqualTo(NEXT);
    assertThat(expired).hasSize(isHeard ? 1 : 0);
  }

  @ParameterizedTest
  @MethodSource("revisions")
  void isToldAndGoneOnceSomebodyMeetsIt(Revisions revisions) {
    Table<String, Item> table = open(revisions, ExactlyOnce.NONE);
    listen(table);
    foreignPut(-10);
    assertThat(table.map().get("a")).isNull();
    assertThat(expired).hasSize(1);
    assertThat(UserTables.items(fixture.client(), name)).isEmpty();
  }

  /** Who deletes it tells it: nobody tells what somebody else has deleted. */
  @ParameterizedTest
  @MethodSource("revisions")
  void isNotToldByWhoFindsItGone(Revisions revisions) {
    Table<String, Item> table = open(revisions, ExactlyOnce.NONE);
    listen(table);
    foreignPut(-10);
    writeAfter(
        table,
        () ->
            fixture
                .client()
                .deleteItem(
                    gone -> gone.tableName(name).key(Map.of("id", AttributeValue.fromS("a")))));
    assertThat(table.map().get("a").without("id").without("v")).isEqualTo(NEXT);
    assertThat(expired).isEmpty();
  }

  /** Its deadline is all that matters: what changes beside it meanwhile is gone all the same. */
  @ParameterizedTest
  @MethodSource("revisions")
  void isReplacedWhateverItBecameMeanwhile(Revisions revisions) {
    Table<String, Item> table = open(revisions, ExactlyOnce.NONE);
    foreignPut(-10);
    writeAfter(table, () -> foreignSet("n1", "changed"));
    assertThat(table.map().get("a").without("id").without("v")).isEqualTo(NEXT);
  }

  @Test
  void isSeenIfSomebodyLetsItLiveAgain() {
    Table<String, Item> table = open(Revisions.compared(), ExactlyOnce.NONE);
    foreignPut(-10);
    List<Boolean> seen = new ArrayList<>();
    table
        .cache()
        .invoke(
            "a",
            (entry, nothing) -> {
              seen.add(entry.exists());
              if (seen.size() == 1) {
                foreignPut(10);
                entry.setValue(NEXT);
              }
              return null;
            });
    assertThat(seen).containsExactly(false, true);
    assertThat(table.map().get("a")).containsKey("n1");
  }

  private static void writeAfter(Table<String, Item> table, Runnable meanwhile) {
    List<Boolean> tries = new ArrayList<>();
    table
        .cache()
        .invoke(
            "a",
            (entry, nothing) -> {
              assertThat(entry.exists()).isFalse();
              tries.add(true);
              if (tries.size() == 1) {
                meanwhile.run();
              }
              entry.setValue(NEXT);
              return null;
            });
  }

  private void foreignSet(String attribute, String value) {
    fixture
        .client()
        .updateItem(
            update ->
                update
                    .tableName(name)
                    .key(Map.of("id", AttributeValue.fromS("a")))
                    .updateExpression("SET " + attribute + " = :v")
                    .expressionAttributeValues(Map.of(":v", AttributeValue.fromS(value))));
  }

  static Stream<Revisions> revisions() {
    return Stream.of(Revisions.compared(), Revisions.version("v"), Revisions.hidden("_"));
  }

  private Table<String, Item> open(Revisions revisions, ExactlyOnce once) {
    DynamoDbConfiguration<String, Item> configuration =
        new DynamoDbConfiguration<String, Item>()
            .setExactlyOnce(once)
            .setMapping(
                Mapping.document().key("id", String.class).timeToLive("until").revision(revisions));
    return Table.of(fixture.newManager().createCache(name, configuration));
  }

  private void listen(Table<String, Item> table) {
    CacheEntryExpiredListener<String, Item> listener =
        events -> events.forEach(event -> expired.add(event.getKey()));
    table
        .cache()
        .registerCacheEntryListener(
            new MutableCacheEntryListenerConfiguration<>(() -> listener, null, true, true));
  }

  private void foreignPut(long secondsFromNow) {
    Map<String, AttributeValue> item = new HashMap<>();
    for (int i = 0; i < MORE_THAN_CAN_BE_COMPARED; i++) {
      item.put("n" + i, AttributeValue.fromN("" + i));
    }
    item.put("id", AttributeValue.fromS("a"));
    item.put(
        "until", AttributeValue.fromN("" + (fixture.clock().millis() / 1000 + secondsFromNow)));
    UserTables.put(fixture.client(), name, item);
  }
}
