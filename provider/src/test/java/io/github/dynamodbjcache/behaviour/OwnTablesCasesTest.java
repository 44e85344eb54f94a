package io.github.dynamodbjcache.behaviour;

import static io.github.dynamodbjcache.table.Path.attr;
import static io.github.dynamodbjcache.table.Path.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.configuration.Consistency;
import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.configuration.ExactlyOnce;
import io.github.dynamodbjcache.table.BatchReport;
import io.github.dynamodbjcache.table.Condition;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.ItemKey;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Outcome;
import io.github.dynamodbjcache.table.Path;
import io.github.dynamodbjcache.table.Revisions;
import io.github.dynamodbjcache.table.SortKey;
import io.github.dynamodbjcache.table.Table;
import io.github.dynamodbjcache.table.Unknown;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.UserTables;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.processor.EntryProcessorException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What is easily got wrong on tables that others write too, through the views that users have. */
@Timeout(180)
class OwnTablesCasesTest {

  private CacheFixture fixture;

  /** A person, as several programs know one. */
  public record Person(
      @Nullable String id,
      @Nullable String status,
      @Nullable BigDecimal data,
      Set<String> tags,
      List<String> lines,
      @Nullable Map<String, Integer> counts) {

    static Person of(String id) {
      return new Person(id, "new", new BigDecimal("1.5"), Set.of("a", "b"), List.of("l"), Map.of());
    }

    Person with(String other) {
      return new Person(id, other, data, tags, lines, counts);
    }
  }

  /** Whose names DynamoDB reserves, or the provider's own format has. */
  public record Reserved(String status, int name, String data, String w, long x, String v, int m) {}

  /** With components that cannot be null. */
  public record Strict(String id, int age, Inner inner, List<Inner> all) {}

  /** Within. */
  public record Inner(String text, boolean isSet) {}

