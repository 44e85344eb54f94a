package io.github.dynamodbjcache.internal.codec.value;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.List;

/** The dates of the module {@code java.sql}, which a trimmed runtime may lack. */
final class SqlScalars {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long MILLIS_PER_SECOND = 1_000L;

  private SqlScalars() {}

  static List<Scalar<?>> ifPresent() {
    try {
      return List.of(
          new Scalar<>(
              Date.class,
              "sql-date",
              date -> Long.toString(date.getTime()),
              text -> new Date(Long.parseLong(text))),
          new Scalar<>(
              Time.class,
              "sql-time",
              time -> Long.toString(time.getTime()),
              text -> new Time(Long.parseLong(text))),
          new Scalar<>(
              Timestamp.class, "sql-timestamp", SqlScalars::text, SqlScalars::readTimestamp));
    } catch (NoClassDefFoundError e) {
      return List.of();
    }
  }

  private static String text(Timestamp timestamp) {
    return Math.floorDiv(timestamp.getTime(), MILLIS_PER_SECOND) + "/" + timestamp.getNanos();
  }

  private static Timestamp readTimestamp(String text) {
    int slash = text.indexOf('/');
    long seconds = Long.parseLong(text.substring(0, slash));
    long nanos = Long.parseLong(text.substring(slash + 1));
    if (nanos < 0 || nanos >= NANOS_PER_SECOND) {
      throw new IllegalArgumentException("nanoseconds out of range");
    }
    Timestamp timestamp = new Timestamp(Math.multiplyExact(seconds, MILLIS_PER_SECOND));
    timestamp.setNanos((int) nanos);
    return timestamp;
  }
}
