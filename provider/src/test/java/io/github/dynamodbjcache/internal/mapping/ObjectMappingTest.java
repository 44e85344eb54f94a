package io.github.dynamodbjcache.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.table.AttributeType;
import io.github.dynamodbjcache.table.Converter;
import io.github.dynamodbjcache.table.InvalidItemException;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Revisions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Values that are records of one type, of several, or beans. */
class ObjectMappingTest {

  sealed interface Shape permits Circle, Polygon {}

  record Circle(String id, int size, @Nullable Double radius) implements Shape {}

  sealed interface Polygon extends Shape permits Square, Named {}

  record Square(String id, String size, Set<String> tags) implements Polygon {}

  record Named(String id, String name) implements Polygon {}

  private final Mapped<String, Shape> shapes =
      Mapped.by(Mapping.variants(Shape.class, "kind").key("id", String.class));

  @Test
  void variantsComeBackAsWhatTheyWere() {
    for (Shape shape :
        List.of(new Circle("x", 3, 1.5), new Square("x", "large", Set.of()), new Named("x", "n"))) {
      Map<String, AttributeValue> item = shapes.item("x", shape);

      assertThat(item.get("kind").s()).isEqualTo(shape.getClass().getSimpleName());
      assertThat(shapes.value(item)).isEqualTo(shape);
    }
  }

  /** "Attributes of another variant are mapped, so a put removes them." */
  @Test
  void allVariantsAttributesAreMapped() {
    assertThat(shapes.codec().mappedAttributes())
        .containsExactlyInAnyOrder("kind", "size", "radius", "tags", "name");
    assertThat(shapes.codec().typeOf("radius")).isEqualTo(AttributeType.N);
    assertThat(shapes.codec().typeOf("size")).isNull();
    assertThat(shapes.codec().typeOf("kind")).isEqualTo(AttributeType.S);
  }

  /** Nothing that the table holds can choose another class. */
  @Test
  void onlyPermittedNamesAreRead() {
    for (AttributeValue kind :
        List.of(
            AttributeValue.fromS("java.lang.Runtime"),
            AttributeValue.fromS(""),
            AttributeValue.fromS(Circle.class.getName()),
            AttributeValue.fromN("1"))) {
      assertThatThrownBy(() -> shapes.value(Map.of("id", AttributeValue.fromS("x"), "kind", kind)))
          .isInstanceOf(CodecException.class)
          .hasMessageStartingWith("item x: kind ")
          .hasMessageNotContaining("Runtime");
    }
    assertThatThrownBy(() -> shapes.value(Map.of("id", AttributeValue.fromS("x"))))
        .hasMessageContaining("kind is missing");
  }

  public abstract static class Base<T> {
    private @Nullable T payload;

    public @Nullable T getPayload() {
      return payload;
    }

    public void setPayload(@Nullable T payload) {
      this.payload = payload;
    }
  }

  public static class Inner {
    private int count = 7;

    public int getCount() {
      return count;
    }

    public Inner setCount(int count) {
      this.count = count;
      return this;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Inner inner && inner.count == count;
    }

    @Override
    public int hashCode() {
      return count;
    }
  }

  public static final class Bean extends Base<List<Instant>> {
    private @Nullable String id;
    private boolean active;
    private @Nullable Inner inner;
    private @Nullable List<String> tags;
    private @Nullable String URL;

    public @Nullable String getId() {
      return id;
    }

    public void setId(@Nullable String id) {
      this.id = id;
    }

    public boolean isActive() {
      return active;
    }

    public void setActive(boolean active) {
      this.active = active;
    }

    public @Nullable Inner getInner() {
      return inner;
    }

    public void setInner(@Nullable Inner inner) {
      this.inner = inner;
    }

    public @Nullable List<String> getTags() {
      return tags;
    }

    public void setTags(@Nullable List<String> tags) {
      this.tags = tags;
    }

    public @Nullable String getURL() {
      return URL;
    }

    public void setURL(@Nullable String url) {
      this.URL = url;
    }

    public int getDerived() {
      return 1;
    }
  }

  private final Mapped<String, Bean> beans =
      Mapped.by(Mapping.bean(Bean.class).key("id", String.class).rename("active", "on"));

