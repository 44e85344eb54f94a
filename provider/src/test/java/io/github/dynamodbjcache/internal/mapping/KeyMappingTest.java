package io.github.dynamodbjcache.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.codec.UnreadableEntryException;
import io.github.dynamodbjcache.table.AttributeType;
import io.github.dynamodbjcache.table.Converter;
import io.github.dynamodbjcache.table.InvalidItemException;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.ItemKey;
import io.github.dynamodbjcache.table.Mapping;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.cache.interceptor.SimpleKey;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** "Number keys are canonical"; "wrong arity or type refused before any request". */
class KeyMappingTest {

  private static final Map<String, AttributeType> TWO =
      Map.of("p", AttributeType.S, "s", AttributeType.N);

  private static <K> Mapped<K, Item> single(Class<K> type) {
    return Mapped.by(Mapping.document().key("k", type));
  }

  private static <K> AttributeValue stored(Mapped<K, ?> mapped, K key) {
    Map<String, AttributeValue> attributes = mapped.codec().place(key).attributes();
    return attributes.get("k");
  }

  private static <K> K read(Mapped<K, ?> mapped, AttributeValue key) {
    return mapped.codec().placeOf(Map.of("k", key), Map.of()).key();
  }

  static Stream<Object> keys() {
    return Stream.of(
        "text",
        DayOfWeek.MONDAY,
        UUID.randomUUID(),
        Instant.parse("2026-01-02T03:04:05.6Z"),
        (byte) 1,
        (short) -2,
        3,
        Long.MIN_VALUE,
        new BigInteger("-12345678901234567890"),
        new BigDecimal("1.5"),
        0.1,
        1.5f,
        SdkBytes.fromUtf8String("x"),
        ByteBuffer.wrap(new byte[] {1}));
  }

  @ParameterizedTest
  @MethodSource("keys")
  @SuppressWarnings("unchecked")
  void aKeyComesBackAsItWas(Object key) {
    Class<Object> type =
        (Class<Object>)
            (key instanceof Enum<?> constant
                ? constant.getDeclaringClass()
                : key instanceof ByteBuffer ? ByteBuffer.class : key.getClass());
    Mapped<Object, Item> mapped = single(type);

    assertThat(read(mapped, stored(mapped, key))).isEqualTo(key);
  }

  /** "1.0 = 1E0 = 1, -0 = 0." */
  @Test
  void numbersThatAreEqualAreOneKey() {
    Mapped<BigDecimal, Item> decimals = single(BigDecimal.class);

    for (String one : List.of("1", "1.0", "1E0", "10E-1")) {
      assertThat(stored(decimals, new BigDecimal(one)).n()).isEqualTo("1");
    }
    assertThat(stored(single(Double.class), -0.0).n()).isEqualTo("0");
    assertThat(stored(decimals, new BigDecimal("100.00")).n()).isEqualTo("100");
    assertThat(read(decimals, AttributeValue.fromN("1.50"))).isEqualTo(new BigDecimal("1.5"));
  }

  @Test
  void typedKeysNarrowExactly() {
    assertThat(read(single(Integer.class), AttributeValue.fromN("1.0"))).isEqualTo(1);
    assertThatThrownBy(() -> read(single(Integer.class), AttributeValue.fromN("1.5")))
        .isInstanceOf(UnreadableEntryException.class)
        .hasMessage("item 1.5: k is a number that int cannot hold exactly");
    assertThatThrownBy(() -> read(single(Integer.class), AttributeValue.fromN("2147483648")))
        .isInstanceOf(UnreadableEntryException.class);
    assertThatThrownBy(() -> read(single(Long.class), AttributeValue.fromN("9223372036854775808")))
        .isInstanceOf(UnreadableEntryException.class);
    assertThatThrownBy(() -> read(single(Integer.class), AttributeValue.fromS("1")))
        .hasMessageContaining("k is of type S, expected N");
  }

  /** Whoever iterates could not find it again. */
  @Test
  void aKeyInAnotherNotationIsUnreadable() {
    assertThatThrownBy(
            () -> read(single(Instant.class), AttributeValue.fromS("2026-01-02T03:04:05.000Z")))
        .isInstanceOf(UnreadableEntryException.class)
        .hasMessageContaining("declare the key as a String");
  }

