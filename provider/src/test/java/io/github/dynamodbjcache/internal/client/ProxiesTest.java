package io.github.dynamodbjcache.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.internal.settings.ProxyEndpoint;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which proxy leads where. */
class ProxiesTest {

  private static final URI AWS = URI.create("https://dynamodb.eu-west-1.amazonaws.com");
  private static final ProxyEndpoint ENVIRONMENT = new ProxyEndpoint.OfTheEnvironment();
  private static final ProxyEndpoint GIVEN =
      new ProxyEndpoint.Address(URI.create("http://given:3128"));

  /** "embedded and loopback never go through a proxy" */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8000",
        "http://127.0.0.1:8000",
        "https://127.1.2.3",
        "http://[::1]:8000",
        "http://dynamodb.localhost:8000",
        "http://localhost.:8000",
        "http://0.0.0.0:8000",
        "http://[0:0:0:0:0:0:0:1]:8000",
        "http://[::ffff:127.0.0.1]:8000"
      })
  void thisMachineIsNeverBehindOne(URI service) {
    Proxies all =
        proxies(
            Map.of("http.proxyHost", "p", "https.proxyHost", "p"),
            Map.of("HTTP_PROXY", "http://p:1", "HTTPS_PROXY", "http://p:1"));
    assertThat(all.to(service, ENVIRONMENT, List.of())).isNull();
    assertThat(all.to(service, GIVEN, List.of())).isNull();
  }

  @Test
  void aNameThatOnlyLooksSoIsNotThisMachine() {
    assertThat(
            proxies(Map.of("http.proxyHost", "p"), Map.of())
                .to(URI.create("http://127.evil.com"), ENVIRONMENT, List.of()))
        .isNotNull();
  }

  /** "an https endpoint uses the https proxy settings and variables" */
  @ParameterizedTest
  @CsvSource({
    "https://dynamodb.eu-west-1.amazonaws.com, http://of-https:443",
    "http://dynamodb.acme.com, http://of-http:80"
  })
  void propertiesOfTheServicesOwnSchemeHold(URI service, String proxy) {
    Proxies properties =
        proxies(Map.of("https.proxyHost", "of-https", "http.proxyHost", "of-http"), Map.of());
    assertThat(properties.to(service, ENVIRONMENT, List.of())).hasToString(proxy);
  }

  @ParameterizedTest
  @CsvSource({
    "https://dynamodb.eu-west-1.amazonaws.com, http://of-https:1",
    "http://dynamodb.acme.com, http://of-http:2"
  })
  void variablesOfTheServicesOwnSchemeHold(URI service, String proxy) {
    Proxies variables =
        proxies(Map.of(), Map.of("HTTPS_PROXY", "http://of-https:1", "http_proxy", "of-http:2"));
    assertThat(variables.to(service, ENVIRONMENT, List.of())).hasToString(proxy);
  }

  @Test
  void userAndPasswordComeAlongAndAreNotShown() {
    assertThat(
            proxies(Map.of(), Map.of("https_proxy", "http://me:secret@p:3128"))
                .to(AWS, ENVIRONMENT, List.of()))
        .isEqualTo(new ProxyServer(URI.create("http://p:3128"), "me", "secret"))
        .asString()
        .doesNotContain("secret");
    assertThat(
            proxies(Map.of("https.proxyHost", "me:secret@p"), Map.of())
                .to(AWS, ENVIRONMENT, List.of()))
        .hasToString("http://p:443");
    assertThat(
            proxies(Map.of("https.proxyUser", "me", "https.proxyPassword", "secret"), Map.of())
                .to(AWS, GIVEN, List.of()))
        .isEqualTo(new ProxyServer(URI.create("http://given:3128"), "me", "secret"));
  }

  @Test
  void whatIsGivenGoesBeforePropertiesAndThoseBeforeVariables() {
    Proxies both =
        proxies(Map.of("https.proxyHost", "property"), Map.of("HTTPS_PROXY", "http://variable:1"));
    assertThat(both.to(AWS, GIVEN, List.of())).hasToString("http://given:3128");
    assertThat(both.to(AWS, ENVIRONMENT, List.of())).hasToString("http://property:443");
    assertThat(both.to(AWS, new ProxyEndpoint.None(), List.of())).isNull();
    assertThat(proxies(Map.of(), Map.of()).to(AWS, ENVIRONMENT, List.of())).isNull();
  }

  /** "NO_PROXY holds" */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "amazonaws.com",
        ".amazonaws.com",
        "*.amazonaws.com",
        "localhost, dynamodb.eu-west-1.amazonaws.com:443",
        "10.0.0.0/8,AMAZONAWS.com",
        "*"
      })
  void hostsOfTheEnvironmentAreReachedWithoutIt(String hosts) {
    assertThat(
            proxies(Map.of(), Map.of("HTTPS_PROXY", "http://p:1", "NO_PROXY", hosts))
                .to(AWS, ENVIRONMENT, List.of()))
        .isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme.com", "eu-west-1.amazonaws.co", "azonaws.com", "", "10.0.0.0/8"})
  void otherHostsAreNot(String hosts) {
    assertThat(
            proxies(Map.of(), Map.of("HTTPS_PROXY", "http://p:1", "NO_PROXY", hosts))
                .to(AWS, ENVIRONMENT, List.of()))
        .isNotNull();
  }

  @Test
  void hostsOfTheJvmAndOfTheSettings() {
    Proxies jvm =
        proxies(
            Map.of("https.proxyHost", "p", "http.nonProxyHosts", "localhost|*.amazonaws.com"),
            Map.of());
    assertThat(jvm.to(AWS, ENVIRONMENT, List.of())).isNull();
    assertThat(jvm.to(AWS, ENVIRONMENT, List.of("*.acme.com"))).isNotNull();
    assertThat(jvm.to(AWS, GIVEN, List.of("dynamodb.*"))).isNull();
  }

  private static Proxies proxies(Map<String, String> properties, Map<String, String> variables) {
    return new Proxies(properties::get, variables::get);
  }
}
