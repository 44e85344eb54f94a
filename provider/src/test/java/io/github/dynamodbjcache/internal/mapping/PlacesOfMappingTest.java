package io.github.dynamodbjcache.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.internal.expression.AttributePath;
import io.github.dynamodbjcache.table.AttributeType;
import io.github.dynamodbjcache.table.InvalidItemException;
import io.github.dynamodbjcache.table.Mapping;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** "The mapping encodes each value by its attribute's converter." */
class PlacesOfMappingTest {

  record Line(LocalDate day, int amount) {}

  record Order(
      String id,
      int count,
      Instant when,
      List<Line> lines,
      Map<DayOfWeek, Line> byDay,
      Set<DayOfWeek> days,
      Optional<Long> limit,
      @Nullable Object free) {}

  private final ItemMapping<String, Order> mapping =
      Mapped.by(
              Mapping.record(Order.class)
                  .key("id", String.class)
                  .rename("count", "n")
                  .convert("when", new Seconds()))
          .codec();

  private static AttributePath at(Object... elements) {
    return new AttributePath(List.of(elements));
  }

  private static final AttributeValue NULL = AttributeValue.fromNul(true);

  @Test
  void whatIsMappedIsEncodedAsItIsStored() {
    assertThat(mapping.attribute(at("when"), Instant.ofEpochSecond(5)).n()).isEqualTo("5");
    assertThat(mapping.attribute(at("n"), 26L).n()).isEqualTo("26");
    assertThat(mapping.attribute(at("limit"), 1).n()).isEqualTo("1");
    assertThat(mapping.attribute(at("days"), Set.of(DayOfWeek.MONDAY)).ss())
        .containsExactly("MONDAY");
    assertThat(mapping.attribute(at("lines", 0, "day"), LocalDate.EPOCH).s())
        .isEqualTo("1970-01-01");
    assertThat(mapping.attribute(at("byDay", "MONDAY", "amount"), 3).n()).isEqualTo("3");
    assertThat(mapping.element(at("lines"), new Line(LocalDate.EPOCH, 1)).m())
        .containsEntry("day", AttributeValue.fromS("1970-01-01"));
    assertThat(mapping.element(at("days"), DayOfWeek.FRIDAY).s()).isEqualTo("FRIDAY");
    assertThat(mapping.attribute(at("count"), "of others").s()).isEqualTo("of others");
    assertThat(mapping.attribute(at("when"), null)).isEqualTo(NULL);
    assertThatThrownBy(() -> mapping.attribute(at("n"), null))
        .as("an int")
        .isInstanceOf(InvalidItemException.class)
        .hasMessageContaining("n is NULL, expected N (int)");
    assertThat(mapping.element(at("lines"), null)).isEqualTo(NULL);
    assertThat(mapping.attribute(at("free", "deep"), List.of(1)).l()).hasSize(1);
  }

  /** What could not be read there is not stored there. */
  @Test
  void whatDoesNotFitIsNotStored() {
    assertThatThrownBy(() -> mapping.attribute(at("n"), "x"))
        .isInstanceOf(InvalidItemException.class)
        .hasMessage("n is a java.lang.String, expected N (int)");
    assertThatThrownBy(() -> mapping.attribute(at("n"), 1.5))
        .hasMessage("n is a number that int cannot hold exactly");
    assertThatThrownBy(() -> mapping.attribute(at("lines", 3, "amount"), 1L << 40))
        .isInstanceOfSatisfying(
            InvalidItemException.class,
            e -> assertThat(e.paths()).containsExactly("lines[3].amount"));
    assertThatThrownBy(() -> mapping.attribute(at("lines", 3, "day"), "tomorrow"))
        .hasMessage("lines[3].day has a text that is no LocalDate");
    assertThat(mapping.attribute(at("lines", 3, "day"), "2026-01-02").s()).isEqualTo("2026-01-02");
    assertThatThrownBy(() -> mapping.element(at("days"), "SOMEDAY"))
        .isInstanceOf(InvalidItemException.class);
    assertThatThrownBy(() -> mapping.attribute(at("when"), "x"))
        .hasMessage("when cannot be written: its converter fails")
        .hasCauseInstanceOf(ClassCastException.class);
    assertThatThrownBy(() -> mapping.attribute(at("days"), Set.of()))
        .hasMessageStartingWith("days is empty");
  }

  /** To be compared with, a value need not be one that could be stored. */
  @Test
  void comparisonsTakeMore() {
    assertThat(mapping.operand(at("n"), 1.5).n()).isEqualTo("1.5");
    assertThat(mapping.operand(at("n"), new BigDecimal("1E20")).n()).hasSize(21);
    assertThat(mapping.operand(at("limit"), 0.5).n()).isEqualTo("0.5");
    assertThat(mapping.operand(at("lines", 0, "day"), "2026-").s()).isEqualTo("2026-");
    assertThat(mapping.operand(at("id"), "").s()).isEmpty();
    assertThat(mapping.operand(at("when"), Instant.EPOCH).n()).isEqualTo("0");
    assertThat(mapping.elementOperand(at("days"), "FRI").s()).isEqualTo("FRI");
    assertThat(mapping.elementOperand(at("id"), "part").s()).isEqualTo("part");
    assertThat(mapping.operand(at("n"), null)).isEqualTo(NULL);
    assertThatThrownBy(() -> mapping.operand(at("n"), "x"))
        .isInstanceOf(InvalidItemException.class);
  }

  @Test
  void attributesAreReadAsTheirComponents() {
    assertThat(mapping.component("when", AttributeValue.fromN("7")))
        .isEqualTo(Instant.ofEpochSecond(7));
    assertThat(mapping.component("n", AttributeValue.fromN("7"))).isEqualTo(7);
    assertThat(mapping.component("n", NULL)).isNull();
    assertThat(mapping.component("other", AttributeValue.fromN("7")))
        .isEqualTo(BigDecimal.valueOf(7));
  }

  @Test
  void typesAreKnownOfWhatIsDeclared() {
    assertThat(mapping.typeOf("id")).isEqualTo(AttributeType.S);
    assertThat(mapping.typeOf("n")).isEqualTo(AttributeType.N);
    assertThat(mapping.typeOf("days")).isEqualTo(AttributeType.SS);
    assertThat(mapping.typeOf("limit")).isEqualTo(AttributeType.N);
    assertThat(mapping.typeOf("when")).isNull();
    assertThat(mapping.typeOf("other")).isNull();
  }
}
