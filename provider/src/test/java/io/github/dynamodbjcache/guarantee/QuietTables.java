package io.github.dynamodbjcache.guarantee;

import static io.github.dynamodbjcache.table.Path.attr;
import static io.github.dynamodbjcache.table.Path.path;

import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Outcome;
import io.github.dynamodbjcache.table.PageToken;
import io.github.dynamodbjcache.table.Table;
import io.github.dynamodbjcache.testing.UserTables;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.cache.CacheManager;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What only tables of one's own can do, and what can go wrong there, with the same canaries. */
final class QuietTables {

  private static final String VALUE = QuietProgram.VALUE;
  private static final String KEY = QuietProgram.KEY;

  private final CacheManager manager;
  private final DynamoDbClient client;

  QuietTables(CacheManager manager, DynamoDbClient client) {
    this.manager = manager;
    this.client = client;
  }

  /** A value whose class refuses some. */
  record Typed(String id, @Nullable String text, int number, @Nullable Instant at) {
    Typed {
      if (number < 0) {
        throw new IllegalArgumentException("the class's own");
      }
    }
  }

  /** All operations, by name. */
  Map<String, EveryOperation.Run> all() {
    String name = UserTables.make(client, "quiet-" + UUID.randomUUID(), "id S");
    Table<String, Typed> typed =
        Table.open(manager, name, Mapping.record(Typed.class).key("id", String.class));
    Map<String, EveryOperation.Run> all = new LinkedHashMap<>();
    all.put("own put", () -> typed.put(new Typed(KEY, VALUE, 1, null)));
    words(typed, all);
    selections(typed, all);
    unfit(name, typed, all);
    all.put("own other mapping", () -> Table.open(manager, name, documents()));
    return all;
  }

  private static Mapping<String, Item> documents() {
    return Mapping.document().key("id", String.class);
  }

  private static void words(Table<String, Typed> typed, Map<String, EveryOperation.Run> all) {
    all.put("own get", () -> typed.map().get(KEY));
    all.put("own update", () -> typed.update(KEY, u -> u.set("text", VALUE)));
    all.put(
        "own refused",
        () ->
            ((Outcome<Typed>)
                    typed.update(KEY, u -> u.add("number", 1).onlyIf(attr("text").eq(""))))
                .orThrow());
    all.put("own wrong type", () -> typed.update(KEY, u -> u.set("number", VALUE)));
    all.put("own wrong time", () -> typed.update(KEY, u -> u.set("at", VALUE)));
    all.put("own wrong place", () -> typed.update(KEY, u -> u.set(path("a.b"), VALUE)));
    all.put("own wrong operand", () -> typed.update(KEY, u -> u.set("o", VALUE).add("p", 1)));
    all.put("own number of a text", () -> typed.update(KEY, u -> u.add("o", 1)));
    all.put("own wrong condition", () -> typed.delete(KEY, attr("number").gt(VALUE)));
    all.put("own reversed", () -> typed.delete(KEY, attr("text").between(VALUE, "A")));
    all.put("own other key", () -> typed.map().put(KEY, new Typed(VALUE, VALUE, 1, null)));
    all.put("own field", () -> typed.fields(KEY).put("number", VALUE));
    all.put("own field of none", () -> typed.fields(KEY + "2").put("text", VALUE));
    all.put("own large", () -> typed.put(new Typed(KEY, VALUE.repeat(40_000), 1, null)));
    all.put("own clear", () -> typed.cache().clear());
    all.put("own digits", () -> Item.of(Map.of("n", new BigDecimal("1e200"))));
    all.put("own batch", () -> typed.batch(b -> b.put("other", new Typed(KEY, VALUE, 1, null))));
  }

  private static void selections(Table<String, Typed> typed, Map<String, EveryOperation.Run> all) {
    all.put("own query", () -> typed.query(KEY).values().toList());
    all.put("own scan", () -> typed.scan().filter(attr("text").eq(VALUE)).count());
    all.put("own index", () -> typed.index("none"));
    all.put("own token", () -> typed.scan().from(PageToken.parse("abcd")));
    all.put("own wrong filter", () -> typed.query(KEY).filter(attr("id").eq(VALUE)));
  }

  private void unfit(String name, Table<String, Typed> typed, Map<String, EveryOperation.Run> all) {
    List<Map<String, AttributeValue>> items =
        List.of(
            Map.of("number", AttributeValue.fromS(VALUE)),
            Map.of("number", AttributeValue.fromN("-7")),
            Map.of("number", AttributeValue.fromN("1"), "at", AttributeValue.fromS(VALUE)),
            Map.of("text", AttributeValue.fromS(VALUE)));
    for (int i = 0; i < items.size(); i++) {
      Map<String, AttributeValue> item = new LinkedHashMap<>(items.get(i));
      item.put("id", AttributeValue.fromS(KEY));
      all.put("own unfit " + i, () -> UserTables.put(client, name, item));
      all.put("own read of unfit " + i, () -> typed.map().get(KEY));
      all.put("own scan of unfit " + i, () -> typed.scan().values().toList());
      all.put("own update of unfit " + i, () -> typed.update(KEY, u -> u.set("text", VALUE)));
    }
  }
}
