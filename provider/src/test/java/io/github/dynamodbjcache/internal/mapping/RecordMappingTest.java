package io.github.dynamodbjcache.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.table.InvalidItemException;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.Mapping;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** "A nested record and a Map M, an enum its name as S, java.time ISO-8601 as S, …" */
class RecordMappingTest {

  record Address(String street, List<String> lines, @Nullable Address next) {}

  record Box<T>(T content, List<T> more) {}

  record Everything(
      String id,
      byte tiny,
      short small,
      int number,
      long large,
      float single,
      double twice,
      boolean truth,
      char letter,
      Integer boxed,
      BigInteger integer,
      BigDecimal decimal,
      Number any,
      DayOfWeek day,
      UUID uuid,
      URI uri,
      Locale locale,
      Currency currency,
      Instant instant,
      LocalDate date,
      LocalTime time,
      LocalDateTime dateTime,
      OffsetTime offsetTime,
      OffsetDateTime offsetDateTime,
      ZonedDateTime zoned,
      Duration duration,
      Period period,
      Year year,
      YearMonth month,
      MonthDay monthDay,
      ZoneId zone,
      ZoneOffset offset,
      byte[] bytes,
      ByteBuffer buffer,
      SdkBytes sdkBytes,
      Optional<String> some,
      Optional<String> none,
      List<@Nullable String> texts,
      Set<String> names,
      Set<BigDecimal> numbers,
      TreeSet<DayOfWeek> days,
      Map<String, Integer> counts,
      Map<DayOfWeek, List<Integer>> byDay,
      Address address,
      Box<Instant> box,
      int[] ints,
      String[] words,
      Object whatever,
      Item document) {}

