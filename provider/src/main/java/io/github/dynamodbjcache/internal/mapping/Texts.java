package io.github.dynamodbjcache.internal.mapping;

import java.net.URI;
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
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The types that are stored as texts, by class: times in ISO-8601, enums by their names. */
final class Texts {

  private static final DateTimeFormatter YEAR =
      new DateTimeFormatterBuilder()
          .appendValue(ChronoField.YEAR, 4, 10, SignStyle.EXCEEDS_PAD)
          .toFormatter(Locale.ROOT);

  private static final DateTimeFormatter YEAR_MONTH =
      new DateTimeFormatterBuilder()
          .append(YEAR)
          .appendLiteral('-')
          .appendValue(ChronoField.MONTH_OF_YEAR, 2)
          .toFormatter(Locale.ROOT);

  /** Texts themselves. */
  static final TextShape<String> STRING = new TextShape<>(String.class, text -> text, text -> text);

  private static final Map<Class<?>, TextShape<?>> ALL =
      Stream.<Stream<TextShape<?>>>of(Stream.of(STRING), identifiers(), times())
          .flatMap(shapes -> shapes)
          .collect(Collectors.toUnmodifiableMap(TextShape::javaType, shape -> shape));

  private static final ClassValue<TextShape<?>> ENUMS =
      new ClassValue<>() {
        @Override
        protected TextShape<?> computeValue(Class<?> type) {
          return constants(type);
        }
      };

  private Texts() {}

  /** The shape of a type that is declared; null if it is no text. */
  static @Nullable TextShape<?> of(Class<?> type) {
    return type.isEnum() ? ENUMS.get(type) : ALL.get(type);
  }

  /** The shape of a value whose type nobody has declared; null if it is no text. */
  static @Nullable TextShape<?> ofValue(Object value) {
    if (value instanceof Enum<?> constant) {
      return of(constant.getDeclaringClass());
    }
    return value instanceof ZoneId ? ALL.get(ZoneId.class) : ALL.get(value.getClass());
  }

  /** By the names of the constants, which {@code toString} need not be. */
  private static TextShape<?> constants(Class<?> type) {
    Map<String, Enum<?>> byName =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> (Enum<?>) constant)
            .collect(Collectors.toUnmodifiableMap(Enum::name, constant -> constant));
    return new TextShape<Object>(
        type, constant -> ((Enum<?>) constant).name(), name -> found(byName.get(name)));
  }

  private static Enum<?> found(@Nullable Enum<?> constant) {
    if (constant == null) {
      throw new IllegalArgumentException("no constant of that name");
    }
    return constant;
  }

  private static Stream<TextShape<?>> identifiers() {
    return Stream.of(
        new TextShape<>(Character.class, String::valueOf, Texts::character),
        new TextShape<>(UUID.class, UUID::toString, UUID::fromString),
        new TextShape<>(URI.class, URI::toString, URI::create),
        new TextShape<>(Locale.class, Texts::languageTag, Locale::forLanguageTag),
        new TextShape<>(Currency.class, Currency::getCurrencyCode, Currency::getInstance));
  }

  private static Stream<TextShape<?>> times() {
    return Stream.of(
        new TextShape<>(Instant.class, Instant::toString, Instant::parse),
        new TextShape<>(LocalDate.class, LocalDate::toString, LocalDate::parse),
        new TextShape<>(LocalTime.class, LocalTime::toString, LocalTime::parse),
        new TextShape<>(LocalDateTime.class, LocalDateTime::toString, LocalDateTime::parse),
        new TextShape<>(OffsetTime.class, OffsetTime::toString, OffsetTime::parse),
        new TextShape<>(OffsetDateTime.class, OffsetDateTime::toString, OffsetDateTime::parse),
        new TextShape<>(ZonedDateTime.class, ZonedDateTime::toString, ZonedDateTime::parse),
        new TextShape<>(Duration.class, Duration::toString, Duration::parse),
        new TextShape<>(Period.class, Period::toString, Period::parse),
        // What these two write by toString they do not all parse.
        new TextShape<>(Year.class, year -> year.format(YEAR), text -> Year.parse(text, YEAR)),
        new TextShape<>(
            YearMonth.class,
            month -> month.format(YEAR_MONTH),
            text -> YearMonth.parse(text, YEAR_MONTH)),
        new TextShape<>(MonthDay.class, MonthDay::toString, MonthDay::parse),
        new TextShape<>(ZoneOffset.class, ZoneOffset::getId, ZoneOffset::of),
        new TextShape<>(ZoneId.class, ZoneId::getId, ZoneId::of));
  }

  private static char character(String text) {
    if (text.length() != 1) {
      throw new IllegalArgumentException("not one character");
    }
    return text.charAt(0);
  }

  private static String languageTag(Locale locale) {
    String tag = locale.toLanguageTag();
    if (!Locale.forLanguageTag(tag).equals(locale)) {
      throw new Misfit("is a Locale that its language tag does not describe whole");
    }
    return tag;
  }
}
