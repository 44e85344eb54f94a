package io.github.dynamodbjcache.internal.codec.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.codec.Codecs;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What sets and maps hash when they are read is counted, and what people store passes. */
class HashingCostTest {

  private final JavaSerializer java = Codecs.java(HashingCostTest.class.getPackageName() + ".*");

  record Line(String sku, int amount, List<Integer> shared) implements Serializable {}

  record Place(String city, int number) implements Serializable {}

  /** An entity as people write them: equal by its number, knows its parent and its children. */
  static final class Node implements Serializable {
    private static final long serialVersionUID = 1L;
    private final int number;
    private final @Nullable Node parent;
    private final Set<Node> children = new HashSet<>();

    Node(int number, @Nullable Node parent) {
      this.number = number;
      this.parent = parent;
      if (parent != null) {
        parent.children.add(this);
      }
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Node node && node.number == number;
    }

    @Override
    public int hashCode() {
      return number;
    }
  }

  /** Writes its fields by itself, without telling the stream that it does. */
  static final class Untold implements Serializable {
    private static final long serialVersionUID = 1L;
    private int number = 1;

    private void writeObject(ObjectOutputStream out) throws IOException {
      out.writeObject(number);
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      number = (int) in.readObject();
    }
  }

  @Test
  void whatPeopleStorePasses() {
    List<Integer> big = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      big.add(i);
    }
    Map<String, Line> lines = new LinkedHashMap<>();
    Set<Place> places = new HashSet<>();
    Map<List<String>, Map<String, Object>> nested = new HashMap<>();
    Map<UUID, Object> strings = new HashMap<>();
    for (int i = 0; i < 10_000; i++) {
      lines.put("sku-" + i, new Line("sku-" + i, i, big));
      places.add(new Place("Zürich", i));
      nested.put(List.of("a", "b" + i % 100), Map.of("k", Set.of(1, 2), "l", List.of(i)));
      strings.put(new UUID(1, i), List.of("shared", "everywhere", "shared"));
    }
    for (Object value :
        List.of(
            lines,
            places,
            nested,
            strings,
            Set.of(places.toArray()),
            new LinkedHashSet<>(places),
            new TreeSet<>(lines.keySet()),
            List.copyOf(lines.values()),
            new HashSet<>(List.of(Set.of(Set.of(Set.of(Set.of(1)))))))) {
      assertThat(java.deserialize(java.serialize(value))).isEqualTo(value);
    }
  }

  @Test
  void entitiesInCirclesPass() {
    Node root = new Node(0, null);
    for (int i = 1; i < 200; i++) {
      new Node(i, root);
    }
    Object found = java.deserialize(java.serialize(root));
    assertThat(found)
        .isInstanceOfSatisfying(Node.class, node -> assertThat(node.children).hasSize(199));
  }

  @Test
  void whatWouldTakeTooLongIsRefusedWhenItIsWritten() {
    List<Object> list = List.of();
    for (int i = 0; i < 25; i++) {
      list = new ArrayList<>(Arrays.asList(list, list));
    }
    Set<Object> set = new HashSet<>();
    set.add(list); // hashes 2^25 lists itself
    assertThatThrownBy(() -> java.serialize(set))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("java.util.HashSet")
        .hasMessageContaining("not written")
        .hasMessageContaining("would hash more than");
    assertThat(java.deserialize(java.serialize(list))).isEqualTo(list);
  }

  /** A class that the grammar does not fit could hide what it reads. */
  @Test
  void aClassThatReadsOtherThanTheGrammarSaysIsRefused() {
    assertThatThrownBy(() -> java.serialize(new ArrayList<>(List.of(new Untold(), "x"))))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("not written");
  }
}
