package io.github.dynamodbjcache.behaviour;

import static io.github.dynamodbjcache.table.Path.attr;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Revisions;
import io.github.dynamodbjcache.table.Table;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.UserTables;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** "Every mapped attribute is still as it was read", whoever wrote it, and in whatever form. */
@Timeout(60)
class UnchangedTest {

  /** Within a value. */
  record Address(@Nullable String city, List<String> lines) {}

  /** A value of the record. */
  record Person(
      String id,
      @Nullable String note,
      List<String> phones,
      Set<Integer> years,
      @Nullable Address address) {}

  /** A value with the number of its last write. */
  record Numbered(String id, int x, @Nullable Long v) {}

  private final CacheFixture fixture = CacheFixture.open();
  private final String name = UserTables.make(fixture.client(), fixture.newName(), "id S");

  @AfterEach
  void close() {
    fixture.close();
  }

  /** What others may store where something reads as null or empty, and what changes each. */
  static Stream<Arguments> forms() {
    AttributeValue nothing = AttributeValue.fromNul(true);
    AttributeValue bern = AttributeValue.fromS("Bern");
    AttributeValue empty = AttributeValue.fromL(List.of());
    return Stream.of(
        Arguments.of("nothing but the key", Map.of()),
        Arguments.of("NULL", Map.of("note", nothing, "phones", nothing, "address", nothing)),
        Arguments.of("an empty list", Map.of("phones", empty)),
        Arguments.of(
            "within another", Map.of("address", AttributeValue.fromM(Map.of("city", bern)))),
        Arguments.of(
            "NULL within another",
            Map.of("address", AttributeValue.fromM(Map.of("city", nothing, "lines", empty)))),
        Arguments.of(
            "numbers in another order",
            Map.of("years", AttributeValue.fromNs(List.of("7.0", "3")))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void whatOthersStoreInTheirOwnWayIsUnchanged(
      String form, Map<String, AttributeValue> attributes) {
    Table<String, Person> people = open(Mapping.record(Person.class).key("id", String.class));
    Person next = new Person("a", "n", List.of("1"), Set.of(1), new Address("Ulm", List.of()));

    foreignPut(attributes);
    Person read = people.map().get("a");
    assertThat(people.put("a", next, people.unchanged(read)).isDone()).as("unchanged").isTrue();

    for (String changed : List.of("note", "phones", "years", "address")) {
      foreignPut(attributes);
      people.update("a", u -> u.set(attr(changed), component(next, changed))).orThrow();
      assertThat(people.put("a", next, people.unchanged(read)).isDone())
          .as("with another %s", changed)
          .isFalse();
    }
    fixture
        .client()
        .deleteItem(d -> d.tableName(name).key(Map.of("id", AttributeValue.fromS("a"))));
    assertThat(people.put("a", next, people.unchanged(read)).isDone()).as("gone").isFalse();
  }

  private static Object component(Person person, String name) {
    return switch (name) {
      case "note" -> person.note();
      case "phones" -> person.phones();
      case "years" -> person.years();
      default -> person.address();
    };
  }

  /** What holds others: each attribute is as it is written here. */
  sealed interface Holder {
    /** The key. */
    String id();
  }

  /** Addresses in a list. */
  record Listed(String id, List<Address> held) implements Holder {}

  /** Addresses by name; {@code held} is of another type than in others. */
  record ByName(String id, Map<String, Address> held) implements Holder {}

  /** One that may be there. */
  record Maybe(String id, Optional<Address> held) implements Holder {}

  /** Several in an array, a map in a list. */
  record Deep(String id, List<Map<String, Address[]>> held) implements Holder {}

  static Stream<Arguments> holders() {
    AttributeValue bare = AttributeValue.fromM(Map.of("city", AttributeValue.fromNul(true)));
    AttributeValue named = AttributeValue.fromM(Map.of("a", bare));
    return Stream.of(
        Arguments.of("Listed", AttributeValue.fromL(List.of(bare, AttributeValue.fromM(Map.of())))),
        Arguments.of("ByName", named),
        Arguments.of("Maybe", bare),
        Arguments.of(
            "Deep",
            AttributeValue.fromL(
                List.of(AttributeValue.fromM(Map.of("a", AttributeValue.fromL(List.of(bare))))))));
  }

  /** In lists, maps, optional values and variants as at the top. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("holders")
  void whatOthersStoreWithinIsUnchanged(String type, AttributeValue held) {
    Table<String, Holder> holders =
        open(Mapping.variants(Holder.class, "type").key("id", String.class));
    Holder next = new Maybe("a", Optional.empty());
    foreignPut(Map.of("type", AttributeValue.fromS(type), "held", held));
    Holder read = holders.map().get("a");
    assertThat(holders.delete("a", holders.unchanged(read)).isDone()).as("unchanged").isTrue();

    foreignPut(Map.of("type", AttributeValue.fromS(type), "held", changed(held)));
    assertThat(holders.put("a", next, holders.unchanged(read)).isDone()).as("changed").isFalse();
  }

  /** The same with a city in each address. */
  private static AttributeValue changed(AttributeValue held) {
    if (held.hasL()) {
      return AttributeValue.fromL(held.l().stream().map(UnchangedTest::changed).toList());
    }
    Map<String, AttributeValue> map = new HashMap<>();
    held.m().forEach((name, each) -> map.put(name, name.equals("city") ? each : changed(each)));
    if (held.m().isEmpty() || held.m().containsKey("city")) {
      map.put("city", AttributeValue.fromS("Bern"));
    }
    return AttributeValue.fromM(map);
  }

  /** Beyond what one request can say, only what this mapping writes counts as unchanged. */
  @Test
  void ofTooManyFormsTheWrittenOneAloneIsUnchanged() {
    Table<String, Holder> holders =
        open(Mapping.variants(Holder.class, "type").key("id", String.class));
    Listed many = new Listed("a", Collections.nCopies(20, new Address(null, List.of())));
    holders.put(many);
    assertThat(holders.delete("a", holders.unchanged(many)).isDone()).isTrue();
    AttributeValue bare = AttributeValue.fromM(Map.of());
    foreignPut(
        Map.of(
            "type",
            AttributeValue.fromS("Listed"),
            "held",
            AttributeValue.fromL(Collections.nCopies(20, bare))));
    assertThat(holders.map().get("a")).isEqualTo(many);
    assertThat(holders.delete("a", holders.unchanged(many)).isDone()).isFalse();
    assertThat(holders.cache().remove("a", many)).as("what was just read is compared").isTrue();
  }

  @Test
  void aNumberThatHasMovedIsSeenWhereTheRestWasChangedBack() {
    Table<String, Numbered> numbered =
        open(
            Mapping.record(Numbered.class)
                .key("id", String.class)
                .revision(Revisions.version("v")));
    numbered.put(new Numbered("a", 1, null));
    Numbered read = numbered.map().get("a");
    numbered.put(new Numbered("a", 2, null));
    numbered.put(new Numbered("a", 1, null));

    Numbered next = new Numbered("a", 9, null);
    assertThat(numbered.put("a", next, numbered.unchanged(read)).isDone()).isFalse();
    Numbered now = numbered.map().get("a");
    assertThat(numbered.put("a", next, numbered.unchanged(now)).isDone()).isTrue();
  }

  @Test
  void aNumberInADocumentIsSeenAsWell() {
    Table<String, Item> documents =
        open(Mapping.document().key("id", String.class).revision(Revisions.version("v")));
    documents.map().put("a", Item.of(Map.of("x", 1)));
    Item read = documents.map().get("a");
    documents.map().put("a", Item.of(Map.of("x", 2)));
    documents.map().put("a", Item.of(Map.of("x", 1)));

    assertThat(documents.delete("a", documents.unchanged(read)).isDone()).isFalse();
    assertThat(documents.delete("a", documents.unchanged(read.without("v"))).isDone())
        .as("a value without the number says nothing of it")
        .isTrue();
  }

  private <V> Table<String, V> open(Mapping<String, V> mapping) {
    return Table.open(fixture.newManager(), name, mapping);
  }

  private void foreignPut(Map<String, AttributeValue> attributes) {
    Map<String, AttributeValue> item = new HashMap<>(attributes);
    item.put("id", AttributeValue.fromS("a"));
    UserTables.put(fixture.client(), name, item);
  }
}
