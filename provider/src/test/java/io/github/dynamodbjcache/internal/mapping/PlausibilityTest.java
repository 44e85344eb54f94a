package io.github.dynamodbjcache.internal.mapping;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Revisions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * "compared takes at most 128 attributes beside the key; beyond, opening a record asks for
 * another."
 */
class PlausibilityTest {

  @Test
  void asManyAttributesAsOneRequestComparesAreTaken() {
    assertThatCode(() -> require(128, mapping(), "id", "until")).doesNotThrowAnyException();
    assertThatCode(() -> require(128, mapping())).doesNotThrowAnyException();
  }

  @Test
  void oneMoreIsRefusedWhetherOrNotTheValueHasItsKey() {
    assertThatThrownBy(() -> require(129, mapping(), "id", "until"))
        .isInstanceOf(Misfit.class)
        .hasMessageContaining("129");
    assertThatThrownBy(() -> require(129, mapping())).isInstanceOf(Misfit.class);
    assertThatCode(() -> require(129, mapping().revision(Revisions.hidden("_"))))
        .doesNotThrowAnyException();
  }

  private static Mapping<String, Item> mapping() {
    return Mapping.document().key("id", String.class).timeToLive("until");
  }

  private static void require(int others, Mapping<String, Item> mapping, String... further) {
    Set<String> names = new HashSet<>(Set.of(further));
    IntStream.range(0, others).forEach(i -> names.add("a" + i));
    ValueForm<Item> values = new Wide(names);
    MappingDefinition<String, Item> definition = mapping.definition();
    KeyForm<String> keys =
        new KeyForms(new ComponentNames(Map.of(), Map.of()), values, Map.of())
            .of(definition.keys());
    new Plausibility(definition, values, keys).require();
  }

  /** Values with that many attributes, which nobody reads or writes. */
  private record Wide(Set<String> attributes) implements ValueForm<Item> {

    @Override
    public Class<?> javaType() {
      return Item.class;
    }

    @Override
    public Map<String, AttributeValue> write(Item value) {
      throw new AssertionError(value);
    }

    @Override
    public @Nullable AttributeValue write(Item value, String attribute) {
      throw new AssertionError(attribute);
    }

    @Override
    public Item read(Map<String, AttributeValue> key, Map<String, AttributeValue> data) {
      throw new AssertionError(data);
    }

    @Override
    public Set<String> components() {
      return Set.of();
    }

    @Override
    public List<Shape> shapes(String attribute) {
      return List.of();
    }
  }
}
