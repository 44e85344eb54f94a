package io.github.dynamodbjcache.internal.codec.json;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.codec.value.Scalar;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's classes that ask for the addresses of hosts, when they are made or hashed: stored JSON
 * must not make this JVM do that.
 */
public final class NetworkTypes {

  private static final Pattern LITERAL =
      Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-zA-Z:.%_-]*");

  private NetworkTypes() {}

  /** Addresses, which are compared by their numbers: their texts. A host's name is left out. */
  public static List<Scalar<? extends InetAddress>> addresses() {
    return List.of(
        address(InetAddress.class), address(Inet4Address.class), address(Inet6Address.class));
  }

  private static <T extends InetAddress> Scalar<T> address(Class<T> type) {
    return new Scalar<>(
        type, "address", InetAddress::getHostAddress, text -> type.cast(addressOf(text)));
  }

  private static InetAddress addressOf(String text) {
    if (!LITERAL.matcher(text).matches()) {
      throw new CodecException("an address in it is a host's name, which is not looked up.");
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new CodecException("an address in it is garbled.", e);
    }
  }

  /**
   * A {@code URL} asks for its host's address when it is hashed, so it is only read where it is
   * not.
   *
   * @param property the declared type of the property that is read, if it is one
   */
  public static URL url(String text, @Nullable Class<?> property) {
    if (property != URL.class) {
      throw refusal(URL.class);
    }
    try {
      return new URL(text);
    } catch (MalformedURLException e) {
      throw new CodecException("a URL in it is garbled, or of a protocol that is not known here.");
    }
  }

  /** Refuses what must not stand where nothing says that it is not hashed, or not looked up. */
  static void requireHarmless(Class<?> type) {
    if (type == URL.class || InetSocketAddress.class.isAssignableFrom(type)) {
      throw refusal(type);
    }
  }

  /** Why an object of such a class is not read or written. */
  public static CodecException refusal(Class<?> type) {
    return new CodecException(
        type == URL.class
            ? "a java.net.URL is JSON only as a property of exactly that type, as it asks for its"
                + " host's address where it is hashed. Use a java.net.URI."
            : "a "
                + type.getName()
                + " would ask for its host's address when it is read. Use the host's name and the"
                + " port.");
  }
}
