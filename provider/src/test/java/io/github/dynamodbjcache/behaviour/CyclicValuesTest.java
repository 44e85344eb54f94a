package io.github.dynamodbjcache.behaviour;

import static io.github.dynamodbjcache.table.Path.attr;
import static io.github.dynamodbjcache.table.Path.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.table.InvalidItemException;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Table;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.UserTables;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Values that no item can have, since they have no end or no names: each is refused by its path.
 */
@Timeout(60)
class CyclicValuesTest {

  /** A value that can hold itself. */
  record Node(String id, List<Object> others, Set<Object> set) {}

  private final CacheFixture fixture = CacheFixture.open();
  private Table<String, Item> table;

  @BeforeEach
  void open() {
    String name = UserTables.make(fixture.client(), fixture.newName(), "id S");
    table = Table.open(fixture.manager(), name, Mapping.document().key("id", String.class));
    table.map().put("k", Item.of(Map.of("m", Map.of())));
    fixture.requests().reset();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  static Stream<Arguments> values() {
    List<Object> list = new ArrayList<>();
    list.add(list);
    Map<String, Object> map = new HashMap<>();
    map.put("self", map);
    Set<Object> set = Collections.newSetFromMap(new IdentityHashMap<>());
    set.add(set);
    Set<Object> optional = Collections.newSetFromMap(new IdentityHashMap<>());
    optional.add(Optional.of(optional));
    Object[] array = new Object[1];
    array[0] = array;
    Node node = new Node("n", new ArrayList<>(), Set.of());
    node.others().add(node);
    Node inSet = new Node("n", List.of(), Collections.newSetFromMap(new IdentityHashMap<>()));
    inSet.set().add(inSet);
    Map<Object, Object> nullName = new HashMap<>();
    nullName.put(null, 1);
    return Stream.of(
        Arguments.of("list", list, "nested more than 31 levels"),
        Arguments.of("map", map, "nested more than 31 levels"),
        Arguments.of("set", set, "nested more than 31 levels"),
        Arguments.of("optional in a set", optional, "nested more than 31 levels"),
        Arguments.of("array", array, "nested more than 31 levels"),
        Arguments.of("record", node, "nested more than 31 levels"),
        Arguments.of("record in a set", inSet, "nested more than 31 levels"),
        Arguments.of(
            "number for a name",
            Map.of(1, "a"),
            "has a name within it that is a java.lang.Integer, expected S (String)"),
        Arguments.of("null for a name", nullName, "has null for a name within it"),
        Arguments.of("no name", Map.of("", 1), "has an empty name within it"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("values")
  void whatNoItemCanHaveIsRefusedByItsPath(String what, Object value, String told) {
    assertThatThrownBy(() -> Item.of(Map.of("v", Map.of("w", value))))
        .isInstanceOf(InvalidItemException.class)
        .hasMessageContainingAll("v.w", told);
    assertThatThrownBy(() -> table.update("k", u -> u.set("v", value)))
        .isInstanceOf(InvalidItemException.class)
        .hasMessageContainingAll("v", "key k", told);
    assertThatThrownBy(() -> table.update("k", u -> u.set(path("m.w"), value)))
        .isInstanceOf(InvalidItemException.class)
        .hasMessageContainingAll("m.w", told);
    assertThatThrownBy(() -> table.update("k", u -> u.append(attr("l"), value)))
        .isInstanceOf(InvalidItemException.class)
        .hasMessageContainingAll("l", told);
    assertThatThrownBy(() -> table.fields("k").put("v", value))
        .isInstanceOf(InvalidItemException.class)
        .hasMessageContainingAll("v", told);
    assertThatThrownBy(() -> table.scan().filter(attr("v").eq(value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("v", told);
    assertThat(fixture.requests().counts()).isEmpty();
  }
}