  static Everything everything() {
    return new Everything(
        "id",
        Byte.MIN_VALUE,
        Short.MAX_VALUE,
        Integer.MIN_VALUE,
        Long.MAX_VALUE,
        0.1f,
        1e-17,
        true,
        'ß',
        7,
        new BigInteger("12345678901234567890123456789012345678"),
        new BigDecimal("9.9999999999999999999999999999999999999E125").setScale(0),
        new BigDecimal("0.5"),
        DayOfWeek.FRIDAY,
        UUID.fromString("00000000-0000-4000-8000-000000000001"),
        URI.create("https://example.com/a?b=c"),
        Locale.forLanguageTag("de-CH-1996"),
        Currency.getInstance("CHF"),
        Instant.parse("2026-01-02T03:04:05.000000006Z"),
        LocalDate.of(-44, 3, 15),
        LocalTime.of(1, 2),
        LocalDateTime.of(2026, 1, 2, 3, 4, 5, 6),
        OffsetTime.parse("01:02:03+04:05"),
        OffsetDateTime.parse("2026-01-02T03:04:05+01:00"),
        ZonedDateTime.parse("2026-10-25T02:30:00+01:00[Europe/Zurich]"),
        Duration.ofNanos(-1),
        Period.of(1, -2, 3),
        Year.of(12_345),
        YearMonth.of(12_345, 6),
        MonthDay.of(2, 29),
        ZoneId.of("Europe/Zurich"),
        ZoneOffset.ofHoursMinutes(-3, -30),
        new byte[] {0, -1},
        ByteBuffer.wrap(new byte[] {1, 2}),
        SdkBytes.fromByteArray(new byte[0]),
        Optional.of("some"),
        Optional.empty(),
        Arrays.asList("", null, "x"),
        Set.of("a", "b"),
        Set.of(BigDecimal.ONE, BigDecimal.TEN),
        new TreeSet<>(Set.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY)),
        Map.of("one", 1),
        Map.of(DayOfWeek.MONDAY, List.of(1, 2)),
        new Address("Main St", List.of(), new Address("Other St", List.of("x"), null)),
        new Box<>(Instant.EPOCH, List.of(Instant.MIN, Instant.MAX)),
        new int[] {1, 2},
        new String[] {"a"},
        List.of("x", BigDecimal.ONE, Map.of("k", true)),
        Item.of(Map.of("a", 1)));
  }

  private final Mapped<String, Everything> mapped =
      Mapped.by(Mapping.record(Everything.class).key("id", String.class));

  @Test
  void whatIsWrittenIsReadBackEqual() {
    Everything value = everything();

    Everything read = mapped.roundTrip("id", value);

    assertThat(read).usingRecursiveComparison().isEqualTo(value);
  }

  @Test
  void typesAreDynamoDbsOwn() {
    Map<String, AttributeValue> item = mapped.item("id", everything());

    assertThat(item.get("large").n()).isEqualTo("9223372036854775807");
    assertThat(item.get("twice").n()).isEqualTo("1E-17");
    assertThat(item.get("truth").bool()).isTrue();
    assertThat(item.get("day").s()).isEqualTo("FRIDAY");
    assertThat(item.get("instant").s()).isEqualTo("2026-01-02T03:04:05.000000006Z");
    assertThat(item.get("names").ss()).containsExactlyInAnyOrder("a", "b");
    assertThat(item.get("numbers").ns()).containsExactlyInAnyOrder("1", "10");
    assertThat(item.get("texts").l().get(1).nul()).isTrue();
    assertThat(item.get("address").m().get("next").m().get("street").s()).isEqualTo("Other St");
    assertThat(item.get("bytes").b().asByteArray()).containsExactly(0, -1);
    assertThat(item).doesNotContainKey("none");
  }

  record Loose(
      @Nullable String text,
      @Nullable Integer number,
      List<String> list,
      Set<Integer> set,
      Map<String, String> map,
      Optional<String> optional,
      int[] array) {}

  private final Mapped<String, Loose> loose =
      Mapped.by(Mapping.record(Loose.class).key("id", String.class));

  /** "An absent collection reads as empty, never null." */
  @Test
  void absentIsNullOrEmpty() {
    Loose read = loose.value(Map.of("id", AttributeValue.fromS("x")));

    assertThat(read.text()).isNull();
    assertThat(read.number()).isNull();
    assertThat(read.list()).isEmpty();
    assertThat(read.set()).isEmpty();
    assertThat(read.map()).isEmpty();
    assertThat(read.optional()).isEmpty();
    assertThat(read.array()).isEmpty();
  }

  /** "A stored NULL reads as null." */
  @Test
  void nullIsNull() {
    AttributeValue nul = AttributeValue.fromNul(true);
    Map<String, AttributeValue> item = new HashMap<>(Map.of("id", AttributeValue.fromS("x")));
    for (String name : List.of("text", "number", "list", "set", "map", "optional", "array")) {
      item.put(name, nul);
    }

    Loose read = loose.value(item);

    assertThat(read).isEqualTo(new Loose(null, null, null, null, null, Optional.empty(), null));
  }

  /**
   * "A null component is an absent attribute; an empty set is absent. Empty strings, lists and maps
   * stay."
   */
  @Test
  void emptySetsAndNullsAreNotWritten() {
    Map<String, AttributeValue> item =
        loose.item(
            "x", new Loose("", null, List.of(), Set.of(), Map.of(), Optional.empty(), new int[0]));

    assertThat(item).containsOnlyKeys("id", "text", "list", "map", "array");
  }

  @Test
  void whatDoesNotFitIsToldByAttributeTypeAndKeyAlone() {
    Map<String, AttributeValue> item =
        Map.of(
            "id", AttributeValue.fromS("the-key"),
            "list",
                AttributeValue.fromL(
                    List.of(AttributeValue.fromS("a"), AttributeValue.fromN("4711"))));

    assertThatThrownBy(() -> loose.value(item))
        .isInstanceOf(CodecException.class)
        .hasMessage("item the-key: list[1] is of type N, expected S (String)")
        .cause()
        .isInstanceOfSatisfying(
            InvalidItemException.class, e -> assertThat(e.paths()).containsExactly("list[1]"));
  }
}
