package io.github.dynamodbjcache.behaviour;

import static io.github.dynamodbjcache.table.Path.attr;
import static io.github.dynamodbjcache.table.Path.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.dynamodbjcache.table.Condition;
import io.github.dynamodbjcache.table.ConditionFailedException;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Outcome;
import io.github.dynamodbjcache.table.Table;
import io.github.dynamodbjcache.table.Update;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.UserTables;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.cache.CacheException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions, updates and fields of tables of one's own. */
@Timeout(60)
class OwnTablesWordsTest {

  private static final List<String> ODD_NAMES =
      List.of("status", "name", "data", "ttl", "w", "x", "v", "m", "size", "a.b", "#x", ":y", "ß");

  private final CacheFixture fixture = CacheFixture.open();
  private Table<String, Item> table;

  @BeforeEach
  void openTheTable() {
    String name = UserTables.make(fixture.client(), fixture.newName(), "id S");
    UserTables.expireBy(fixture.client(), name, "until");
    table =
        Table.open(
            fixture.manager(),
            name,
            Mapping.document().key("id", String.class).timeToLive("until"));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void namesOfAnyKindMeanThemselvesInConditionsAndUpdates() {
    for (String name : ODD_NAMES) {
      table.upsert("k", update -> update.set(name, name)).orThrow();
      assertThat(table.update("k", u -> u.add("n", 1).onlyIf(attr(name).eq(name))).isDone())
          .as(name)
          .isTrue();
      assertThat(table.update("k", u -> u.add("n", 1).onlyIf(attr(name).eq("other"))).isDone())
          .as(name)
          .isFalse();
      assertThat(table.scan().filter(attr(name).eq(name)).values()).as(name).hasSize(1);
    }
    Item item = table.map().get("k");
    assertThat(item).containsEntry("n", new BigDecimal(ODD_NAMES.size()));
    assertThat(item.keySet()).containsAll(ODD_NAMES);
  }

  @Test
  void aDotIsPartOfANameOrLeadsWithin() {
    table.map().put("k", Item.of(Map.of("a.b", "dot", "a", Map.of("b", "within"))));
    assertThat(holds(attr("a.b").eq("dot"))).isTrue();
    assertThat(holds(path("a.b").eq("within"))).isTrue();
    assertThat(holds(attr("a.b").eq("within"))).isFalse();
  }

  private boolean holds(Condition condition) {
    return !table.scan().filter(condition).values().toList().isEmpty();
  }

  @Test
  void aConditionThatHoldsOfNothingPutsWhereThereIsNone() {
    Item item = Item.of(Map.of("a", 1));
    assertThat(table.put("k", item, attr("a").eq(1))).isEqualTo(new Outcome.Refused<>(null));
    assertThat(table.put("k", item, attr("a").lt(1).negated()).isDone()).isTrue();
    assertThat(table.put("other", item, attr("a").ne(1)).isDone()).isTrue();
    assertThat(table.put("other", item, attr("a").ne(1)).isDone()).isFalse();
    assertThat(table.put("third", item, table.absent().or(attr("a").eq(7))).isDone()).isTrue();
    assertThat(table.put("third", item, table.absent().or(attr("a").eq(7))).isDone()).isFalse();
  }

  @Test
  void anExpiredItemCountsAsNone() {
    Item item = Item.of(Map.of("a", 1, "until", until(Duration.ofMinutes(1))));
    table.map().put("k", item);
    assertThat(table.put("k", item, table.absent()).isDone()).isFalse();
    assertThat(table.put("k", item, attr("a").ne(1)).isDone()).isFalse();

    fixture.clock().advance(Duration.ofMinutes(2));

    Item next = Item.of(Map.of("a", 2, "until", until(Duration.ofMinutes(1))));
    assertThat(table.put("k", next, attr("a").eq(1))).isEqualTo(new Outcome.Refused<>(null));
    assertThat(table.update("k", u -> u.add("a", 1))).isEqualTo(new Outcome.Refused<>(null));
    assertThat(table.delete("k", attr("a").eq(1))).isEqualTo(new Outcome.Refused<>(null));
    assertThat(table.put("k", next, attr("a").ne(1)).isDone()).isTrue();

    fixture.clock().advance(Duration.ofMinutes(2));
    assertThat(table.put("k", item, table.absent()).isDone()).isTrue();
  }

  private long until(Duration duration) {
    return fixture.clock().instant().plus(duration).getEpochSecond();
  }

  @Test
  void unchangedSeesEachForeignChangeOfWhatWasRead() {
    table.map().put("k", Item.of(Map.of("a", 1, "b", Set.of("x", "y"))));
    Item read = table.map().get("k");
    assertThat(table.put("k", read.with("a", 2), table.unchanged(read)).isDone()).isTrue();
    assertThat(table.put("k", read.with("a", 3), table.unchanged(read)))
        .isEqualTo(new Outcome.Refused<>(read.with("a", new BigDecimal(2))));
    Item again = table.map().get("k");
    assertThat(table.delete("other", table.unchanged(again.without("id"))).isDone()).isFalse();
    assertThat(table.delete("k", table.unchanged(again)).isDone()).isTrue();
  }

  @Test
  void changesOfEachKindAreMadeByTheService() {
    table.map().put("k", Item.of(Map.of("n", 1, "tags", Set.of("a"), "m", Map.of("l", List.of()))));
    Item changed =
        table
            .update(
                "k",
                u ->
                    u.add("n", 4)
                        .add(path("m.n"), -1)
                        .append(path("m.l"), 1, "two")
                        .prepend(attr("begun"), "x")
                        .include(attr("tags"), "b")
                        .exclude(attr("none"), 1)
                        .copy(attr("n"), attr("old"))
                        .setIfAbsent(attr("n2"), null))
            .orThrow();
    Map<String, Object> expected = new HashMap<>();
    expected.put("id", "k");
    expected.put("n", new BigDecimal(5));
    expected.put("old", new BigDecimal(1));
    expected.put("n2", null);
    expected.put("tags", Set.of("a", "b"));
    expected.put("begun", List.of("x"));
    expected.put("m", Map.of("n", new BigDecimal(-1), "l", List.of(new BigDecimal(1), "two")));
    assertThat(changed).isEqualTo(Item.of(expected));
    assertThat(table.map().get("k")).isEqualTo(changed);

    Item old = table.update("k", u -> u.set("tags", Set.of()).returningOld()).orThrow();
    assertThat(old).isEqualTo(changed);
    assertThat(table.map().get("k")).isEqualTo(changed.without("tags"));
  }

  static List<Arguments> updatesThatTheItemDoesNotAllow() {
    return List.of(
        refused(u -> u.set("x", 1).set(path("address.city"), "x"), "address.city could lie in"),
        refused(u -> u.remove(path("a.b")), "a.b could lie in"),
        refused(u -> u.append(path("l[0].lines"), "x"), "l[0].lines could lie in"),
        refused(u -> u.add("text", 1), "text is of another type"),
        refused(u -> u.append(attr("a"), 1), "a is of another type"),
        refused(u -> u.include(attr("a"), "x"), "a is of another type"),
        refused(u -> u.copy(attr("none"), attr("x")), "There is nothing at none to be copied"));
  }

  private static Arguments refused(UnaryOperator<Update> said, String why) {
    return Arguments.of(said, why);
  }

  @ParameterizedTest
  @MethodSource("updatesThatTheItemDoesNotAllow")
  void whatAnItemDoesNotAllowIsToldWithItsPath(UnaryOperator<Update> said, String why) {
    Item item = Item.of(Map.of("a", 1, "text", "secret", "l", List.of()));
    table.map().put("k", item);
    assertThatExceptionOfType(CacheException.class)
        .isThrownBy(() -> table.update("k", said))
        .withMessageContaining(why)
        .withMessageContaining("what is in the item is not what the update needs")
        .withMessageNotContaining("secret");
    assertThat(table.map().get("k")).isEqualTo(item.with("id", "k").with("a", new BigDecimal(1)));
  }

  @Test
  void nothingIsSentOfWhatNoRequestCanDo() {
    table.map().put("k", Item.of(Map.of("a", 1)));
    fixture.requests().reset();
    for (UnaryOperator<Update> said :
        List.<UnaryOperator<Update>>of(
            u -> u,
            u -> u.set("id", "other"),
            u -> u.set("a", 1).remove(attr("a")),
            u -> u.set("a", 1).onlyIf(attr("a").between(9, 1)),
            u -> u.include(attr("a"), 1, "x"))) {
      assertThatIllegalArgumentException().isThrownBy(() -> table.update("k", said));
      assertThatIllegalArgumentException().isThrownBy(() -> table.upsert("k", said));
    }
    Item item = Item.of(Map.of("a", 2));
    for (Condition condition :
        List.of(attr("a").between(9, 1), attr("a").lt(List.of()), attr("a").size().eq("x"))) {
      assertThatIllegalArgumentException().isThrownBy(() -> table.put("k", item, condition));
      assertThatIllegalArgumentException().isThrownBy(() -> table.delete("k", condition));
      assertThatIllegalArgumentException().isThrownBy(() -> table.scan().filter(condition));
    }
    assertThat(fixture.requests().counts()).isEmpty();
  }

  @Test
  void fieldsAreWrittenThroughOneByOne() {
    table.map().put("k", Item.of(Map.of("a", 1, "b", "x")));
    Map<String, Object> fields = table.fields("k");

    assertThat(fields.put("a", 2)).isEqualTo(new BigDecimal(1));
    assertThat(fields.put("c", null)).isNull();
    assertThat(fields.remove("b")).isEqualTo("x");
    assertThat(fields.remove("b")).isNull();
    assertThat(fields.putIfAbsent("a", 9)).isEqualTo(new BigDecimal(2));
    assertThat(fields.putIfAbsent("d", 9)).isNull();
    assertThat(fields.containsKey("c")).isTrue();
    assertThat(fields.get("c")).isNull();
    assertThat(fields.get("id")).isEqualTo("k");
    assertThat(fields).hasSize(4).containsEntry("a", new BigDecimal(2));

    // Another application's change is seen with the next question.
    table.upsert("k", u -> u.set("e", true)).orThrow();
    assertThat(fields).containsEntry("e", true);

    fields.putAll(Map.of("f", "1", "g", "2"));
    Iterator<Map.Entry<String, Object>> entries = fields.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<String, Object> entry = entries.next();
      if (entry.getKey().equals("f")) {
        entries.remove();
      } else if (entry.getKey().equals("g")) {
        entry.setValue("3");
      }
    }
    assertThat(table.map().get("k")).doesNotContainKey("f").containsEntry("g", "3");
    fields.clear();
    assertThat(table.map().get("k")).isEqualTo(Item.of(Map.of("id", "k")));
  }

  @Test
  void theKeyCannotBeChangedThroughFields() {
    table.map().put("k", Item.of(Map.of("a", 1)));
    fixture.requests().reset();
    Map<String, Object> fields = table.fields("k");
    assertThatIllegalArgumentException().isThrownBy(() -> fields.put("id", "x"));
    assertThatIllegalArgumentException().isThrownBy(() -> fields.remove("id"));
    assertThat(fixture.requests().counts()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"get", "put", "remove", "size", "clear"})
  void fieldsOfNoItemAreRefused(String method) {
    Map<String, Object> fields = table.fields("missing");
    assertThatExceptionOfType(ConditionFailedException.class)
        .isThrownBy(
            () -> {
              switch (method) {
                case "get" -> fields.get("a");
                case "put" -> fields.put("a", 1);
                case "remove" -> fields.remove("a");
                case "size" -> fields.size();
                default -> fields.clear();
              }
            });
    assertThat(table.map()).isEmpty();
  }
}
