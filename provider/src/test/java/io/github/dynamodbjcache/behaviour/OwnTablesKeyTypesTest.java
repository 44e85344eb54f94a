package io.github.dynamodbjcache.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.configuration.TableCreation;
import io.github.dynamodbjcache.table.Converter;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.ItemKey;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Table;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.UserTables;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.CacheException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** "Types from the record's components, else from the table": of which type key attributes are. */
@Timeout(60)
class OwnTablesKeyTypesTest {

  /** A type that is stored as whatever its converter says. */
  record Code(int number) {}

  /** A key with a component that only a converter can store. */
  record Place(Code code, int level) {}

  /** A key whose component may be anything. */
  record Anything(Object id) {}

  /** A value with a key in it. */
  record Part(String id, int weight) {}

  private static final Converter<Code> TEXTS =
      new Converter<>() {
        @Override
        public AttributeValue write(Code value) {
          return AttributeValue.fromS("c" + value.number());
        }

        @Override
        public Code read(AttributeValue value) {
          return new Code(Integer.parseInt(value.s().substring(1)));
        }
      };

  private static final Converter<Code> NUMBERS =
      new Converter<>() {
        @Override
        public AttributeValue write(Code value) {
          return AttributeValue.fromN(Integer.toString(value.number()));
        }

        @Override
        public Code read(AttributeValue value) {
          return new Code(Integer.parseInt(value.n()));
        }
      };

  private final CacheFixture fixture = CacheFixture.open();

  @AfterEach
  void close() {
    fixture.close();
  }

  static Stream<Arguments> converted() {
    Code code = new Code(7);
    return Stream.of(
        Arguments.of("S", Mapping.document().key("id", Code.class).convert("id", TEXTS), code),
        Arguments.of("N", Mapping.document().key("id", Code.class).convert("id", NUMBERS), code),
        Arguments.of("S", Mapping.document().key("id", Object.class).convert("id", TEXTS), code),
        Arguments.of(
            "S, level N",
            Mapping.document().key("id", Code.class, "level", Integer.class).convert("id", TEXTS),
            new ItemKey<>(code, 1)),
        Arguments.of(
            "N, level N",
            Mapping.document().key(Place.class).rename("code", "id").convert("code", NUMBERS),
            new Place(code, 1)));
  }

  /** A converter does not tell what it writes; the table's key does. */
  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("converted")
  <K> void theTableSaysWhatAConverterMakesOfAKey(String types, Mapping<K, Item> mapping, K key) {
    String name = UserTables.make(fixture.client(), fixture.newName(), ("id " + types).split(", "));
    Table<K, Item> table = Table.open(fixture.manager(), name, mapping);
    table.map().put(key, Item.of(Map.of("x", 1)));
    assertThat(table.scan().keys()).containsExactly(key);
    assertThat(table.cache().getAll(Set.of(key))).containsOnlyKeys(key);
  }

  @Test
  void aConverterThatWritesAnotherTypeThanTheTablesIsToldAtTheCall() {
    String name = UserTables.make(fixture.client(), fixture.newName(), "id N");
    Table<Code, Item> table =
        Table.open(
            fixture.manager(), name, Mapping.document().key("id", Code.class).convert("id", TEXTS));
    fixture.requests().reset();
    assertThatThrownBy(() -> table.map().get(new Code(7)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the partition key \"id\" is of type S, expected N");
    assertThat(fixture.requests().counts()).isEmpty();
  }

  @Test
  void anUntypedKeyIsOfTheTypeOfItsComponent() {
    String numbers = UserTables.make(fixture.client(), fixture.newName(), "id N");
    assertThatThrownBy(
            () ->
                Table.open(
                    fixture.manager(), numbers, Mapping.record(Part.class).key("id", Object.class)))
        .isInstanceOf(CacheException.class)
        .hasMessageContainingAll("id (HASH, N)", "id (HASH, S)");

    String made = fixture.newName();
    Cache<Object, Part> cache =
        fixture
            .manager()
            .createCache(
                made,
                new DynamoDbConfiguration<Object, Part>()
                    .setMapping(Mapping.record(Part.class).key("id", Object.class))
                    .setTableCreation(TableCreation.IF_MISSING));
    cache.put("a", new Part("a", 1));
    assertThat(cache.get("a")).isEqualTo(new Part("a", 1));
  }

  @Test
  void anUntypedComponentOfAKeyIsNamedAsItsAttributeIs() {
    String name = UserTables.make(fixture.client(), fixture.newName(), "pk N");
    Table<Anything, Item> table =
        Table.open(
            fixture.manager(), name, Mapping.document().key(Anything.class).rename("id", "pk"));
    table.map().put(new Anything(1), Item.of(Map.of("x", 1)));
    assertThat(UserTables.items(fixture.client(), name))
        .extracting(Map::keySet)
        .isEqualTo(List.of(Set.of("pk", "x")));
  }
}
