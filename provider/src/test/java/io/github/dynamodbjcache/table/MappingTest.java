package io.github.dynamodbjcache.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** "A second open with an equal mapping gives the same cache, with another one is refused." */
class MappingTest {

  record Doom(int episode, String name, Set<String> cheats) {}

  record Constant(String text) implements Converter<String> {
    @Override
    public AttributeValue write(String value) {
      return AttributeValue.fromS(text);
    }

    @Override
    public String read(AttributeValue value) {
      return text;
    }
  }

  private static final UnaryOperator<Doom> DEFAULTS = doom -> doom;

  private static Mapping<Integer, Doom> whole() {
    return Mapping.record(Doom.class)
        .key("episode", Integer.class)
        .rename("name", "n")
        .timeToLive("ttl")
        .revision(Revisions.version("v"))
        .unknown(Unknown.DROP)
        .convert("cheats", new Constant("x"))
        .onCreate(DEFAULTS)
        .globalIndex("by-name", List.of("n"), List.of("episode"));
  }

  @Test
  void whatWasSaidIsCompared() {
    assertThat(whole()).isEqualTo(whole()).hasSameHashCodeAs(whole());
    assertThat(whole().definition().differencesFrom(whole().definition())).isEmpty();
  }

  static Stream<Mapping<Integer, ?>> others() {
    return Stream.of(
        whole().rename("name", "m"),
        whole().timeToLive("expires"),
        whole().revision(Revisions.compared()),
        whole().unknown(Unknown.KEEP),
        whole().convert("cheats", new Constant("y")),
        whole().onCreate(doom -> doom),
        whole().globalIndex("another", List.of("n"), List.of()),
        Mapping.document().key("episode", Integer.class),
        Mapping.record(Doom.class).key("map", Integer.class));
  }

  /** "With a message that says what differs." */
  @ParameterizedTest
  @MethodSource("others")
  void eachPartIsCompared(Mapping<Integer, ?> other) {
    assertThat(whole()).isNotEqualTo(other);
    assertThat(whole().definition().differencesFrom(other.definition())).isNotEmpty();
  }

  @Test
  void differencesAreTold() {
    assertThat(whole().definition().differencesFrom(whole().timeToLive("expires").definition()))
        .containsExactly("time to live (ttl, not expires)");
    assertThat(
            Mapping.document()
                .key("id", String.class)
                .definition()
                .differencesFrom(
                    Mapping.record(Doom.class)
                        .key("id", String.class, "n", Integer.class)
                        .definition()))
        .containsExactly(
            "values (documents, not records of " + Doom.class.getTypeName() + ")",
            "key (id as java.lang.String, not id as java.lang.String, n as java.lang.Integer)");
  }

  /** It is a builder: what was taken of it before stays as it was. */
  @Test
  void aDefinitionDoesNotChange() {
    Mapping<Integer, Doom> mapping = whole();
    var before = mapping.definition();

    assertThat(mapping.timeToLive("other")).isSameAs(mapping);

    assertThat(before.timeToLive()).isEqualTo("ttl");
  }

  @Test
  void emptyNamesAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> whole().timeToLive(""));
    assertThatIllegalArgumentException().isThrownBy(() -> whole().rename("name", ""));
  }
}