  @BeforeEach
  void open() {
    fixture = CacheFixture.open();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private String table(String... keys) {
    return UserTables.make(fixture.client(), fixture.newName(), keys);
  }

  private <K, V> Table<K, V> open(String table, Mapping<K, V> mapping) {
    return Table.open(fixture.newManager(), table, mapping);
  }

  private Table<String, Person> people(String table) {
    return open(table, Mapping.record(Person.class).key("id", String.class));
  }

  private Map<String, AttributeValue> raw(String table) {
    return UserTables.items(fixture.client(), table).get(0);
  }

  private void foreignUpdate(String table, String id, String attribute, AttributeValue value) {
    fixture
        .client()
        .updateItem(
            update ->
                update
                    .tableName(table)
                    .key(Map.of("id", AttributeValue.fromS(id)))
                    .updateExpression("SET #a = :v")
                    .expressionAttributeNames(Map.of("#a", attribute))
                    .expressionAttributeValues(Map.of(":v", value)));
  }

  /** "Attributes named status, name, data, ttl, w, x, v, m in key, filter, projection, …". */
  @Test
  void reservedNamesAreNamesInKeysFiltersProjectionsUpdatesAndGuards() {
    String name = table("status S", "name N");
    Table<ItemKey<String, Integer>, Reserved> table =
        open(
            name,
            Mapping.record(Reserved.class)
                .key("status", String.class, "name", Integer.class)
                .timeToLive("ttl"));
    ItemKey<String, Integer> key = new ItemKey<>("s", 1);
    Reserved value = new Reserved("s", 1, "d", "w", 9, "v", 4);
    table.put(value);

    assertThat(table.query("s").where(SortKey.ge(1)).values()).containsExactly(value);
    assertThat(table.query("s").filter(attr("data").eq("d").and(attr("w").exists())).values())
        .containsExactly(value);
    assertThat(table.scan().filter(attr("status").eq("s").and(attr("x").ge(9))).count())
        .isEqualTo(1);
    assertThat(table.scan().items(attr("v"), attr("m")))
        .containsExactly(Item.of(Map.of("v", "v", "m", 4)));
    assertThat(table.update(key, u -> u.add("x", 1).onlyIf(attr("v").eq("v"))).isDone()).isTrue();
    assertThat(table.map().replace(key, new Reserved("s", 1, "d", "w", 10, "v", 4), value))
        .isTrue();
    assertThat(table.cache().getAll(Set.of(key))).containsExactly(Map.entry(key, value));
    assertThat(table.delete(key, table.unchanged(value)).isDone()).isTrue();
  }

  /** "A foreign UpdateItem between read and write is seen". */
  @ParameterizedTest
  @MethodSource("revisionsThatSeeUpdates")
  void aForeignUpdateBetweenReadAndWriteIsSeen(Revisions revisions) {
    String name = table("id S");
    Table<String, Person> people =
        open(name, Mapping.record(Person.class).key("id", String.class).revision(revisions));
    people.put(Person.of("a"));
    List<String> seen = new ArrayList<>();
    people
        .cache()
        .invoke(
            "a",
            (entry, nothing) -> {
              seen.add(entry.getValue().status());
              if (seen.size() == 1) {
                foreignUpdate(name, "a", "status", AttributeValue.fromS("theirs"));
                if (revisions.kind() == Revisions.Kind.VERSION) {
                  foreignUpdate(name, "a", "v", AttributeValue.fromN("77"));
                }
              }
              entry.setValue(entry.getValue().with(entry.getValue().status() + "+"));
              return null;
            });
    assertThat(seen).containsExactly("new", "theirs");
    assertThat(people.map().get("a").status()).isEqualTo("theirs+");
  }

  static Stream<Revisions> revisionsThatSeeUpdates() {
    return Stream.of(Revisions.compared(), Revisions.version("v"));
  }

  /** "An unknown attribute survives put, invoke, putAll". */
  @Test
  void anUnknownAttributeSurvivesEveryWriteOfRecords() {
    String name = table("id S");
    Table<String, Person> people = people(name);
    people.put(Person.of("a"));
    foreignUpdate(name, "a", "theirs", AttributeValue.fromS("x"));
    people.put(Person.of("a").with("put"));
    people.cache().putAll(Map.of("a", Person.of("a").with("putAll")));
    people.batch(b -> b.put(Person.of("a").with("batch")));
    people.cache().getAndReplace("a", Person.of("a").with("replace"));
    people.map().compute("a", (key, person) -> person.with("compute"));
    people.map().merge("a", Person.of("a"), (one, other) -> one.with("merge"));
    people
        .cache()
        .invoke(
            "a",
            (entry, nothing) -> {
              entry.setValue(entry.getValue().with("invoke"));
              return null;
            });
    assertThat(raw(name))
        .containsEntry("theirs", AttributeValue.fromS("x"))
        .containsEntry("status", AttributeValue.fromS("invoke"));
    open(name, Mapping.record(Person.class).key("id", String.class).unknown(Unknown.DROP))
        .put(Person.of("a"));
    assertThat(raw(name)).doesNotContainKey("theirs");
  }

  /** "A document's guarded writes send the difference alone". */
  @Test
  void whatSomebodyAddsToADocumentMeanwhileSurvives() {
    String name = table("id S");
    Table<String, Item> items = open(name, Mapping.document().key("id", String.class));
    items.map().put("a", Item.of(Map.of("n", 1)));
    items
        .cache()
        .invoke(
            "a",
            (entry, nothing) -> {
              foreignUpdate(name, "a", "theirs", AttributeValue.fromS("x"));
              entry.setValue(entry.getValue().with("n", 2));
              return null;
            });
    assertThat(items.map().get("a")).isEqualTo(Item.of(Map.of("id", "a", "n", 2, "theirs", "x")));
  }

  /** "replace with a set in another order or 1.50 for 1.5", and without the key attributes. */
  @Test
  void whatIsEqualToDynamoDbIsTheOldValue() {
    String name = table("id S");
    Table<String, Person> people = people(name);
    people.put(Person.of("a"));
    Person same =
        new Person(
            null,
            "new",
            new BigDecimal("1.50"),
            new LinkedHashSet<>(List.of("b", "a")),
            List.of("l"),
            null);
    assertThat(people.cache().replace("a", same, Person.of("a").with("next"))).isTrue();
    assertThat(people.cache().remove("a", same)).isFalse();
    assertThat(people.cache().remove("a", same.with("next"))).isTrue();
  }

  /** "A record saved with an empty set reads back with an empty set"; null, absent and empty. */
  @Test
  void nullAbsentAndEmptyAreWhatTheGuideSays() {
    String name = table("id S");
    Table<String, Person> people = people(name);
    people.put(new Person("a", null, null, Set.of(), List.of(), Map.of()));
    assertThat(raw(name))
        .containsOnlyKeys("id", "lines", "counts")
        .containsEntry("lines", AttributeValue.fromL(List.of()))
        .containsEntry("counts", AttributeValue.fromM(Map.of()));
    assertThat(people.map().get("a"))
        .isEqualTo(new Person("a", null, null, Set.of(), List.of(), Map.of()));

    UserTables.put(
        fixture.client(),
        name,
        Map.of(
            "id", AttributeValue.fromS("a"),
            "status", AttributeValue.fromNul(true)));
    assertThat(people.map().get("a"))
        .isEqualTo(new Person("a", null, null, Set.of(), List.of(), Map.of()));
  }

  /** "Null in a document, in set and in fields(k).put is NULL; eq(null) is equal to NULL". */
  @Test
  void nullIsNullAndAnEmptySetIsNoAttribute() {
    String name = table("id S");
    Table<String, Item> items = open(name, Mapping.document().key("id", String.class));
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("n", null);
    items.map().put("a", Item.of(attributes).with("tags", Set.of("x")));
    assertThat(raw(name)).containsEntry("n", AttributeValue.fromNul(true));
    items.update("a", u -> u.set("set", null).set("tags", Set.of())).orThrow();
    items.fields("a").put("field", null);
    assertThat(raw(name))
        .containsOnlyKeys("id", "n", "set", "field")
        .containsEntry("field", AttributeValue.fromNul(true));
    assertThat(items.scan().filter(attr("n").eq(null)).count()).isEqualTo(1);
    assertThat(items.scan().filter(attr("missing").eq(null)).count()).isZero();
    assertThatThrownBy(() -> items.update("a", u -> u.set("l", List.of(Set.of()))))
        .hasMessageContaining("l[0]");
    assertThat(Item.of(Map.of("s", Set.of(new BigDecimal("1.0"), 1L))).get("s"))
        .isEqualTo(Set.of(BigDecimal.ONE));
  }

  /** "Number keys 1, 1.0, 1E0 are one item in a batch, the last one wins", and everywhere else. */
  @Test
  void numbersThatAreEqualAreOneKeyEverywhere() {
    Table<BigDecimal, Item> items =
        open(table("id N"), Mapping.document().key("id", BigDecimal.class));
    BatchReport<BigDecimal> report =
        items.batch(
            b ->
                b.put(new BigDecimal("1"), Item.of(Map.of("n", 1)))
                    .put(new BigDecimal("1.0"), Item.of(Map.of("n", 2)))
                    .put(new BigDecimal("1E0"), Item.of(Map.of("n", 3))));
    assertThat(report.written()).isEqualTo(1);
    assertThat(report.replacedInBuffer()).isEqualTo(2);
    for (String one : List.of("1", "1.0", "1E0", "0.1E1")) {
      BigDecimal key = new BigDecimal(one);
      assertThat(items.map().get(key)).as(one).containsEntry("n", new BigDecimal(3));
      assertThat(items.cache().getAll(Set.of(key))).as(one).hasSize(1);
      assertThat(items.query(key).count()).as(one).isEqualTo(1);
    }
    Set<BigDecimal> both = Set.of(new BigDecimal("1"), new BigDecimal("1.00"));
    assertThat(items.cache().getAll(both)).as("each is asked for").containsOnlyKeys(both);
    items.cache().putAll(Map.of(new BigDecimal("-0.0"), Item.of(Map.of("n", 0))));
    assertThat(items.cache().containsKey(BigDecimal.ZERO)).isTrue();
    items.cache().removeAll(Set.of(new BigDecimal("1.000"), new BigDecimal("0E3")));
    assertThat(items.map()).isEmpty();
  }

  /** "ADD whose sum needs more" than 38 digits. */
  @Test
  void aSumThatNeedsMoreDigitsIsRefusedAndChangesNothing() {
    Table<String, Item> items = open(table("id S"), Mapping.document().key("id", String.class));
    BigDecimal most = new BigDecimal("9".repeat(38));
    items.map().put("a", Item.of(Map.of("n", most)));
    assertThatThrownBy(() -> items.update("a", u -> u.add("n", new BigDecimal("0.5"))))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("cache \"")
        .hasMessageContaining("38")
        .hasMessageNotContaining("999999");
    assertThat(items.map().get("a")).containsEntry("n", most);
  }

  /** "Changing a key attribute in invoke, update … refused". */
  @Test
  void theKeyCannotBeChanged() {
    Table<String, Person> people = people(table("id S"));
    people.put(Person.of("a"));
    assertThatThrownBy(
            () ->
                people
                    .cache()
                    .invoke(
                        "a",
                        (entry, nothing) -> {
                          entry.setValue(Person.of("b"));
                          return null;
                        }))
        .satisfiesAnyOf(
            e -> assertThat(e).isInstanceOf(IllegalArgumentException.class),
            e -> assertThat(e).isInstanceOf(EntryProcessorException.class))
        .hasStackTraceContaining("another \"id\" than the key a");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> people.map().computeIfPresent("a", (key, one) -> Person.of("b")));
    assertThatIllegalArgumentException().isThrownBy(() -> people.map().put("a", Person.of("b")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> people.batch(b -> b.put("a", Person.of("b"))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> people.update("a", u -> u.set("id", "b")))
        .withMessageContaining("id cannot be changed");
    assertThat(people.map()).containsOnlyKeys("a");
  }

  /** "TTL in milliseconds, as text, negative, six years past". */
  @Test
  void whatTheServiceTakesForNoDeadlineIsNone() {
    String name = table("id S");
    Table<String, Item> items =
        open(name, Mapping.document().key("id", String.class).timeToLive("until"));
    long now = fixture.clock().instant().getEpochSecond();
    Map<String, AttributeValue> deadlines =
        Map.of(
            "milliseconds", AttributeValue.fromN(String.valueOf(now * 1000)),
            "text", AttributeValue.fromS(String.valueOf(now - 10)),
            "negative", AttributeValue.fromN("-5"),
            "fraction", AttributeValue.fromN((now + 100) + ".5"),
            "six years", AttributeValue.fromN(String.valueOf(now - 6 * 366 * 86_400L)),
            "past", AttributeValue.fromN(String.valueOf(now - 10)));
    deadlines.forEach(
        (id, until) ->
            UserTables.put(
                fixture.client(), name, Map.of("id", AttributeValue.fromS(id), "until", until)));
    Set<String> live = Set.of("milliseconds", "text", "negative", "fraction", "six years");
    assertThat(items.map().keySet()).containsExactlyInAnyOrderElementsOf(live);
    assertThat(items.scan().keys()).containsExactlyInAnyOrderElementsOf(live);
    assertThat(items.cache().getAll(deadlines.keySet())).containsOnlyKeys(live);
    deadlines
        .keySet()
        .forEach(
            id -> {
              assertThat(items.cache().containsKey(id)).as(id).isEqualTo(live.contains(id));
              assertThat(items.get(id, Consistency.EVENTUAL) != null)
                  .as(id)
                  .isEqualTo(live.contains(id));
              assertThat(items.put(id, Item.of(Map.of()), items.absent()).isDone())
                  .as(id)
                  .isNotEqualTo(live.contains(id));
            });
  }

  /** "exactly-once = writes with update, fields, getAnd…: they read first". */
  @Test
  void allIsDoneUnderTransactionsToo() {
    String name = table("id S");
    Cache<String, Person> cache =
        fixture
            .newManager()
            .createCache(
                name,
                new DynamoDbConfiguration<String, Person>()
                    .setTypes(String.class, Person.class)
                    .setTableName(name)
                    .setExactlyOnce(ExactlyOnce.WRITES)
                    .setMapping(Mapping.record(Person.class).key("id", String.class)));
    Table<String, Person> people = Table.of(cache);
    people.put(Person.of("a"));
    assertThat(people.update("a", u -> u.set("status", "updated")).orThrow().status())
        .isEqualTo("updated");
    assertThat(people.update("a", u -> u.set("status", "x").returningOld()).orThrow().status())
        .isEqualTo("updated");
    assertThat(people.update("none", u -> u.set("status", "x")))
        .isEqualTo(new Outcome.Refused<>(null));
    assertThat(people.update("a", u -> u.set("status", "y").onlyIf(attr("status").eq("z"))))
        .isEqualTo(new Outcome.Refused<>(Person.of("a").with("x")));
    assertThat(people.fields("a").put("status", "field")).isEqualTo("x");
    assertThat(cache.getAndPut("a", Person.of("a")).status()).isEqualTo("field");
    assertThat(people.upsert("b", u -> u.set("status", "made")).orThrow().status())
        .isEqualTo("made");
    assertThat(people.upsert("c", u -> u.remove(attr("status"))))
        .isEqualTo(new Outcome.Done<>(null));
    assertThat(people.delete("b", attr("status").eq("made")).isDone()).isTrue();
    assertThat(cache.getAndRemove("a")).isEqualTo(Person.of("a"));
    assertThat(people.map()).isEmpty();
  }

  /** "400 KB reached by an update cannot be known unsent: the service's answer is told". */
  @Test
  void anUpdateThatMakesAnItemTooLargeIsTold() {
    Table<String, Item> items = open(table("id S"), Mapping.document().key("id", String.class));
    items.map().put("a", Item.of(Map.of("x", "x".repeat(300_000))));
    assertThatThrownBy(() -> items.update("a", u -> u.set("y", "y".repeat(200_000))))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("400 KB")
        .hasMessageNotContaining("yyy");
    assertThat(items.map().get("a")).doesNotContainKey("y");
  }

  /** "A component that cannot be null": nothing is half-written that could not be read again. */
  @Test
  void whatCouldNotBeReadAgainIsRefusedUnsent() {
    Table<String, Strict> table =
        open(table("id S"), Mapping.record(Strict.class).key("id", String.class));
    Strict value = new Strict("a", 7, new Inner("t", true), List.of(new Inner("l", false)));
    table.put(value);
    fixture.requests().reset();
    refused("age is NULL, expected N (int)", () -> table.update("a", u -> u.set("age", null)));
    refused("age is missing", () -> table.update("a", u -> u.remove(attr("age"))));
    refused("age is missing", () -> table.fields("a").remove("age"));
    refused("inner.isSet is NULL", () -> table.update("a", u -> u.set(path("inner.isSet"), null)));
    refused(
        "all[0].isSet is missing", () -> table.upsert("a", u -> u.remove(path("all[0].isSet"))));
    refused("age is a java.lang.String", () -> table.update("a", u -> u.set("age", "secret")));
    assertThat(fixture.requests().counts()).isEmpty();
    assertThat(table.update("a", u -> u.remove(path("inner.text"))).orThrow().inner())
        .isEqualTo(new Inner(null, true));
  }

  private static void refused(String message, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("cache \"")
        .hasMessageContaining("key a: " + message)
        .hasMessageNotContaining("secret");
  }

  /** "Stored forms": each is read back as it was, and lies there as other languages expect it. */
  @Test
  void storedFormsAreWhatOthersExpect() {
    record Forms(
        String id,
        Thread.State state,
        Instant at,
        LocalDate day,
        UUID uuid,
        Optional<String> some,
        Optional<String> none,
        byte[] bytes,
        Inner inner) {}
    String name = table("id S");
    Table<String, Forms> table = open(name, Mapping.record(Forms.class).key("id", String.class));
    UUID uuid = new UUID(1, 2);
    table.put(
        new Forms(
            "a",
            Thread.State.NEW,
            Instant.parse("2026-01-02T03:04:05Z"),
            LocalDate.of(2026, 1, 2),
            uuid,
            Optional.of("x"),
            Optional.empty(),
            new byte[] {1, -1},
            new Inner("t", true)));
    assertThat(raw(name))
        .isEqualTo(
            Map.of(
                "id", AttributeValue.fromS("a"),
                "state", AttributeValue.fromS("NEW"),
                "at", AttributeValue.fromS("2026-01-02T03:04:05Z"),
                "day", AttributeValue.fromS("2026-01-02"),
                "uuid", AttributeValue.fromS(uuid.toString()),
                "some", AttributeValue.fromS("x"),
                "bytes", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {1, -1})),
                "inner",
                    AttributeValue.fromM(
                        Map.of(
                            "text", AttributeValue.fromS("t"),
                            "isSet", AttributeValue.fromBool(true)))));
    Forms read = table.map().get("a");
    assertThat(read.none()).isEmpty();
    assertThat(read.bytes()).containsExactly(1, -1);
  }

