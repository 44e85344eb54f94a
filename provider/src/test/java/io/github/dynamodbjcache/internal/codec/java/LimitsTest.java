package io.github.dynamodbjcache.internal.codec.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.codec.Codecs;
import io.github.dynamodbjcache.codec.DeserializationLimits;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** "Limits have settings, and the message names them", and what people store needs none. */
class LimitsTest {

  private static final String PACKAGE = LimitsTest.class.getPackageName() + ".*";

  /** Knows its friends, who know it. */
  static final class Person implements Serializable {
    private static final long serialVersionUID = 1L;
    private final int id;
    private final Collection<Person> friends;

    Person(int id, Collection<Person> friends) {
      this.id = id;
      this.friends = friends;
    }

    Collection<Person> friends() {
      return friends;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Person person && person.id == id;
    }

    @Override
    public int hashCode() {
      return id;
    }
  }

  static final class Node implements Serializable {
    private static final long serialVersionUID = 1L;
    private final List<Node> children = new ArrayList<>();

    List<Node> children() {
      return children;
    }
  }

  private static List<Person> friends(int count, int reach, Supplier<Collection<Person>> kind) {
    List<Person> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(new Person(i, kind.get()));
    }
    for (int i = 0; i < count; i++) {
      for (int j = i + 1; j < Math.min(count, i + 1 + reach); j++) {
        all.get(i).friends().add(all.get(j));
        all.get(j).friends().add(all.get(i));
      }
    }
    return all;
  }

  private static void assertComesBack(JavaSerializer java, Object value, int friends) {
    assertThat(java.deserialize(java.serialize(value)))
        .isInstanceOfSatisfying(
            List.class, found -> assertThat(((Person) found.get(0)).friends()).hasSize(friends));
  }

  @Test
  void fiftyPersonsWithFriendsBothWaysNeedNoSetting() {
    JavaSerializer java = Codecs.java(PACKAGE);
    for (int reach : List.of(1, 3, 50)) {
      assertComesBack(java, friends(50, reach, ArrayList::new), Math.min(49, reach));
    }
    assertComesBack(java, friends(50, 1, HashSet::new), 1);
  }

  @Test
  void sixtyNestedNodesNeedNoSetting() {
    Node root = new Node();
    Node last = root;
    for (int i = 0; i < 60; i++) {
      Node next = new Node();
      last.children().add(next);
      last = next;
    }
    assertThat(Codecs.java(PACKAGE).serialize(root)).isNotEmpty();
  }

  /** What the message says to set is enough. */
  @Test
  void aRefusalNamesTheSettingThatWouldDo() {
    List<Object> nested = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      nested = new ArrayList<>(List.of(nested));
    }
    List<Object> many = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      many.add(new int[0]);
    }
    List<Object> shared = List.of("x");
    for (int i = 0; i < 18; i++) {
      shared = List.of(shared, shared);
    }
    DeserializationLimits few = new DeserializationLimits(250, 250_000, 1_000, 16 << 20);
    assertHelps(DeserializationLimits.DEFAULT, nested, "max-depth");
    assertHelps(DeserializationLimits.DEFAULT, new HashSet<>(Set.of(shared)), "max-hash-steps");
    assertHelps(DeserializationLimits.DEFAULT, friends(15, 50, HashSet::new), "max-hash-steps");
    assertHelps(few, many, "max-references");
  }

  private static void assertHelps(DeserializationLimits limits, Object value, String setting) {
    JavaSerializer java = JavaSerializer.of(Codecs.allowing(PACKAGE), loader(), limits);
    assertThatThrownBy(() -> java.serialize(value))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("dynamodb-jcache.caches.users.serialization." + setting + " = ")
        .satisfies(
            refusal -> {
              DeserializationLimits said = said(limits, String.valueOf(refusal.getMessage()));
              JavaSerializer helped = JavaSerializer.of(Codecs.allowing(PACKAGE), loader(), said);
              assertThat(helped.deserialize(helped.serialize(value))).isNotNull();
            });
  }

  private static DeserializationLimits said(DeserializationLimits limits, String message) {
    return new DeserializationLimits(
        (int) said(message, "max-depth", limits.maxDepth()),
        said(message, "max-hash-steps", limits.maxHashSteps()),
        (int) said(message, "max-references", limits.maxReferences()),
        limits.maxBytes());
  }

  private static long said(String message, String setting, long before) {
    Matcher matcher = Pattern.compile(setting + " = (\\d+)").matcher(message);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : before;
  }

  private static ClassLoader loader() {
    return LimitsTest.class.getClassLoader();
  }

  /**
   * "250 levels, which two thirds of the usual stack are enough for": by the deepest kind of
   * content.
   */
  @Test
  void theDefaultDepthIsReadWithTwoThirdsOfTheUsualStack() throws InterruptedException {
    JavaSerializer java = Codecs.java();
    Map<String, Object> nested = new HashMap<>();
    for (int i = 0; i < DeserializationLimits.DEFAULT.maxDepth() - 4; i++) {
      nested = new HashMap<>(Map.of("k", nested));
    }
    Map<String, Object> value = nested;
    List<Object> found = new CopyOnWriteArrayList<>();
    Thread thread =
        new Thread(
            null, () -> found.add(java.deserialize(java.serialize(value))), "small", 680 << 10);
    thread.start();
    thread.join();
    assertThat(found).hasSize(1);
  }
}
