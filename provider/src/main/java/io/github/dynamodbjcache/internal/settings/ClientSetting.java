package io.github.dynamodbjcache.internal.settings;

import static io.github.dynamodbjcache.internal.settings.Rules.duration;
import static io.github.dynamodbjcache.internal.settings.Rules.number;
import static io.github.dynamodbjcache.internal.settings.Rules.optionalText;
import static io.github.dynamodbjcache.internal.settings.Rules.texts;

import io.github.dynamodbjcache.internal.settings.reading.Block;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How DynamoDB is reached: the settings of a manager. */
public final class ClientSetting {

  private static final String EMBEDDED = "embedded";
  private static final String NONE = "none";
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  static final SettingGroup ALL = new SettingGroup();

  /** The AWS region; null for the SDK's default region chain. */
  public static final Setting<@Nullable String> REGION =
      ALL.add(
          "client.region",
          optionalText(Names::isRegion, "needs the name of a region, as eu-west-1"));

  /** Where the service is. */
  public static final Setting<Endpoint> ENDPOINT =
      ALL.add("client.endpoint", ClientSetting::endpoint);

  /** The profile of the shared AWS files; null for the SDK's default. */
  public static final Setting<@Nullable String> PROFILE =
      ALL.add(
          "client.profile", optionalText(text -> !text.isBlank(), "needs the name of a profile"));

  /** The deadline of one cache call, all requests, resends and waits included. */
  public static final Setting<Duration> API_CALL_TIMEOUT =
      ALL.add("client.api-call-timeout", duration(SHORTEST, LONGEST));

  /** The deadline of one bulk call, likewise in all. */
  public static final Setting<Duration> BULK_TIMEOUT =
      ALL.add("client.bulk-timeout", duration(SHORTEST, LONGEST));

  /** The time for one request before it is sent again. */
  public static final Setting<Duration> ATTEMPT_TIMEOUT =
      ALL.add("client.attempt-timeout", duration(SHORTEST, LONGEST));

  /** How often one request is sent at most, the first time included. */
  public static final Setting<Integer> MAX_ATTEMPTS =
      ALL.add("client.max-attempts", number(1, 1_000));

  /** How many connections are open at once at most. */
  public static final Setting<Integer> MAX_CONNECTIONS =
      ALL.add("client.max-connections", number(1, 100_000));

  /** The time for opening a connection. */
  public static final Setting<Duration> CONNECT_TIMEOUT =
      ALL.add("client.connect-timeout", duration(SHORTEST, LONGEST));

  /** The proxy of requests. */
  public static final Setting<ProxyEndpoint> PROXY =
      ALL.add("client.proxy.endpoint", ClientSetting::proxy);

  /** Hosts that are reached without it; none for those of the JVM or the environment. */
  public static final Setting<List<String>> PROXY_BYPASS =
      ALL.add(
          "client.proxy.bypass",
          texts(Names::isHostPattern, "needs names of hosts, or patterns as *.acme.com"));

  /** A file with the certificates that are trusted; null for those of the JVM. */
  public static final Setting<@Nullable String> TRUST_STORE =
      ALL.add(
          "client.trust-store", optionalText(text -> !text.isBlank(), "needs the path of a file"));

  /** The password of that file; null for none. */
  public static final Setting<@Nullable String> TRUST_STORE_PASSWORD =
      ALL.add("client.trust-store-password", optionalText(text -> true, "needs a password"));

  /** The class that gives credentials; null for the SDK's default chain. */
  public static final Setting<@Nullable String> CREDENTIALS_PROVIDER =
      ALL.add("client.credentials-provider", optionalText(Names::isClass, Names.NEED_OF_A_CLASS));

  /** The classes whose objects see each request. */
  public static final Setting<List<String>> EXECUTION_INTERCEPTORS =
      ALL.add("client.execution-interceptors", texts(Names::isClass, Names.NEED_OF_A_CLASS));

  /** The classes whose objects hear the SDK's own measurements. */
  public static final Setting<List<String>> METRIC_PUBLISHERS =
      ALL.add("client.metric-publishers", texts(Names::isClass, Names.NEED_OF_A_CLASS));

  private ClientSetting() {}

  /** Reads them; the time for an attempt is cut off at that for the call. */
  static Settings read(Block root) {
    Settings settings = ALL.read(root);
    Duration call = settings.get(API_CALL_TIMEOUT);
    return settings.get(ATTEMPT_TIMEOUT).compareTo(call) > 0
        ? settings.with(ATTEMPT_TIMEOUT, call)
        : settings;
  }

  private static Endpoint endpoint(Block block, String key) {
    String text =
        block.text(
            key,
            given -> given.equals(EMBEDDED) || address(given) != null,
            "needs embedded, or an http or https URI with a host and without user info, such as"
                + " https://dynamodb.eu-west-1.amazonaws.com");
    if (text == null) {
      return new Endpoint.SdkDefault();
    }
    URI uri = address(text);
    return uri == null ? new Endpoint.Embedded() : new Endpoint.Address(uri);
  }

  private static ProxyEndpoint proxy(Block block, String key) {
    String text =
        block.text(
            key,
            given -> given.equals(NONE) || proxyAddress(given) != null,
            "needs none, or the URI of a proxy with a host and a port and without user info, such"
                + " as http://proxy.acme.com:3128");
    if (text == null) {
      return new ProxyEndpoint.OfTheEnvironment();
    }
    URI uri = proxyAddress(text);
    return uri == null ? new ProxyEndpoint.None() : new ProxyEndpoint.Address(uri);
  }

  private static @Nullable URI proxyAddress(String text) {
    URI uri = address(text);
    return uri == null || uri.getPort() < 0 ? null : uri;
  }

  private static @Nullable URI address(String text) {
    try {
      URI uri = new URI(text);
      boolean http =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      return http && uri.getHost() != null && uri.getRawUserInfo() == null ? uri : null;
    } catch (URISyntaxException notUri) {
      return null;
    }
  }
}