  @Test
  void whatNoKeyCanBeIsRefused() {
    Mapped<String, Item> text = single(String.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stored(text, ""))
        .withMessage("the partition key \"k\" is empty, which no key can be");
    assertThat(stored(text, "é".repeat(1024)).s()).hasSize(1024);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stored(text, "é".repeat(1024) + "x"))
        .withMessageContaining("takes 2049 bytes, and DynamoDB's limit for one is 2048");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stored(text, "\ud800"))
        .withMessageContaining("half a character");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stored(single(SdkBytes.class), SdkBytes.fromByteArray(new byte[0])))
        .withMessageContaining("is empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stored(single(BigDecimal.class), new BigDecimal("1".repeat(39))))
        .withMessageContaining("38 digits");
    assertThatIllegalArgumentException().isThrownBy(() -> stored(single(Double.class), Double.NaN));
    Mapped<ItemKey<String, String>, Item> sorted =
        Mapped.by(Mapping.document().key("p", String.class, "s", String.class));
    sorted.codec().place(new ItemKey<>("x".repeat(2048), "x".repeat(1024)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sorted.codec().place(new ItemKey<>("x", "x".repeat(1025))))
        .withMessageStartingWith("the sort key \"s\" takes 1025 bytes");
  }

  @Test
  @SuppressWarnings({"unchecked", "rawtypes"})
  void anotherTypeIsRefused() {
    Mapped raw = single(Integer.class);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> raw.codec().place("1"))
        .withMessage("the partition key \"k\" is a java.lang.String, expected N (int)");
    assertThatIllegalArgumentException().isThrownBy(() -> raw.codec().place(1.5));
  }

  static Stream<Arguments> pairs() {
    return Stream.<Object>of(
            new ItemKey<>("a", 1),
            List.of("a", 1L),
            new Object[] {"a", new BigDecimal("1.0")},
            new SimpleKey("a", 1))
        .map(key -> Arguments.of((Object) key));
  }

  /** "An untyped key may be an ItemKey, a list or array of two, or Spring's SimpleKey of two." */
  @ParameterizedTest
  @MethodSource("pairs")
  void untypedPairsAreOneKey(Object key) {
    Mapped<Object, Item> untyped = untyped();

    Map<String, AttributeValue> stored = untyped.codec().place(key).attributes();

    assertThat(stored)
        .containsOnly(
            Map.entry("p", AttributeValue.fromS("a")), Map.entry("s", AttributeValue.fromN("1")));
    assertThat(untyped.codec().placeOf(stored, Map.of()).key())
        .isEqualTo(new ItemKey<>("a", BigDecimal.ONE));
    assertThat(untyped.codec().place(key)).hasToString("a/1");
  }

  @SuppressWarnings("unchecked") // As a cache without types has it.
  private static Mapped<Object, Item> untyped() {
    Mapping<?, Item> mapping = Mapping.document().key("p", Object.class, "s", Object.class);
    return Mapped.by((Mapping<Object, Item>) mapping, TWO);
  }

  static Stream<Arguments> noPairs() {
    return Stream.<Object>of(
            "a",
            List.of("a"),
            List.of("a", 1, 2),
            new Object[] {"a"},
            new SimpleKey("a", 1, 2),
            SimpleKey.EMPTY,
            List.of(1, 1),
            List.of("a", "1"),
            Arrays.asList("a", null))
        .map(key -> Arguments.of((Object) key));
  }

  @ParameterizedTest
  @MethodSource("noPairs")
  void wrongArityOrTypeIsRefused(Object key) {
    assertThatIllegalArgumentException().isThrownBy(() -> untyped().codec().place(key));
  }

  record MapKey(int episode, String map) {}

  record Level(String map, int episode, String name) {}

  @Test
  void aRecordOfTwoIsAKeyInItsOrder() {
    Mapped<MapKey, Level> mapped =
        Mapped.by(Mapping.record(Level.class).key(MapKey.class).rename("map", "m"));

    assertThat(mapped.codec().keyParts())
        .containsExactly(
            new ItemMapping.KeyPart("episode", AttributeType.N),
            new ItemMapping.KeyPart("m", AttributeType.S));
    Level level = new Level("x", 1, "Hangar");
    assertThat(mapped.codec().keyOf(level)).isEqualTo(new MapKey(1, "x"));
    assertThat(mapped.roundTrip(new MapKey(1, "x"), level)).isEqualTo(level);
  }

  record Positive(int id) {
    Positive {
      if (id < 0) {
        throw new IllegalArgumentException("negative");
      }
    }
  }

  @Test
  void whatTheKeysConstructorRefusesIsUnreadable() {
    Mapped<Positive, Item> mapped = Mapped.by(Mapping.document().key(Positive.class));

    assertThatThrownBy(
            () -> mapped.codec().placeOf(Map.of("id", AttributeValue.fromN("-1")), Map.of()))
        .isInstanceOf(UnreadableEntryException.class)
        .cause()
        .isInstanceOf(InvalidItemException.class)
        .hasRootCauseMessage("negative");
  }

  record Doom(int episode, int map) {}

  /** "Types from the record's components, else from the table." */
  @Test
  void untypedKeysTakeTheComponentsTypes() {
    Mapped<ItemKey<Object, Object>, Doom> mapped =
        Mapped.by(Mapping.record(Doom.class).key("episode", Object.class, "map", Object.class));

    assertThat(mapped.codec().keyParts().get(0).type()).isEqualTo(AttributeType.N);
    assertThat(mapped.codec().keyOf(new Doom(1, 2))).isEqualTo(new ItemKey<Object, Object>(1, 2));
  }

  record Id(String text) {}

  record ById(Id id, int n) {}

  private static final Converter<Id> ID =
      new Converter<>() {
        @Override
        public AttributeValue write(Id id) {
          return AttributeValue.fromS("id-" + id.text());
        }

        @Override
        public Id read(AttributeValue value) {
          return new Id(value.s().substring(3));
        }
      };

  @Test
  void aConverterMakesKeysToo() {
    Mapped<Id, ById> mapped =
        Mapped.by(
            Mapping.record(ById.class).key("id", Id.class).convert("id", ID),
            Map.of("id", AttributeType.S));
    ById value = new ById(new Id("x"), 1);

    assertThat(mapped.codec().keyOf(value)).isEqualTo(new Id("x"));
    assertThat(mapped.item(new Id("x"), value).get("id").s()).isEqualTo("id-x");
    assertThat(mapped.roundTrip(new Id("x"), value)).isEqualTo(value);
  }

  @Test
  void keysThatCannotBeAreRefusedAtOpening() {
    assertThatThrownBy(() -> single(Boolean.class))
        .isInstanceOf(InvalidItemException.class)
        .hasMessage("k cannot be a key: it is stored as BOOL, and keys are S, N or B");
    assertThatThrownBy(() -> single(Object.class)).hasMessageStartingWith("k is a key of no type");
    assertThatThrownBy(() -> Mapped.by(Mapping.record(Doom.class).key("map", String.class)))
        .hasMessageContaining("map is a key of type S, and the component of the value is N (int)");
    assertThatThrownBy(
            () -> Mapped.by(Mapping.document().key("a", String.class, "a", String.class)))
        .isInstanceOf(InvalidItemException.class);
  }
}