  /** Classes are named as code names them: {@code int.class} is a {@code Class<Integer>}. */
  @Test
  void aKeyMayBeDeclaredAsAPrimitive() {
    Table<Integer, Item> items = open(table("id N"), Mapping.document().key("id", int.class));
    items.map().put(7, Item.of(Map.of("a", 1)));
    assertThat(items.map().get(7)).containsEntry("id", new BigDecimal(7));
    assertThat(items.query(7).keys()).containsExactly(7);
  }

  /** A cache's types are its mapping's. */
  @Test
  @SuppressWarnings({"unchecked", "rawtypes"})
  void typesThatContradictTheMappingAreRefused() {
    String name = table("id S");
    Mapping mapping = Mapping.record(Person.class).key("id", String.class);
    for (Class<?>[] types :
        List.of(
            new Class<?>[] {Integer.class, Person.class},
            new Class<?>[] {String.class, Inner.class})) {
      assertThatThrownBy(
              () ->
                  fixture
                      .newManager()
                      .createCache(
                          name,
                          new DynamoDbConfiguration()
                              .setTypes(types[0], types[1])
                              .setTableName(name)
                              .setMapping(mapping)))
          .isInstanceOf(CacheException.class)
          .hasMessageContaining("the mapping's is");
    }
  }

  /** What cannot be mapped says of which cache, which component, and the way out. */
  @ParameterizedTest
  @ValueSource(strings = {"code", "file"})
  void whatCannotBeMappedIsToldWithItsCache(String where) {
    record Opaque(String id, Thread thread) {}
    String name = table("id S");
    ThrowingCallable opening =
        () -> {
          if (where.equals("code")) {
            open(name, Mapping.record(Opaque.class).key("id", String.class));
          } else {
            java.util.Properties properties = fixture.properties();
            String block = "dynamodb-jcache.caches.\"" + name + "\".";
            properties.put(block + "declared", "true");
            properties.put(block + "value-type", Opaque.class.getName());
            properties.put(block + "items.mapping", "record");
            properties.put(block + "items.partition-key", "id");
            fixture.newManager(properties).getCache(name);
          }
        };
    assertThatThrownBy(opening)
        .isInstanceOf(CacheException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("Opaque.thread is a java.lang.Thread")
        .hasMessageContaining("Mapping.convert")
        .hasMessageMatching("(?s)(?!.*createCache.*createCache).*");
  }

  /** A value without its key says so, and how it can be put. */
  @Test
  void aValueWithoutItsKeyIsToldTheWayOut() {
    String name = table("id S");
    Table<String, Person> people = people(name);
    Person keyless = new Person(null, "x", null, Set.of(), List.of(), Map.of());
    for (ThrowingCallable put :
        List.<ThrowingCallable>of(
            () -> people.put(keyless), () -> people.batch(b -> b.put(keyless)))) {
      assertThatThrownBy(put)
          .isInstanceOf(CacheException.class)
          .hasMessageContaining(name)
          .hasMessageContaining("id is missing")
          .hasMessageContaining("put(key, value)");
    }
    people.cache().put("a", keyless);
    assertThat(people.map()).containsOnlyKeys("a");
  }

  /** Null is told by the name of what it was given for. */
  @Test
  void nullIsToldByTheNameOfTheArgument() {
    Table<ItemKey<String, Integer>, Item> table =
        open(table("a S", "b N"), Mapping.document().key("a", String.class, "b", Integer.class));
    ItemKey<String, Integer> key = new ItemKey<>("a", 1);
    Path none = null;
    Map<String, ThrowingCallable> calls = new HashMap<>();
    calls.put("name", () -> Mapping.document().key(null, String.class));
    calls.put("type", () -> Mapping.document().key("a", null));
    calls.put("partition", () -> table.query((Object[]) null));
    calls.put("paths", () -> table.project(key, none));
    calls.put("others", () -> attr("a").exists().and((Condition) null));
    calls.put("values", () -> attr("a").in((Object[]) null));
    calls.put("elements", () -> table.update(key, u -> u.append(attr("x"), (Object[]) null)));
    calls.put("changes", () -> table.update(key, null));
    calls.put("writes", () -> table.batch(null));
    calls.put("mapping", () -> Table.open(fixture.manager(), "any", null));
    calls.put("key", () -> table.get(null, Consistency.STRONG));
    calls.put("consistency", () -> table.get(key, null));
    calls.put("onlyIf", () -> table.delete(key, null));
    calls.put("condition", () -> table.scan().filter(null));
    calls.put("range", () -> table.query("a").where(null));
    calls.put("token", () -> table.query("a").from(null));
    calls.put("path", () -> table.update(key, u -> u.set(none, 1).remove(attr("x"), none)));
    calls.put("value", () -> SortKey.eq(null));
    calls.put("exactName", () -> attr(null));
    calls.put("text", () -> path(null));
    calls.put("attributes", () -> Item.of(null));
    calls.forEach(
        (name, call) ->
            assertThatThrownBy(call)
                .as(name)
                .isInstanceOf(NullPointerException.class)
                .hasMessage(name));
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> table.update(key, u -> u.remove(attr("x"), none)),
            () -> table.update(key, u -> u.set((String) null, 1)),
            () -> table.query("a").items(attr("x"), none),
            () -> table.query("a").items((Path[]) null),
            () -> table.index(null),
            () -> attr("a").isOfType(null),
            () -> attr("a").exists().or((Condition[]) null),
            () -> Item.of(Map.of()).at(null),
            () -> table.upsert(key, u -> u.onlyIf(null)),
            () -> Mapping.record(null),
            () -> Mapping.document().key("a", String.class).timeToLive(null))) {
      assertThatThrownBy(call)
          .isInstanceOf(NullPointerException.class)
          .hasMessageNotContainingAny(" ", "\"");
    }
    assertThatThrownBy(() -> table.query("a").filter(attr("x").lt(null)))
        .hasMessageContaining("not NULL");
  }

  /** "Also with several partition attributes": as many as an index can have. */
  @Test
  void anIndexThatCannotBeIsRefusedWhereItIsSaid() {
    Mapping<String, Item> mapping = Mapping.document().key("id", String.class);
    List<String> five = List.of("a", "b", "c", "d", "e");
    for (ThrowingCallable index :
        List.<ThrowingCallable>of(
            () -> mapping.globalIndex("i", List.of(), List.of("a")),
            () -> mapping.globalIndex("i", five, List.of()),
            () -> mapping.globalIndex("i", List.of("x"), five))) {
      assertThatThrownBy(index)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("index i takes 1 to 4 partition attributes");
    }
  }
}
