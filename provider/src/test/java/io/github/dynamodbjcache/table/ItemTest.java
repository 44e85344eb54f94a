package io.github.dynamodbjcache.table;

import static io.github.dynamodbjcache.table.Path.attr;
import static io.github.dynamodbjcache.table.Path.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;

/** Documents as values of their own. */
class ItemTest {

  record Point(int x, int y) {}

  /** "Numbers numerically, sets without order, bytes by content." */
  @Test
  void equalIsWhatIsEqualToDynamoDb() {
    Item some =
        Item.of(Map.of("n", 1.5, "s", Set.of(1, 2), "b", new byte[] {1}, "l", List.of(1L, "x")));
    Item same =
        Item.of(
            Map.of(
                "n", new BigDecimal("1.500"),
                "s", Set.of(new BigDecimal("2.0"), 1.0),
                "b", ByteBuffer.wrap(new byte[] {1}),
                "l", List.of(new AtomicInteger(1), new StringBuilder("x"))));

    assertThat(some).isEqualTo(same).hasSameHashCodeAs(same);
    assertThat(some).isNotEqualTo(same.with("l", List.of("x", 1)));
  }

  @Test
  void typesAreThoseOfDocuments() {
    Item item =
        Item.of(
            Map.of(
                "day",
                DayOfWeek.MONDAY,
                "date",
                LocalDate.EPOCH,
                "array",
                new int[] {100, 2},
                "record",
                new Point(1, 2),
                "some",
                Optional.of('c'),
                "none",
                Optional.empty(),
                "empty",
                Set.of(),
                "bytes",
                new byte[] {1, 2}));

    assertThat(item)
        .isEqualTo(
            Map.of(
                "day",
                "MONDAY",
                "date",
                "1970-01-01",
                "array",
                List.of(BigDecimal.valueOf(100), BigDecimal.valueOf(2)),
                "record",
                Map.of("x", BigDecimal.ONE, "y", BigDecimal.valueOf(2)),
                "some",
                "c",
                "bytes",
                SdkBytes.fromByteArray(new byte[] {1, 2})));
    assertThat(item.get("array")).hasToString("[100, 2]");
  }

  @Test
  void nothingThatWasGivenCanChangeIt() {
    byte[] bytes = {1};
    List<Object> list = new ArrayList<>(List.of("a"));
    Map<String, Object> map = new HashMap<>(Map.of("list", list));
    Map<String, Object> given = new HashMap<>(Map.of("bytes", bytes, "map", map));
    Item item = Item.of(given);
    Item before = Item.of(given);

    bytes[0] = 2;
    list.add("b");
    map.put("more", 1);
    given.clear();

    assertThat(item).isEqualTo(before);
    assertThatThrownBy(() -> item.put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(item::clear).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> item.entrySet().iterator().next().setValue("x"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> ((List<?>) item.at(path("map.list")).orElseThrow()).clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void placesAreFound() {
    Map<String, Object> lines = new HashMap<>();
    lines.put("null", null);
    Item item =
        Item.of(Map.of("address", Map.of("lines", Arrays.asList("a", lines)), "a.b", 1, "t", "x"));

    assertThat(item.at(path("address.lines[0]"))).contains("a");
    assertThat(item.at(attr("a.b"))).contains(BigDecimal.ONE);
    for (String nothing :
        List.of("a.b", "address.lines[2]", "address.x", "t[0]", "t.x", "address.lines[1].null")) {
      assertThat(item.at(path(nothing))).as(nothing).isEmpty();
    }
  }

  @Test
  void withAndWithoutMakeAnotherOne() {
    Item one = Item.of(Map.of("a", 1));

    Item two = one.with("b", null).with("a", 2);

    assertThat(one).containsOnlyKeys("a").containsEntry("a", BigDecimal.ONE);
    assertThat(two).containsOnlyKeys("a", "b").containsEntry("b", null);
    assertThat(two.without("b").without("c")).isEqualTo(Item.of(Map.of("a", 2)));
    assertThat(one.with("a", Set.of())).isEmpty();
    assertThatThrownBy(() -> one.with("a", Double.NaN)).isInstanceOf(InvalidItemException.class);
    assertThatThrownBy(() -> one.with("", 1)).isInstanceOf(InvalidItemException.class);
  }

  /** "An Item is a Map, and goes to any JSON library": here both Jacksons, as they come. */
  @Test
  void itGoesToJsonLibraries() throws Exception {
    Map<String, Object> attributes =
        Map.of(
            "price",
            new BigDecimal("1.50"),
            "tags",
            Set.of("a"),
            "lines",
            List.of(1, true),
            "address",
            Map.of("city", "Bern"));
    Item item = Item.of(attributes);
    ObjectMapper jackson = new ObjectMapper();
    String json = jackson.writeValueAsString(item);
    assertThat(jackson.readTree(json))
        .isEqualTo(
            jackson.readTree(
                "{\"price\": 1.5, \"tags\": [\"a\"], \"lines\": [1, true],"
                    + " \"address\": {\"city\": \"Bern\"}}"));
    assertThat(new tools.jackson.databind.ObjectMapper().writeValueAsString(item)).isEqualTo(json);
  }

  @Test
  void itIsSerializable() throws Exception {
    Item item =
        Item.of(
                Map.of(
                    "n",
                    1,
                    "s",
                    Set.of("a"),
                    "b",
                    new byte[] {1},
                    "bs",
                    Set.of(new byte[] {2}, new byte[0]),
                    "m",
                    Map.of("l", List.of(true))))
            .with("null", null);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(item);
    }

    Object read = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

    assertThat(read).isInstanceOf(Item.class).isEqualTo(item);
    assertThatThrownBy(() -> ((Item) read).put("x", 1))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  /** What raw types let pass. */
  @Test
  @SuppressWarnings({"unchecked", "rawtypes"})
  void aNameThatIsNoTextIsRefused() {
    Map named = Map.of(1, "a");
    assertThatExceptionOfType(InvalidItemException.class)
        .isThrownBy(() -> Item.of(named))
        .withMessageContaining("name within it that is a java.lang.Integer, expected S (String)");
  }
}
