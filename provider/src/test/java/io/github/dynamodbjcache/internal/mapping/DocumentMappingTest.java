package io.github.dynamodbjcache.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.table.InvalidItemException;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.ItemKey;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Revisions;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Values that are whole items. */
class DocumentMappingTest {

  private static final ItemKey<String, Integer> KEY = new ItemKey<>("e1", 1);

  private static Mapping<ItemKey<String, Integer>, Item> mapping() {
    return Mapping.document().key("episode", String.class, "map", Integer.class);
  }

  private final Mapped<ItemKey<String, Integer>, Item> mapped = Mapped.by(mapping());

  /** "Key attributes are in every value read." */
  @Test
  void keysAreInEveryValueRead() {
    Item read = mapped.roundTrip(KEY, Item.of(Map.of("name", "Hangar")));

    assertThat(read)
        .isEqualTo(Item.of(Map.of("episode", "e1", "map", 1, "name", "Hangar")))
        .containsEntry("map", BigDecimal.ONE);
  }

  /** "On write they may be missing or equal, else IllegalArgumentException." */
  @Test
  void aKeyInTheValueIsTheKeyOrMissing() {
    Item equal = Item.of(Map.of("episode", "e1", "map", new BigDecimal("1.0")));
    Item none = Item.of(Map.of()).with("map", null);
    Item other = Item.of(Map.of("map", 2));

    assertThat(mapped.codec().data(mapped.codec().place(KEY), equal)).isEmpty();
    assertThat(mapped.codec().data(mapped.codec().place(KEY), none)).isEmpty();
    assertThatThrownBy(() -> mapped.item(KEY, other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another \"map\" than the key e1/1");
  }

  @Test
  void theKeyComesFromTheValue() {
    assertThat(mapped.codec().keyOf(Item.of(Map.of("episode", "e1", "map", 1)))).isEqualTo(KEY);
    assertThatThrownBy(() -> mapped.codec().keyOf(Item.of(Map.of("episode", "e1"))))
        .isInstanceOf(InvalidItemException.class)
        .hasMessageStartingWith("map is missing");
    assertThatThrownBy(() -> mapped.codec().keyOf(Item.of(Map.of("episode", 1, "map", 1))))
        .isInstanceOf(InvalidItemException.class)
        .hasMessage("episode is of type N, expected S");
  }

  /** "An old without key attributes equals one with them." */
  @Test
  void theSameAsFoundIsWhatHasTheSameContent() {
    Item found =
        mapped.roundTrip(
            KEY, Item.of(Map.of("price", 1.5, "tags", Set.of("a", "b"), "more", List.of(1))));

    Item given =
        Item.of(
            Map.of(
                "price", new BigDecimal("1.50"), "tags", Set.of("b", "a"), "more", List.of(1.0)));
    assertThat(mapped.codec().sameValue(found, given)).isTrue();
    assertThat(mapped.codec().sameValue(found, given.with("map", 1L))).isTrue();
    assertThat(mapped.codec().sameValue(found, given.with("map", 2))).isFalse();
    assertThat(mapped.codec().sameValue(found, given.with("price", 1.6))).isFalse();
    assertThat(mapped.codec().sameValue(found, given.with("more", List.of(1, 1)))).isFalse();
    assertThat(mapped.codec().sameValue(found, given.without("tags"))).isFalse();
  }

  /** What the store adds to a value, somebody who compares it need not know. */
  @Test
  void theDeadlineIsNoDifferenceWhereOneSideLacksIt() {
    Mapped<ItemKey<String, Integer>, Item> expiring =
        Mapped.by(mapping().timeToLive("ttl").revision(Revisions.version("v")));
    Item given = Item.of(Map.of("a", 1));
    Item found = given.with("ttl", 123).with("v", 7).with("episode", "e1");

    assertThat(expiring.codec().sameValue(found, given)).isTrue();
    assertThat(expiring.codec().sameValue(found, given.with("ttl", 124))).isFalse();
  }

  /** "The version attribute is visible; a put never writes it from the value." */
  @Test
  void theVersionIsShownAndNotWritten() {
    Mapped<ItemKey<String, Integer>, Item> versioned =
        Mapped.by(mapping().revision(Revisions.version("v")));

    assertThat(versioned.item(KEY, Item.of(Map.of("v", 3, "a", 1)))).doesNotContainKey("v");
    Map<String, AttributeValue> stored = new HashMap<>(versioned.item(KEY, Item.of(Map.of())));
    stored.put("v", AttributeValue.fromN("4"));
    assertThat(versioned.value(stored)).containsEntry("v", BigDecimal.valueOf(4));
  }

  /** "Hidden attributes never show." */
  @Test
  void hiddenAttributesNeitherShowNorCanBeWritten() {
    Mapped<ItemKey<String, Integer>, Item> hiding =
        Mapped.by(mapping().revision(Revisions.hidden("_")));
    Map<String, AttributeValue> stored =
        new HashMap<>(hiding.item(KEY, Item.of(Map.of("_x", "shown"))));
    for (String name : List.of("_w", "_p1", "_p5")) {
      stored.put(name, AttributeValue.fromS("hidden"));
    }

    assertThat(hiding.value(stored).keySet()).containsExactlyInAnyOrder("episode", "map", "_x");
    assertThat(hiding.codec().item(stored).keySet())
        .containsExactlyInAnyOrder("episode", "map", "_x");
    assertThatThrownBy(() -> hiding.item(KEY, Item.of(Map.of("_p3", "x"))))
        .hasMessageContaining("_p3 is an attribute that holds revisions");
  }
}
