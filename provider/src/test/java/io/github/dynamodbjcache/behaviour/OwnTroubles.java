package io.github.dynamodbjcache.behaviour;

import static io.github.dynamodbjcache.behaviour.TroubleLab.failure;
import static io.github.dynamodbjcache.table.Path.attr;
import static io.github.dynamodbjcache.table.Path.path;

import io.github.dynamodbjcache.DynamoDbCache;
import io.github.dynamodbjcache.behaviour.TroubleLab.Told;
import io.github.dynamodbjcache.configuration.Consistency;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.ItemKey;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Table;
import io.github.dynamodbjcache.testing.UserTables;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Tables of one's own: mappings that do not fit them, and calls that they refuse. */
final class OwnTroubles {

  private OwnTroubles() {}

  /** A value. */
  record Note(String id, int number, Set<String> tags) {}

  /** A value that cannot be one. */
  record Opaque(String id, Thread thread) {}

  static Map<String, Provocation> all() {
    Map<String, Provocation> all = new LinkedHashMap<>();
    all.put("give it a converter, Mapping.convert", opening(OwnTroubles::opaque));
    all.put("is open with another mapping, which differs in", OwnTroubles::opensTwice);
    all.put("needs items.time-to-live (timeToLive of a mapping in code)", OwnTroubles::lifetime);
    all.put("refused, since it would delete every item of table", calling(t -> t.cache()::clear));
    all.put("declare a type that can be null if it may be", OwnTroubles::unfit);
    all.put("a value has to have its key in it", calling(t -> () -> t.put(note(null))));
    all.put("that it is put at: leave it out", calling(t -> () -> t.map().put("b", note("a"))));
    all.put("cannot be changed: it is a key attribute", calling(OwnTroubles::otherKey));
    all.put("the filter of a query cannot name a key attribute", calling(OwnTroubles::keyFilter));
    all.put(" has no index ", calling(t -> () -> t.index("by-number")));
    all.put("what is in the item is not what the update needs", calling(OwnTroubles::noParent));
    all.put("the condition did not hold; nothing was changed", calling(OwnTroubles::refused));
    all.put("there is no item, and a field alone makes none", calling(OwnTroubles::noFields));
    all.put("Give an ItemKey, or a list, an array or a SimpleKey of two", OwnTroubles::oneOfTwo);
    return all;
  }

  private static Note note(String id) {
    return new Note(id, 1, Set.of());
  }

  private static Mapping<String, Note> notes() {
    return Mapping.record(Note.class).key("id", String.class);
  }

  private static Table<String, Note> table(TroubleLab lab) {
    return Table.open(lab.manager(lab.overTables(Map.of())), lab.newTable("id"), notes());
  }

  private static Provocation calling(Function<Table<String, Note>, Runnable> call) {
    return lab -> {
      Runnable run = call.apply(table(lab));
      return failure(run::run);
    };
  }

  private static Provocation opening(BiConsumer<TroubleLab, String> open) {
    return lab -> {
      String table = lab.newTable("id");
      return failure(() -> open.accept(lab, table));
    };
  }

  private static void opaque(TroubleLab lab, String table) {
    Table.open(
        lab.manager(lab.overTables(Map.of())),
        table,
        Mapping.record(Opaque.class).key("id", String.class));
  }

  private static List<Told> opensTwice(TroubleLab lab) {
    Table<String, Note> table = table(lab);
    return failure(
        () ->
            Table.open(
                table.cache().getCacheManager(), table.cache().getName(), notes().timeToLive("t")));
  }

  @SuppressWarnings("unchecked") // unwrap knows nothing of type arguments
  private static List<Told> lifetime(TroubleLab lab) {
    DynamoDbCache<String, Note> cache = table(lab).cache().unwrap(DynamoDbCache.class);
    return failure(() -> cache.withLifetime(Duration.ofMinutes(1)).put("a", note("a")));
  }

  private static List<Told> unfit(TroubleLab lab) {
    Table<String, Note> table = table(lab);
    UserTables.put(lab.real(), table.describe().name(), Map.of("id", AttributeValue.fromS("a")));
    return failure(() -> table.map().get("a"));
  }

  private static Runnable otherKey(Table<String, Note> table) {
    return () -> table.update("a", u -> u.set("id", "b"));
  }

  private static Runnable keyFilter(Table<String, Note> table) {
    return () -> table.query("a").filter(attr("id").eq("a"));
  }

  private static Runnable noParent(Table<String, Note> table) {
    table.put(note("a"));
    return () -> table.update("a", u -> u.set(path("address.city"), "Bern"));
  }

  private static Runnable refused(Table<String, Note> table) {
    return () -> table.put("a", note("a"), attr("number").eq(2)).orThrow();
  }

  private static Runnable noFields(Table<String, Note> table) {
    return () -> table.fields("a").put("number", 2);
  }

  private static List<Told> oneOfTwo(TroubleLab lab) {
    String name = UserTables.make(lab.real(), lab.newTable(), "a S", "b N");
    Table<Object, Item> table =
        untyped(
            Table.open(
                lab.manager(lab.overTables(Map.of())),
                name,
                Mapping.document().key("a", String.class, "b", Integer.class)));
    return failure(() -> table.get("a", Consistency.STRONG));
  }

  @SuppressWarnings("unchecked") // As callers have it who do not declare types.
  private static Table<Object, Item> untyped(Table<ItemKey<String, Integer>, Item> table) {
    return (Table<Object, Item>) (Table<?, Item>) table;
  }
}
