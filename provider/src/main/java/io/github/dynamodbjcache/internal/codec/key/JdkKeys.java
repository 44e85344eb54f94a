package io.github.dynamodbjcache.internal.codec.key;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's values whose {@code equals} does not go by what they serialize to: addresses remember a
 * host's name, which was given or looked up at some time; a calendar which of its fields are
 * computed.
 */
final class JdkKeys {

  private JdkKeys() {}

  /** What the equality of an object goes by; null for any other object. */
  @SuppressWarnings("JavaUtilDate") // only asked for its time
  static @Nullable List<Object> equality(Object object) {
    if (object instanceof InetAddress address) {
      return List.of(address.getAddress());
    }
    if (object.getClass() == InetSocketAddress.class) {
      InetSocketAddress address = (InetSocketAddress) object;
      return List.of(
          address.isUnresolved()
              ? address.getHostString().toLowerCase(Locale.ROOT)
              : address.getAddress(),
          address.getPort());
    }
    if (object.getClass() == GregorianCalendar.class) {
      GregorianCalendar calendar = (GregorianCalendar) object;
      return Arrays.asList(
          calendar.getTimeInMillis(),
          calendar.isLenient(),
          calendar.getFirstDayOfWeek(),
          calendar.getMinimalDaysInFirstWeek(),
          calendar.getTimeZone(),
          calendar.getGregorianChange().getTime());
    }
    return null;
  }
}