  @Test
  void beansAreTheirProperties() {
    Bean bean = new Bean();
    bean.setActive(true);
    bean.setPayload(List.of(Instant.EPOCH));
    bean.setInner(new Inner().setCount(3));
    bean.setURL("u");

    Map<String, AttributeValue> item = beans.item("x", bean);
    Bean read = beans.value(item);

    assertThat(item).containsOnlyKeys("id", "on", "payload", "inner", "URL");
    assertThat(read.getId()).isEqualTo("x");
    assertThat(read.isActive()).isTrue();
    assertThat(read.getPayload()).containsExactly(Instant.EPOCH);
    assertThat(read.getInner()).isEqualTo(bean.getInner());
    assertThat(read.getTags()).isEmpty();
    assertThat(beans.codec().sameValue(read, bean)).isTrue();
    bean.setURL("v");
    assertThat(beans.codec().sameValue(read, bean)).isFalse();
  }

  record Primitive(int count) {}

  @Test
  void aPrimitiveCannotBeMissing() {
    Mapped<String, Primitive> mapped =
        Mapped.by(Mapping.record(Primitive.class).key("id", String.class));
    AttributeValue key = AttributeValue.fromS("x");

    assertThatThrownBy(() -> mapped.value(Map.of("id", key)))
        .hasMessageStartingWith("item x: count is missing, expected N (int)");
    assertThatThrownBy(() -> mapped.value(Map.of("id", key, "count", AttributeValue.fromNul(true))))
        .hasMessageStartingWith("item x: count is NULL, expected N (int)");
  }

  record Checked(String name) {
    Checked {
      Objects.requireNonNull(name, "name");
    }
  }

  /** "Constructor exceptions become InvalidItemException with the cause." */
  @Test
  void whatTheConstructorRefusesIsTold() {
    Mapped<String, Checked> mapped =
        Mapped.by(Mapping.record(Checked.class).key("id", String.class));

    assertThatThrownBy(() -> mapped.value(Map.of("id", AttributeValue.fromS("x"))))
        .isInstanceOf(CodecException.class)
        .cause()
        .isInstanceOf(InvalidItemException.class)
        .cause()
        .isInstanceOf(NullPointerException.class)
        .hasMessage("name");
  }

  record Cheats(String id, Set<String> cheats) {
    Cheats {
      cheats = cheats == null ? Set.of("Konami") : Set.copyOf(cheats);
    }
  }

  /** "A record saved with an empty set reads back with an empty set." */
  @Test
  void defaultsApplyToNewObjectsOnly() {
    Mapped<String, Cheats> mapped = Mapped.by(Mapping.record(Cheats.class).key("id", String.class));

    assertThat(mapped.roundTrip("x", new Cheats("x", Set.of())).cheats()).isEmpty();
    assertThat(mapped.roundTrip("x", new Cheats("x", null)).cheats()).containsExactly("Konami");
  }

  record Timed(String id, Instant expires, @Nullable Long version, Optional<Instant> other) {}

  private static Mapping<String, Timed> timed() {
    return Mapping.record(Timed.class)
        .key("id", String.class)
        .convert("expires", new Seconds())
        .rename("expires", "ttl")
        .timeToLive("ttl")
        .revision(Revisions.version("version"));
  }

  @Test
  void aComponentCanBeTheDeadlineAndTheVersion() {
    Mapped<String, Timed> mapped = Mapped.by(timed());
    Timed value = new Timed("x", Instant.ofEpochSecond(99), 7L, Optional.empty());

    Map<String, AttributeValue> item = mapped.item("x", value);

    assertThat(item).containsOnlyKeys("id", "ttl").containsEntry("ttl", AttributeValue.fromN("99"));
    Map<String, AttributeValue> stored = new HashMap<>(item);
    stored.put("version", AttributeValue.fromN("8"));
    stored.put("unknown", AttributeValue.fromS("of others"));
    assertThat(mapped.value(stored))
        .isEqualTo(new Timed("x", Instant.ofEpochSecond(99), 8L, Optional.empty()));
    assertThat(mapped.codec().mappedAttributes()).containsExactlyInAnyOrder("ttl", "other");
  }

  @Test
  void aFailingConverterIsToldWithItsAttribute() {
    Mapped<String, Timed> mapped = Mapped.by(timed());

    assertThatThrownBy(
            () ->
                mapped.value(
                    Map.of("id", AttributeValue.fromS("x"), "ttl", AttributeValue.fromS("soon"))))
        .hasMessage("item x: ttl cannot be read: its converter fails")
        .cause()
        .isInstanceOf(InvalidItemException.class)
        .cause()
        .isInstanceOf(NumberFormatException.class);
  }

  /** A converter that gives whatever it is told. */
  record Given(AttributeValue attribute) implements Converter<String> {

    @Override
    public AttributeValue write(String value) {
      return attribute;
    }

    @Override
    public String read(AttributeValue value) {
      return value.toString();
    }
  }

  record Text(String text) {}

