package io.github.dynamodbjcache.internal.codec.value;

import io.github.dynamodbjcache.codec.CodecException;
import java.math.BigDecimal;
import java.math.BigInteger;
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
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The JDK's scalar types, by exact class and by tag. */
public final class Scalars {

  private static final List<Scalar<?>> ALL = listed();

  private static final Map<Class<?>, Scalar<?>> BY_TYPE =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Scalar::type, Function.identity()));

  /** The two classes of zones share one tag. */
  private static final Map<String, Scalar<?>> BY_TAG =
      ALL.stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  Scalar::tag, Function.identity(), (first, second) -> first));

  /** The tags of the classes that {@link Date#equals} does not tell apart. */
  private static final Set<String> DATES = Set.of("date", "sql-date", "sql-time");

  private Scalars() {}

  /** True for dates that are equal to a {@link Date} with the same time. */
  public static boolean equalsDate(Scalar<?> scalar) {
    return DATES.contains(scalar.tag());
  }

  /** All of them, each with a class of its own. */
  public static List<Scalar<?>> all() {
    return ALL;
  }

  /** How instances of exactly that class are written; null if it is not a scalar. */
  public static @Nullable Scalar<?> of(Class<?> type) {
    return BY_TYPE.get(type);
  }

  /** How the texts with that tag are read; null if there is no such tag. */
  public static @Nullable Scalar<?> tagged(String tag) {
    return BY_TAG.get(tag);
  }

  /** All tags in use. */
  static Set<String> tags() {
    return BY_TAG.keySet();
  }

  /**
   * The key as the cache declares it: equal dates share one text, and it does not say which of
   * their classes the caller used.
   */
  @SuppressWarnings("JavaUtilDate") // users have keys of that class
  public static Object narrowed(Object key, Class<?> type) {
    Scalar<?> declared = of(type);
    if (declared == null || key.getClass() != Date.class || !equalsDate(declared)) {
      return key;
    }
    return declared.read().apply(Long.toString(((Date) key).getTime()));
  }

  private static List<Scalar<?>> listed() {
    List<Scalar<?>> all = new ArrayList<>();
    all.add(new Scalar<>(String.class, "string", s -> s, s -> s));
    all.add(new Scalar<>(Boolean.class, "boolean", String::valueOf, Scalars::readBoolean));
    all.add(new Scalar<>(Character.class, "char", String::valueOf, Scalars::readCharacter));
    all.add(new Scalar<>(byte[].class, "bytes", Scalars::base64, Scalars::readBase64));
    all.addAll(numbers());
    all.addAll(identifiers());
    all.addAll(times());
    all.addAll(SqlScalars.ifPresent());
    return List.copyOf(all);
  }

  private static List<Scalar<?>> numbers() {
    return List.of(
        new Scalar<>(Byte.class, "byte", String::valueOf, Byte::valueOf),
        new Scalar<>(Short.class, "short", String::valueOf, Short::valueOf),
        new Scalar<>(Integer.class, "int", String::valueOf, Integer::valueOf),
        new Scalar<>(Long.class, "long", String::valueOf, Long::valueOf),
        // Hexadecimal, as the decimal digits of toString differ between JDK 17 and 19.
        new Scalar<>(Float.class, "float", Float::toHexString, Float::valueOf),
        new Scalar<>(Double.class, "double", Double::toHexString, Double::valueOf),
        new Scalar<>(BigInteger.class, "bigint", BigNumbers::text, BigNumbers::readInteger),
        new Scalar<>(BigDecimal.class, "decimal", BigNumbers::text, BigNumbers::readDecimal),
        new Scalar<>(
            BitSet.class,
            "bitset",
            bits -> base64(bits.toByteArray()),
            text -> BitSet.valueOf(readBase64(text))));
  }

  private static List<Scalar<?>> identifiers() {
    return List.of(
        new Scalar<>(UUID.class, "uuid", UUID::toString, UUID::fromString),
        new Scalar<>(URI.class, "uri", URI::toString, URI::create),
        new Scalar<>(Locale.class, "locale", Scalars::localeText, Scalars::readLocale),
        new Scalar<>(Currency.class, "currency", Currency::getCurrencyCode, Currency::getInstance));
  }

  @SuppressWarnings("JavaUtilDate") // users have keys and values of that class
  private static List<Scalar<?>> times() {
    return List.of(
        new Scalar<>(
            Date.class,
            "date",
            date -> Long.toString(date.getTime()),
            text -> new Date(Long.parseLong(text))),
        new Scalar<>(Instant.class, "instant", Instant::toString, Instant::parse),
        new Scalar<>(LocalDate.class, "local-date", LocalDate::toString, LocalDate::parse),
        new Scalar<>(LocalTime.class, "local-time", LocalTime::toString, LocalTime::parse),
        new Scalar<>(
            LocalDateTime.class, "local-date-time", LocalDateTime::toString, LocalDateTime::parse),
        new Scalar<>(OffsetTime.class, "offset-time", OffsetTime::toString, OffsetTime::parse),
        new Scalar<>(
            OffsetDateTime.class,
            "offset-date-time",
            OffsetDateTime::toString,
            OffsetDateTime::parse),
        new Scalar<>(
            ZonedDateTime.class,
            "zoned-date-time",
            ZonedDateTime::toString,
            Scalars::readZonedDateTime),
        new Scalar<>(Duration.class, "duration", Duration::toString, Duration::parse),
        new Scalar<>(Period.class, "period", Period::toString, Period::parse),
        // Year and YearMonth do not parse all that their toString writes.
        new Scalar<>(Year.class, "year", Year::toString, text -> Year.of(Integer.parseInt(text))),
        new Scalar<>(YearMonth.class, "year-month", Scalars::yearMonthText, Scalars::readYearMonth),
        new Scalar<>(MonthDay.class, "month-day", MonthDay::toString, MonthDay::parse),
        new Scalar<ZoneId>(ZoneOffset.class, "zone", ZoneId::getId, ZoneId::of),
        // The class of regions is not public.
        new Scalar<ZoneId>(ZoneId.of("UTC").getClass(), "zone", ZoneId::getId, ZoneId::of));
  }

  public static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  public static byte[] readBase64(String text) {
    return Base64.getUrlDecoder().decode(text);
  }

  private static boolean readBoolean(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("neither true nor false");
    };
  }

  private static char readCharacter(String text) {
    if (text.length() != 1) {
      throw new IllegalArgumentException("not one character");
    }
    return text.charAt(0);
  }

  /** A language tag, or for what tags cannot say ({@code no_NO_NY}) the three parts after "_". */
  private static String localeText(Locale locale) {
    String tag = locale.toLanguageTag();
    if (Locale.forLanguageTag(tag).equals(locale)) {
      return tag;
    }
    String parts =
        Stream.of(locale.getLanguage(), locale.getCountry(), locale.getVariant())
            .collect(Collectors.joining("_"));
    if (!readLocale("_" + parts).equals(locale)) {
      throw new CodecException(
          "A Locale cannot be encoded: neither a language tag nor language, country and variant"
              + " describe it whole. Use its language tag as key.");
    }
    return "_" + parts;
  }

  private static Locale readLocale(String text) {
    if (!text.startsWith("_")) {
      return Locale.forLanguageTag(text);
    }
    List<String> parts = Stream.of(text.substring(1).split("_", 3)).toList();
    return new Locale(parts.get(0), parts.get(1), parts.get(2));
  }

  /** Not {@code ZonedDateTime.parse}, which a change of the zone's rules could make fail. */
  private static ZonedDateTime readZonedDateTime(String text) {
    int bracket = text.indexOf('[');
    OffsetDateTime time = OffsetDateTime.parse(bracket < 0 ? text : text.substring(0, bracket));
    ZoneId zone =
        bracket < 0 ? time.getOffset() : ZoneId.of(text.substring(bracket + 1, text.length() - 1));
    return ZonedDateTime.ofInstant(time.toLocalDateTime(), time.getOffset(), zone);
  }

  private static String yearMonthText(YearMonth month) {
    return month.getYear() + "/" + month.getMonthValue();
  }

  private static YearMonth readYearMonth(String text) {
    int slash = text.indexOf('/');
    return YearMonth.of(
        Integer.parseInt(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
  }
}
