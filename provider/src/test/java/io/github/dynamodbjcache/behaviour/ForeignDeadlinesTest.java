package io.github.dynamodbjcache.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Table;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.UserTables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.cache.expiry.ModifiedExpiryPolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** "The TTL attribute is neither compared nor touched", where no policy says a lifetime. */
@Timeout(60)
class ForeignDeadlinesTest {

  private static final Note NEXT = new Note("a", "next");

  /** A value of the record. */
  record Note(String id, @Nullable String text) {}

  private final CacheFixture fixture = CacheFixture.open();
  private final String name = UserTables.make(fixture.client(), fixture.newName(), "id S");

  @AfterEach
  void close() {
    fixture.close();
  }

  /** The ways to write over what is there. */
  private enum Way {
    PUT(notes -> notes.put(NEXT)),
    PUT_ALL(notes -> notes.cache().putAll(Map.of("a", NEXT))),
    BATCH(notes -> notes.batch(batch -> batch.put(NEXT))),
    GET_AND_PUT(notes -> notes.map().put("a", NEXT)),
    REPLACE(notes -> notes.cache().replace("a", NEXT)),
    REPLACE_OLD(notes -> notes.map().replace("a", new Note("a", "old"), NEXT)),
    PUT_UNCHANGED(notes -> notes.put("a", NEXT, notes.unchanged(new Note("a", "old")))),
    UPDATE(notes -> notes.update("a", u -> u.set("text", "next"))),
    UPSERT(notes -> notes.upsert("a", u -> u.set("text", "next"))),
    INVOKE(
        notes ->
            notes
                .cache()
                .invoke(
                    "a",
                    (entry, nothing) -> {
                      entry.getValue();
                      entry.setValue(NEXT);
                      return null;
                    }));

    private final Consumer<Table<String, Note>> write;

    Way(Consumer<Table<String, Note>> write) {
      this.write = write;
    }
  }

  static Stream<Arguments> ways() {
    return Stream.of(Way.values())
        .flatMap(
            way ->
                Stream.of(
                    Arguments.of(way, AttributeValue.fromS("soon")),
                    Arguments.of(way, AttributeValue.fromN("-5")),
                    Arguments.of(way, AttributeValue.fromN("99999999999"))));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void whatOthersHaveThereStays(Way way, AttributeValue until) {
    Table<String, Note> notes = open();
    foreignPut(until);
    way.write.accept(notes);
    assertThat(item())
        .containsEntry("text", AttributeValue.fromS("next"))
        .containsEntry("until", until);
  }

  @Test
  void oneThatIsSetBetweenReadAndWriteStays() {
    Table<String, Note> notes = open();
    foreignPut(null);
    AttributeValue until = AttributeValue.fromN(Long.toString(inSeconds(1000)));
    notes
        .cache()
        .invoke(
            "a",
            (entry, nothing) -> {
              entry.getValue();
              foreignPut(until);
              entry.setValue(NEXT);
              return null;
            });
    assertThat(item())
        .containsEntry("text", AttributeValue.fromS("next"))
        .containsEntry("until", until);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void whatHasExpiredDoesNotComeBack(Way way) {
    Table<String, Note> notes = open();
    foreignPut(AttributeValue.fromN(Long.toString(inSeconds(-10))));
    way.write.accept(notes);
    List<Map<String, AttributeValue>> items = UserTables.items(fixture.client(), name);
    if (notes.map().get("a") != null) {
      assertThat(items.get(0)).doesNotContainKey("until");
    } else {
      assertThat(way).isIn(Way.REPLACE, Way.REPLACE_OLD, Way.PUT_UNCHANGED, Way.UPDATE);
    }
  }

  /** A policy that says a lifetime is obeyed. */
  @Test
  void anEternalUpdateRemovesIt() {
    DynamoDbConfiguration<String, Note> configuration =
        new DynamoDbConfiguration<String, Note>().setTableName(name).setMapping(mapping());
    configuration.setExpiryPolicyFactory(
        ModifiedExpiryPolicy.factoryOf(javax.cache.expiry.Duration.ETERNAL));
    Table<String, Note> notes = Table.of(fixture.newManager().createCache(name, configuration));
    for (Way way : Way.values()) {
      foreignPut(AttributeValue.fromN(Long.toString(inSeconds(1000))));
      way.write.accept(notes);
      assertThat(item()).as("%s", way).doesNotContainKey("until").containsKey("text");
    }
  }

  private static Mapping<String, Note> mapping() {
    return Mapping.record(Note.class).key("id", String.class).timeToLive("until");
  }

  private Table<String, Note> open() {
    return Table.open(fixture.newManager(), name, mapping());
  }

  private long inSeconds(long seconds) {
    return Duration.ofMillis(fixture.clock().millis()).toSeconds() + seconds;
  }

  private void foreignPut(@Nullable AttributeValue until) {
    Map<String, AttributeValue> item =
        Map.of("id", AttributeValue.fromS("a"), "text", AttributeValue.fromS("old"));
    if (until == null) {
      UserTables.put(fixture.client(), name, item);
    } else {
      UserTables.put(
          fixture.client(),
          name,
          Map.of("id", item.get("id"), "text", item.get("text"), "until", until));
    }
  }

  private Map<String, AttributeValue> item() {
    return UserTables.items(fixture.client(), name).get(0);
  }
}
