package io.github.dynamodbjcache.internal.client;

import io.github.dynamodbjcache.internal.settings.ProxyEndpoint;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which proxy leads to a service. The SDK's clients look at the properties and variables of http
 * whatever the service speaks, and send requests to this very machine through a proxy as well; so
 * it is found here, and they are told.
 *
 * @param property a system property, by its name; null if it is not set
 * @param variable a variable of the environment, by its name; null if it is not set
 */
record Proxies(UnaryOperator<@Nullable String> property, UnaryOperator<@Nullable String> variable) {

  /** Those of this JVM and its environment. */
  static Proxies ofThisJvm() {
    return new Proxies(System::getProperty, System::getenv);
  }

  /**
   * The proxy to that service.
   *
   * @param bypass hosts that are reached without it; empty for those of the JVM or the environment
   * @return null if there is none, or the service is reached without it
   */
  @Nullable ProxyServer to(URI service, ProxyEndpoint endpoint, List<String> bypass) {
    String host = service.getHost().toLowerCase(Locale.ROOT);
    if (endpoint instanceof ProxyEndpoint.None || isThisMachine(host)) {
      return null;
    }
    String scheme = service.getScheme().toLowerCase(Locale.ROOT);
    ProxyServer proxy =
        endpoint instanceof ProxyEndpoint.Address address
            ? new ProxyServer(
                address.uri(), text(scheme + ".proxyUser"), text(scheme + ".proxyPassword"))
            : ofProperties(scheme);
    if (proxy == null) {
      proxy = ofEnvironment(scheme);
    }
    return proxy == null || isBypassed(host, bypass) ? null : proxy;
  }

  private static boolean isThisMachine(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.startsWith("127.")
        || host.equals("::1")
        || host.equals("[::1]");
  }

  private @Nullable ProxyServer ofProperties(String scheme) {
    String host = text(scheme + ".proxyHost");
    if (host == null) {
      return null;
    }
    String port = text(scheme + ".proxyPort");
    String standard = scheme.equals("https") ? "443" : "80";
    URI uri = uri("http://" + host + ":" + (port == null ? standard : port));
    return uri == null
        ? null
        : new ProxyServer(uri, text(scheme + ".proxyUser"), text(scheme + ".proxyPassword"));
  }

  private @Nullable ProxyServer ofEnvironment(String scheme) {
    URI uri =
        Stream.of(scheme + "_proxy", scheme.toUpperCase(Locale.ROOT) + "_PROXY")
            .map(variable)
            .filter(value -> value != null && !value.isBlank())
            .findFirst()
            .map(value -> uri(value.contains("://") ? value : "http://" + value))
            .orElse(null);
    if (uri == null) {
      return null;
    }
    String info = uri.getUserInfo();
    int colon = info == null ? -1 : info.indexOf(':');
    int port = uri.getPort() < 0 ? (uri.getScheme().equals("https") ? 443 : 80) : uri.getPort();
    URI plain = uri(uri.getScheme() + "://" + uri.getHost() + ":" + port);
    return plain == null
        ? null
        : new ProxyServer(
            plain,
            info == null || colon < 0 ? info : info.substring(0, colon),
            info == null || colon < 0 ? null : info.substring(colon + 1));
  }

  private boolean isBypassed(String host, List<String> bypass) {
    if (!bypass.isEmpty()) {
      return bypass.stream().anyMatch(pattern -> matches(pattern, host));
    }
    String ofJvm = text("http.nonProxyHosts");
    if (ofJvm != null) {
      return Stream.of(ofJvm.split("\\|")).anyMatch(pattern -> matches(pattern, host));
    }
    return Stream.of("no_proxy", "NO_PROXY")
        .map(variable)
        .filter(value -> value != null)
        .flatMap(value -> Stream.of(value.split(",")))
        .anyMatch(pattern -> matches(pattern, host) || matches("*." + pattern.strip(), host));
  }

  /** A star stands for any beginning or end; a dot at the beginning for any subdomain. */
  private static boolean matches(String pattern, String host) {
    String wanted = pattern.strip().toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "");
    if (wanted.startsWith("*")) {
      return host.endsWith(wanted.substring(1).replaceFirst("^\\.\\.", "."));
    }
    if (wanted.startsWith(".")) {
      return host.endsWith(wanted);
    }
    return wanted.endsWith("*")
        ? host.startsWith(wanted.substring(0, wanted.length() - 1))
        : host.equals(wanted);
  }

  private @Nullable String text(String name) {
    String value = property.apply(name);
    return value == null || value.isBlank() ? null : value;
  }

  private static @Nullable URI uri(String text) {
    try {
      URI uri = new URI(text.strip());
      return uri.getHost() == null ? null : uri;
    } catch (URISyntaxException unusable) {
      return null;
    }
  }
}
