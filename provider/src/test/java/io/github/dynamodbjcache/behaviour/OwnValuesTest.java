package io.github.dynamodbjcache.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.table.InvalidItemException;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.ItemKey;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Table;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.RandomDocuments;
import io.github.dynamodbjcache.testing.Seed;
import io.github.dynamodbjcache.testing.UserTables;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Values of tables of one's own as the service has them: exact, or refused unsent. */
class OwnValuesTest {

  private static CacheFixture fixture;

  @BeforeAll
  static void open() {
    fixture = CacheFixture.open();
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  private static <K, V> Table<K, V> table(Mapping<K, V> mapping, String... keys) {
    String name = UserTables.make(fixture.client(), "values-" + UUID.randomUUID(), keys);
    return Table.open(fixture.manager(), name, mapping);
  }

  private static Table<String, Item> documents() {
    return table(Mapping.document().key("id", String.class), "id S");
  }

  private static Map<String, AttributeValue> stored(Table<?, ?> table) {
    return UserTables.items(fixture.client(), table.cache().getName()).get(0);
  }

  /** "What DynamoDB cannot hold exactly is refused, never rounded": all else comes back equal. */
  @Test
  void documentsComeBackFromTheServiceAsTheyWere() {
    Seed seed = Seed.of(getClass());
    Table<String, Item> table = documents();
    RandomDocuments documents = new RandomDocuments(seed.random(1));
    for (int i = 0; i < 300; i++) {
      Item document;
      try {
        document = Item.of(documents.next());
      } catch (InvalidItemException refused) {
        continue;
      }
      table.cache().put("x", document);
      assertThat(table.cache().get("x"))
          .as("%s, run %s", seed, i)
          .isEqualTo(document.with("id", "x"));
    }
  }

  private static Object nested(int levels) {
    Object value = "x";
    for (int i = 0; i < levels; i++) {
      value = i % 2 == 0 ? List.of(value) : Map.of("a", value);
    }
    return value;
  }

  /** Our limits are the service's: what we let pass, it takes. */
  @Test
  void whatJustFitsIsTaken() {
    Table<String, Item> table = documents();
    for (Object value :
        List.of(
            nested(31),
            new BigDecimal("-9.9999999999999999999999999999999999999E125"),
            new BigDecimal("1.2345678901234567890123456789012345678E-120"),
            new BigDecimal("1E-130"),
            Set.of("", "a"),
            "x".repeat(409_600 - "id".length() - "x".length() - "v".length()))) {
      Item item = Item.of(Map.of("v", value));
      table.cache().put("x", item);
      assertThat(table.cache().get("x")).isEqualTo(item.with("id", "x"));
    }
  }

  record Wide(@Nullable String id, @Nullable Double number, @Nullable String text) {}

  /** "Each a clear exception, before sending; nothing half-written." */
  @Test
  void whatDoesNotFitIsRefusedUnsent() {
    Table<String, Wide> table = table(Mapping.record(Wide.class).key("id", String.class), "id S");
    fixture.requests().reset();

    assertThatThrownBy(() -> table.cache().put("x", new Wide(null, Double.NaN, null)))
        .isInstanceOfSatisfying(
            InvalidItemException.class, e -> assertThat(e.paths()).containsExactly("number"))
        .hasMessageContaining("cache \"" + table.cache().getName() + "\", put: item x: number is");
    assertThatThrownBy(() -> table.cache().put("x", new Wide("x", null, "x".repeat(409_600))))
        .isInstanceOf(InvalidItemException.class);
    assertThatThrownBy(
            () ->
                table
                    .cache()
                    .putAll(
                        Map.of("a", new Wide(null, 1d, null), "b", new Wide(null, 1e300, null))))
        .isInstanceOf(CacheException.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table.cache().put("x", new Wide("y", null, null)));
    assertThatIllegalArgumentException().isThrownBy(() -> table.cache().get(""));
    assertThatIllegalArgumentException().isThrownBy(() -> table.cache().containsKey("\ud800"));
    assertThatThrownBy(() -> table.put(new Wide(null, null, null)))
        .isInstanceOf(InvalidItemException.class);

    assertThat(fixture.requests().counts()).isEmpty();
  }

  sealed interface Figure permits Circle, Box {}

  record Circle(String id, int size, Set<String> tags) implements Figure {}

  record Box(String id, String size, @Nullable String colour) implements Figure {}

  /** "Attributes of another variant are mapped, so a put removes them"; others' stay. */
  @Test
  void aVariantReplacesAnotherAndLeavesTheUnknown() {
    Table<String, Figure> table =
        table(Mapping.variants(Figure.class, "kind").key("id", String.class), "id S");
    table.put(new Circle("x", 1, Set.of("t")));
    Map<String, AttributeValue> others = new HashMap<>(stored(table));
    others.put("foreign", AttributeValue.fromS("stays"));
    UserTables.put(fixture.client(), table.cache().getName(), others);

    assertThat(table.cache().replace("x", new Circle("x", 1, Set.of("t")), new Box("x", "L", null)))
        .isTrue();

    assertThat(stored(table)).containsOnlyKeys("id", "kind", "size", "foreign");
    assertThat(table.cache().get("x")).isEqualTo(new Box("x", "L", null));
    assertThat(table.scan().values().toList()).containsExactly(new Box("x", "L", null));
  }

  record Strict(String id, String name) {
    Strict {
      Objects.requireNonNull(name, "name");
    }
  }

  /** "An item that does not fit the record: which attribute, which type, which key." */
  @Test
  void anItemThatDoesNotFitIsTold() {
    Table<ItemKey<String, Integer>, Strict> table =
        table(
            Mapping.record(Strict.class).key("id", String.class, "n", Integer.class),
            "id S",
            "n N");
    Map<String, AttributeValue> item =
        new HashMap<>(Map.of("id", AttributeValue.fromS("x"), "n", AttributeValue.fromN("7")));
    UserTables.put(fixture.client(), table.cache().getName(), item);
    assertThatThrownBy(() -> table.cache().get(new ItemKey<>("x", 7)))
        .isInstanceOf(InvalidItemException.class)
        .hasMessageContaining("get: item x/7: ")
        .hasMessageContaining("constructor")
        .cause()
        .isInstanceOf(NullPointerException.class);

    item.put("name", AttributeValue.fromN("4711"));
    UserTables.put(fixture.client(), table.cache().getName(), item);
    assertThatThrownBy(() -> table.cache().iterator().forEachRemaining(entry -> {}))
        .isInstanceOf(InvalidItemException.class)
        .hasMessageContaining("item x/7: name is of type N, expected S (String)")
        .hasMessageNotContaining("4711");
    assertThatThrownBy(() -> table.scan().values().toList())
        .isInstanceOf(InvalidItemException.class)
        .hasMessageContaining("item x/7: name is of type N, expected S (String)");
    // A plain put needs not be able to read what it replaces.
    table.cache().put(new ItemKey<>("x", 7), new Strict("x", "good"));
    assertThat(table.cache().get(new ItemKey<>("x", 7))).isEqualTo(new Strict("x", "good"));
  }
}
