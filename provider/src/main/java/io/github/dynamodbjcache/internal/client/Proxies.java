package io.github.dynamodbjcache.internal.client;

import io.github.dynamodbjcache.internal.settings.ProxyEndpoint;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which proxy leads to a service. The SDK's clients look at the properties and variables of http
 * whatever the service speaks, and send requests to this very machine through a proxy as well; so
 * it is found here, and they are told.
 *
 * @param property a system property, by its name; null if it is not set
 * @param variable a variable of the environment, by its name; null if it is not set
 */
record Proxies(UnaryOperator<@Nullable String> property, UnaryOperator<@Nullable String> variable) {

  private static final Logger LOG = LoggerFactory.getLogger(Proxies.class);

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
    if (bypass.stream().anyMatch(pattern -> matches(pattern, host))) {
      return null;
    }
    if (endpoint instanceof ProxyEndpoint.Address address) {
      return new ProxyServer(
          address.uri(), text(scheme + ".proxyUser"), text(scheme + ".proxyPassword"));
    }
    ProxyServer ofProperties = ofProperties(scheme);
    if (ofProperties != null) {
      return bypass.isEmpty() && isBypassedByProperties(host) ? null : ofProperties;
    }
    ProxyServer ofEnvironment = ofEnvironment(scheme);
    return bypass.isEmpty() && isBypassedByEnvironment(host) ? null : ofEnvironment;
  }

  private static boolean isThisMachine(String host) {
    String name = host.replaceFirst("\\.$", "").replaceAll("^\\[|]$", "");
    if (name.equals("localhost") || name.endsWith(".localhost")) {
      return true;
    }
    if (!name.contains(":") && !name.matches("\\d+(\\.\\d+){3}")) {
      return false;
    }
    try {
      InetAddress address = InetAddress.getByName(name); // A literal: nobody is asked.
      return address.isLoopbackAddress() || address.isAnyLocalAddress();
    } catch (UnknownHostException noAddress) {
      return false;
    }
  }

  private @Nullable ProxyServer ofProperties(String scheme) {
    String host = text(scheme + ".proxyHost");
    if (host == null) {
      return null;
    }
    String port = text(scheme + ".proxyPort");
    String standard = scheme.equals("https") ? "443" : "80";
    URI uri = uri("http://" + host + ":" + (port == null ? standard : port));
    if (uri != null && uri.getUserInfo() != null) {
      uri = uri("http://" + uri.getHost() + ":" + uri.getPort());
    }
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

  private boolean isBypassedByProperties(String host) {
    String hosts = text("http.nonProxyHosts");
    return hosts != null
        && Stream.of(hosts.split("\\|")).anyMatch(pattern -> matches(pattern, host));
  }

  private boolean isBypassedByEnvironment(String host) {
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
      LOG.warn("the proxy of the JVM's properties or the environment is no URI, and is not used");
      return null;
    }
  }
}
