package io.github.dynamodbjcache.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
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
import java.util.BitSet;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** One of everything that is a scalar, with the borders of its range; no two are equal. */
public final class Samples {

  private Samples() {}

  static final ZonedDateTime SECOND_TIME_IN_OVERLAP =
      ZonedDateTime.ofLocal(
          LocalDateTime.of(2026, 10, 25, 2, 30), ZoneId.of("Europe/Paris"), ZoneOffset.ofHours(1));

  @SuppressWarnings({"JavaUtilDate", "FloatingPointLiteralPrecision"}) // odd ones on purpose
  public static List<Object> scalars() {
    return List.of(
        "plain",
        "",
        "~",
        "~int:1",
        "\ud800",
        "a\udc00b",
        "\ud83d\ude00",
        "(,)\\",
        "\u0000\n",
        true,
        false,
        'a',
        '\ud800',
        ',',
        (byte) 1,
        (byte) -128,
        (short) 1,
        Short.MAX_VALUE,
        1,
        0,
        Integer.MIN_VALUE,
        1L,
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        1.0f,
        0.0f,
        -0.0f,
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.MIN_VALUE,
        Float.MAX_VALUE,
        1.0,
        0.0,
        -0.0,
        Double.NaN,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        0.1,
        2e-3,
        2e23,
        1e125,
        1e126,
        1e-130,
        1e-131,
        Math.PI,
        BigInteger.ONE,
        BigInteger.TEN.pow(125),
        BigInteger.TEN.pow(126),
        new BigInteger("9".repeat(38)),
        new BigInteger("-" + "9".repeat(39)),
        new BigDecimal("1"),
        new BigDecimal("1.0"),
        new BigDecimal("1.00"),
        new BigDecimal("0.0"),
        new BigDecimal("1E+2"),
        new BigDecimal("100"),
        new BigDecimal("1E-130"),
        new BigDecimal("1E-131"),
        new BigDecimal("1." + "1".repeat(37)),
        new BigDecimal("1." + "1".repeat(38)),
        new BigDecimal("0"),
        new BigDecimal("0E+3"),
        UUID.fromString("01234567-89ab-cdef-0123-456789abcdef"),
        URI.create("http://example.com/a%20b?q#f"),
        URI.create(""),
        URI.create("mailto:a@b"),
        Locale.ROOT,
        Locale.GERMANY,
        Locale.forLanguageTag("zh-Hans-CN-u-ca-roc"),
        new Locale("no", "NO", "NY"),
        new Locale("x", "y", "a_b"),
        Currency.getInstance("EUR"),
        new Date(0),
        new Date(Long.MIN_VALUE),
        java.sql.Timestamp.from(Instant.ofEpochSecond(1, 1)),
        Instant.EPOCH,
        Instant.MIN,
        Instant.MAX,
        LocalDate.MIN,
        LocalDate.MAX,
        LocalDate.EPOCH,
        LocalTime.MIDNIGHT,
        LocalTime.MAX,
        LocalDateTime.MIN,
        LocalDateTime.MAX,
        OffsetTime.MIN,
        OffsetDateTime.MAX,
        SECOND_TIME_IN_OVERLAP,
        SECOND_TIME_IN_OVERLAP.withEarlierOffsetAtOverlap(),
        ZonedDateTime.of(LocalDateTime.MIN, ZoneOffset.UTC),
        ZonedDateTime.of(LocalDateTime.of(1, 1, 1, 1, 1), ZoneId.of("UTC")),
        Duration.ofSeconds(Long.MIN_VALUE),
        Duration.ofNanos(-1),
        Duration.ZERO,
        Period.of(-1, 2, -3),
        Year.of(5),
        Year.of(-999_999_999),
        YearMonth.of(12345, 1),
        YearMonth.of(-5, 12),
        MonthDay.of(2, 29),
        ZoneOffset.UTC,
        ZoneId.of("UTC"),
        ZoneId.of("Europe/Paris"),
        ZoneOffset.ofHoursMinutesSeconds(1, 2, 3),
        BitSet.valueOf(new long[] {5, 1}),
        DayOfWeek.MONDAY,
        TimeUnit.SECONDS,
        Colour.RED,
        Colour.GREEN,
        String.class,
        int.class,
        int[][].class,
        Colour.class);
  }
}