  private static Map<String, AttributeValue> converted(AttributeValue given) {
    return Mapped.by(
            Mapping.record(Text.class).key("id", String.class).convert("text", new Given(given)))
        .item("x", new Text("any"));
  }

  /** "Refused, never rounded" holds for what converters give, too. */
  @Test
  void whatAConverterGivesIsHeldToTheLimits() {
    for (AttributeValue beyond :
        List.of(
            AttributeValue.fromN("1".repeat(39)),
            AttributeValue.fromN("1E126"),
            AttributeValue.fromS("\ud800"),
            AttributeValue.fromL(List.of(AttributeValue.fromSs(List.of()))))) {
      assertThatThrownBy(() -> converted(beyond))
          .isInstanceOf(CodecException.class)
          .hasMessageStartingWith("item x: text");
    }
    assertThat(converted(AttributeValue.fromSs(List.of()))).containsOnlyKeys("id");
    assertThat(converted(AttributeValue.fromNul(true)).get("text").nul()).isTrue();
  }

  record RawList(@SuppressWarnings("rawtypes") List list) {}

  record Open<T>(T content) {}

  record BadSet(Set<Boolean> set) {}

  record BadMap(Map<Integer, String> map) {}

  record Opaque(Thread thread) {}

  record Face(CharSequence text) {}

  record Endless<T>(@Nullable Endless<List<T>> next) {}

  record Holder(Endless<String> endless) {}

  record Clash(String a, String b) {}

  interface NotSealed {}

  sealed interface Mixed permits Klass {}

  static final class Klass implements Mixed {}

  sealed interface Typed permits WithKind {}

  record WithKind(String kind) implements Typed {}

  static Stream<Arguments> unmappable() {
    return Stream.of(
        Arguments.of(of(Mapping.record(RawList.class)), "RawList.list is a raw java.util.List"),
        Arguments.of(of(Mapping.record(Open.class)), "Open.content is of the type variable T"),
        Arguments.of(of(Mapping.record(BadSet.class)), "BadSet.set is a set of BOOL"),
        Arguments.of(of(Mapping.record(BadMap.class)), "BadMap.map is a map by java.lang.Integer"),
        Arguments.of(of(Mapping.record(Opaque.class)), "Opaque.thread is a java.lang.Thread"),
        Arguments.of(of(Mapping.record(Face.class)), "Face.text is a java.lang.CharSequence"),
        Arguments.of(of(Mapping.record(Holder.class)), "nests types without end"),
        Arguments.of(of(Mapping.record(String.class)), "String is no record"),
        Arguments.of(of(Mapping.bean(Clash.class)), "Clash is a record"),
        Arguments.of(of(Mapping.bean(Klass.class)), "neither a record nor a bean"),
        Arguments.of(of(Mapping.bean(Base.class)), "it is abstract"),
        Arguments.of(of(Mapping.variants(NotSealed.class, "k")), "NotSealed is not sealed"),
        Arguments.of(of(Mapping.variants(Mixed.class, "k")), "Klass is neither a record"),
        Arguments.of(of(Mapping.variants(Typed.class, "kind")), "kind is the type attribute"),
        Arguments.of(
            of(Mapping.record(Clash.class)).rename("a", "b"), "is the attribute of two components"),
        Arguments.of(of(Mapping.record(Clash.class)).rename("c", "d"), "c is no component"),
        Arguments.of(
            of(Mapping.record(Clash.class)).convert("c", new Seconds()), "c is no component"),
        Arguments.of(of(Mapping.document()).rename("a", "b"), "a is no component"),
        Arguments.of(of(Mapping.record(Clash.class)).timeToLive("a"), "a is S (String)"),
        Arguments.of(
            of(Mapping.record(Clash.class)).revision(Revisions.version("a")), "a is S (String)"),
        Arguments.of(of(Mapping.record(Clash.class)).timeToLive("id"), "id is a key attribute"),
        Arguments.of(
            of(Mapping.document()).timeToLive("v").revision(Revisions.version("v")),
            "v is the version, and so not the time to live"),
        Arguments.of(of(Mapping.variants(Shape.class, "id")), "id is"));
  }

  private static <V> Mapping<String, V> of(Mapping.Values<V> values) {
    return values.key("id", String.class);
  }

  /** "Definitions that cannot be mapped are refused at opening, naming the component." */
  @ParameterizedTest
  @MethodSource("unmappable")
  void whatCannotBeMappedIsRefused(Mapping<String, ?> mapping, String reason) {
    assertThatThrownBy(() -> Mapped.by(mapping))
        .isInstanceOf(InvalidItemException.class)
        .hasMessageContaining(reason);
  }
}
