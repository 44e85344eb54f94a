package io.github.dynamodbjcache.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.table.InvalidItemException;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Revisions;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** "What DynamoDB cannot hold exactly is refused, never rounded." */
class ValueLimitsTest {

  record Typed(
      @Nullable Double twice,
      @Nullable Float single,
      @Nullable BigDecimal decimal,
      @Nullable Integer number,
      @Nullable Set<BigDecimal> set,
      @Nullable List<Set<String>> sets) {}

  private final Mapped<String, Item> documents =
      Mapped.by(Mapping.document().key("id", String.class));
  private final Mapped<String, Typed> records =
      Mapped.by(Mapping.record(Typed.class).key("id", String.class));

  private static Typed decimal(BigDecimal value) {
    return new Typed(null, null, value, null, null, null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "99999999999999999999999999999999999999",
        "-12345678901234567890123456789012345678",
        "1.2345678901234567890123456789012345678",
        "9.9999999999999999999999999999999999999E125",
        "1E-130",
        "-1E-130",
        "123E122",
        "0E500"
      })
  void numbersWithinTheLimitsAreExact(String number) {
    BigDecimal exact = new BigDecimal(number);

    assertThat(records.roundTrip("x", decimal(exact)).decimal()).isEqualByComparingTo(exact);
    assertThat((BigDecimal) documents.roundTrip("x", Item.of(Map.of("n", exact))).get("n"))
        .isEqualByComparingTo(exact);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "999999999999999999999999999999999999999",
        "1.23456789012345678901234567890123456789",
        "1E126",
        "-1E126",
        "1E-131",
        "1E2147483647",
        "1E-2147483647"
      })
  void numbersBeyondAreRefused(String number) {
    BigDecimal beyond = new BigDecimal(number);

    assertThatThrownBy(() -> records.item("x", decimal(beyond)))
        .isInstanceOf(CodecException.class)
        .hasMessageStartingWith("item x: decimal is a number ")
        .hasMessageNotContaining("999")
        .hasMessageNotContaining("2345");
    assertThatThrownBy(() -> Item.of(Map.of("a", List.of(1, beyond))))
        .isInstanceOfSatisfying(
            InvalidItemException.class, e -> assertThat(e.paths()).containsExactly("a[1]"));
  }

  @Test
  void whatIsNoNumberIsRefused() {
    for (double none : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE}) {
      assertThatThrownBy(() -> records.item("x", new Typed(none, null, null, null, null, null)))
          .isInstanceOf(CodecException.class)
          .hasMessageStartingWith("item x: twice is");
      assertThatThrownBy(() -> Item.of(Map.of("a", none))).isInstanceOf(InvalidItemException.class);
    }
    assertThatThrownBy(() -> Item.of(Map.of("a", BigInteger.ONE.shiftLeft(1_000_000))))
        .isInstanceOf(InvalidItemException.class);
  }

  /** A number that was read and is written again must be the same. */
  @Test
  void numbersOfOthersAreReadExactlyOrNotAtAll() {
    Map<String, AttributeValue> item = new HashMap<>(Map.of("id", AttributeValue.fromS("x")));
    item.put("twice", AttributeValue.fromN("0.1000000000000000055511151231257827"));
    assertThatThrownBy(() -> records.value(item))
        .hasMessage("item x: twice is a number that double cannot hold exactly");
    item.put("twice", AttributeValue.fromN("123456789012345678"));
    assertThatThrownBy(() -> records.value(item)).isInstanceOf(CodecException.class);
    item.put("twice", AttributeValue.fromN("12345678901234567000"));
    assertThat(records.value(item).twice()).isEqualTo(12345678901234567000d);
    item.put("single", AttributeValue.fromN("1E125"));
    assertThatThrownBy(() -> records.value(item)).isInstanceOf(CodecException.class);
    item.put("single", AttributeValue.fromN("3.1415927"));
    assertThat(records.value(item).single()).isEqualTo(3.1415927f);
    item.put("number", AttributeValue.fromN("1.5"));
    assertThatThrownBy(() -> records.value(item))
        .hasMessageContaining("number is a number that int cannot hold exactly");
    item.put("number", AttributeValue.fromN("2147483648"));
    assertThatThrownBy(() -> records.value(item)).isInstanceOf(CodecException.class);
  }

  private static Object nested(int levels, boolean asLists) {
    Object value = "x";
    for (int i = 0; i < levels; i++) {
      value = asLists ? List.of(value) : Map.of("a", value);
    }
    return value;
  }

  record Node(@Nullable Node next) {}

  private static Node chain(int length) {
    Node node = new Node(null);
    for (int i = 1; i < length; i++) {
      node = new Node(node);
    }
    return node;
  }

  /** "31 nested levels pass and 32 are refused." */
  @Test
  void levelsAreCounted() {
    for (boolean asLists : new boolean[] {true, false}) {
      Item deep = Item.of(Map.of("v", nested(31, asLists)));
      assertThat(documents.roundTrip("x", deep)).isEqualTo(deep.with("id", "x"));
      assertThatThrownBy(() -> Item.of(Map.of("v", nested(32, asLists))))
          .isInstanceOf(InvalidItemException.class)
          .hasMessageContaining("31 levels");
    }
    Mapped<String, Node> nodes = Mapped.by(Mapping.record(Node.class).key("id", String.class));
    assertThat(nodes.roundTrip("x", chain(32))).isEqualTo(chain(32));
    assertThatThrownBy(() -> nodes.item("x", chain(33)))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("31 levels");
  }

  @Test
  void whatHoldsItselfIsRefused() {
    List<Object> circle = new java.util.ArrayList<>();
    circle.add(circle);

    assertThatThrownBy(() -> Item.of(Map.of("v", circle)))
        .isInstanceOf(InvalidItemException.class)
        .hasMessageContaining("31 levels");
  }

  /** "400 KB and one byte more, names counted." */
  @Test
  void theWholeItemIsCountedWithItsNames() {
    int most = 409_600 - "id".length() - "x".length() - "näme".length() - 1;
    Item fits = Item.of(Map.of("näme", "x".repeat(most)));
    Item tooLarge = Item.of(Map.of("näme", "x".repeat(most + 1)));

    documents.item("x", fits);
    assertThatThrownBy(() -> documents.item("x", tooLarge))
        .isInstanceOf(CodecException.class)
        .hasMessage(
            "item x: näme takes 409593 bytes of an item of 409601, and DynamoDB's limit is 409600");
    Mapped<String, Item> hiding =
        Mapped.by(Mapping.document().key("id", String.class).revision(Revisions.hidden("__")));
    assertThatThrownBy(() -> hiding.item("x", fits)).isInstanceOf(CodecException.class);
  }

  static Stream<Arguments> sets() {
    return Stream.of(
        Arguments.of(Set.of("a", 1), "elements have to be of one type, not "),
        Arguments.of(Set.of(true), "are of texts, numbers or bytes"),
        Arguments.of(Set.of(List.of(1)), "are of texts, numbers or bytes"),
        Arguments.of(new HashSet<>(Arrays.asList("a", null)), "nothing for an element"),
        Arguments.of(Set.of(Set.of("a")), "are of texts, numbers or bytes"),
        Arguments.of(List.of(Set.of()), "is empty"),
        Arguments.of(Map.of("m", Set.of()), "is empty"),
        Arguments.of(List.of(Optional.empty()), "is empty"),
        Arguments.of(Map.of("", 1), "an empty name"),
        Arguments.of(Map.of("\udc00", 1), "half a character"),
        Arguments.of("a\ud800b", "half a character"),
        Arguments.of(new Object(), "java.lang.Object, which has no stored form"),
        Arguments.of(Map.of("n".repeat(65_536), 1), "65535 bytes"));
  }

  @ParameterizedTest
  @MethodSource("sets")
  void whatDynamoDbDoesNotHaveIsRefused(Object value, String reason) {
    assertThatThrownBy(() -> Item.of(Map.of("attribute", value)))
        .isInstanceOf(InvalidItemException.class)
        .hasMessageStartingWith("attribute")
        .hasMessageContaining(reason);
  }

  /** "Numerically equal elements are one." */
  @Test
  void elementsThatAreTheSameAreOne() {
    Set<BigDecimal> numbers =
        new LinkedHashSet<>(List.of(new BigDecimal("1.5"), new BigDecimal("1.50")));
    Set<Object> bytes = new LinkedHashSet<>(List.of(new byte[] {1}, new byte[] {1}));

    assertThat(records.item("x", new Typed(null, null, null, null, numbers, null)).get("set").ns())
        .containsExactly("1.5");
    assertThat(Item.of(Map.of("n", numbers, "b", bytes)))
        .containsEntry("n", Set.of(new BigDecimal("1.5")))
        .containsEntry("b", Set.of(SdkBytes.fromByteArray(new byte[] {1})));
    assertThat(Item.of(Map.of("n", Set.of(1, 1L, 1.0)))).containsEntry("n", Set.of(BigDecimal.ONE));
  }

  /** "An empty set within a list or map is refused, naming the path." */
  @Test
  void anEmptySetWithinAListIsRefusedByItsPath() {
    assertThatThrownBy(
            () ->
                records.item(
                    "x", new Typed(null, null, null, null, null, List.of(Set.of("a"), Set.of()))))
        .isInstanceOf(CodecException.class)
        .hasMessageStartingWith("item x: sets[1] is empty");
  }
}
