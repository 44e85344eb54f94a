package io.github.dynamodbjcache.internal.client;

import java.util.List;
import java.util.ServiceLoader;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpService;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * The HTTP client under the SDK: the one that the provider brings along, else any of the SDK's that
 * is there. Several are no error, unlike for the SDK itself.
 */
final class HttpClients {

  private static final Logger LOG = LoggerFactory.getLogger(HttpClients.class);

  /** The best first. Each is looked at only if its class is there. */
  private static final List<Known> KNOWN =
      List.of(
          new Known(
              "software.amazon.awssdk.http.apache5.Apache5HttpClient",
              "jdk.net.Sockets",
              HttpClients::apache5),
          new Known(
              "software.amazon.awssdk.http.apache.ApacheHttpClient",
              "java.net.Socket",
              HttpClients::apache),
          new Known(
              "software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient",
              "java.net.HttpURLConnection",
              HttpClients::urlConnection));

  private HttpClients() {}

  private interface Proxied {
    SdkHttpClient.Builder<?> by(@Nullable ProxyServer proxy);
  }

  /**
   * One of the SDK's.
   *
   * @param type its class
   * @param needs a class of the JDK without which it fails at its first request
   */
  private record Known(String type, String needs, Proxied builder) {

    boolean isUsable() {
      return RuntimeNeeds.isThere(type) && RuntimeNeeds.isThere(needs);
    }
  }

  /**
   * One with those options.
   *
   * @param proxy the proxy that all its requests go through; null for none
   */
  static SdkHttpClient with(AttributeMap options, @Nullable ProxyServer proxy) {
    for (Known known : KNOWN) {
      if (known.isUsable()) {
        LOG.debug("HTTP client: {}", known.type());
        return known.builder().by(proxy).buildWithDefaults(options);
      }
    }
    SdkHttpService other =
        ServiceLoader.load(SdkHttpService.class, HttpClients.class.getClassLoader())
            .findFirst()
            .filter(service -> !isOfApache5(service) || KNOWN.get(0).isUsable())
            .orElseThrow(HttpClients::none);
    if (proxy != null) {
      throw new CacheException(
          "the proxy "
              + proxy
              + " needs one of the HTTP clients software.amazon.awssdk:apache5-client,"
              + " apache-client or url-connection-client on the class path; there is only "
              + other.getClass().getName());
    }
    return other.createHttpClientBuilder().buildWithDefaults(options);
  }

  private static boolean isOfApache5(SdkHttpService service) {
    return service.getClass().getName().contains(".apache5.");
  }

  private static CacheException none() {
    return RuntimeNeeds.isThere(KNOWN.get(0).type())
        ? new CacheException(
            "the HTTP client software.amazon.awssdk:apache5-client needs "
                + RuntimeNeeds.missing("jdk.net")
                + ". Or add software.amazon.awssdk:url-connection-client, which needs none")
        : new CacheException(
            "no HTTP client of the AWS SDK is on the class path: add the artifact"
                + " software.amazon.awssdk:apache5-client");
  }

  private static SdkHttpClient.Builder<?> apache5(@Nullable ProxyServer proxy) {
    software.amazon.awssdk.http.apache5.ProxyConfiguration.Builder configuration =
        software.amazon.awssdk.http.apache5.ProxyConfiguration.builder()
            .useSystemPropertyValues(false)
            .useEnvironmentVariableValues(false);
    if (proxy != null) {
      configuration.endpoint(proxy.uri()).username(proxy.user()).password(proxy.password());
    }
    return Apache5HttpClient.builder().proxyConfiguration(configuration.build());
  }

  private static SdkHttpClient.Builder<?> apache(@Nullable ProxyServer proxy) {
    software.amazon.awssdk.http.apache.ProxyConfiguration.Builder configuration =
        software.amazon.awssdk.http.apache.ProxyConfiguration.builder()
            .useSystemPropertyValues(false)
            .useEnvironmentVariableValues(false);
    if (proxy != null) {
      configuration.endpoint(proxy.uri()).username(proxy.user()).password(proxy.password());
    }
    return ApacheHttpClient.builder().proxyConfiguration(configuration.build());
  }

  private static SdkHttpClient.Builder<?> urlConnection(@Nullable ProxyServer proxy) {
    software.amazon.awssdk.http.urlconnection.ProxyConfiguration.Builder configuration =
        software.amazon.awssdk.http.urlconnection.ProxyConfiguration.builder()
            .useSystemPropertyValues(false)
            .useEnvironmentVariablesValues(false);
    if (proxy != null) {
      configuration.endpoint(proxy.uri()).username(proxy.user()).password(proxy.password());
    }
    return UrlConnectionHttpClient.builder().proxyConfiguration(configuration.build());
  }
}
