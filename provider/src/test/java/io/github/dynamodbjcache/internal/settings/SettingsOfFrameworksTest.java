package io.github.dynamodbjcache.internal.settings;

import static io.github.dynamodbjcache.internal.settings.SettingsFixture.NAME_ONLY;
import static io.github.dynamodbjcache.internal.settings.SettingsFixture.loader;
import static io.github.dynamodbjcache.internal.settings.SettingsFixture.properties;
import static io.github.dynamodbjcache.internal.settings.SettingsFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.configuration.PlacedValue;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a framework hands in on behalf of its user. */
class SettingsOfFrameworksTest {

  private static final String CALL_TIMEOUT = "dynamodb-jcache.client.api-call-timeout";

  @TempDir Path directory;

  @Test
  void aRefusalNamesThePlaceThatItWasHandedInWith() {
    Properties properties = new Properties();
    properties.put(CALL_TIMEOUT, new PlacedValue("soon", "application.yaml, line 3"));

    assertThatThrownBy(() -> load(NAME_ONLY, properties, new Properties()))
        .hasMessageStartingWith(
            "Configuration refused. application.yaml, line 3: "
                + CALL_TIMEOUT
                + " needs a duration");
  }

  @Test
  void aValueWithAPlaceCountsAsItselfAlsoInLists() {
    Properties properties = new Properties();
    properties.put(CALL_TIMEOUT, new PlacedValue("3s", "here"));
    properties.put("dynamodb-jcache.client.max-attempts", new PlacedValue(3, "here"));
    String allow = "dynamodb-jcache.caches.default.serialization.allow";
    properties.put(allow + "[0]", new PlacedValue("com.acme.*", "here"));
    properties.put(allow + "[1]", new PlacedValue("org.acme.*", "here"));

    ManagerSettings settings = load(NAME_ONLY, properties, new Properties());

    assertThat(settings.client().get(ClientSetting.API_CALL_TIMEOUT))
        .isEqualTo(Duration.ofSeconds(3));
    assertThat(settings.client().get(ClientSetting.MAX_ATTEMPTS)).isEqualTo(3);
    assertThat(settings.forCache("any").get(CacheSetting.ALLOW))
        .containsExactly("com.acme.*", "org.acme.*");
  }

  @Test
  void itsDefaultsGoBeforeReferenceConfAndBehindAllElse() {
    URI file = write(directory, "shop.conf", "dynamodb-jcache.client.bulk-timeout = 30s").toUri();
    Properties properties = properties("dynamodb-jcache.client.attempt-timeout", "1s");
    properties.put(
        DynamoDbCacheProperties.DEFAULTS_INSTANCE,
        properties(
            CALL_TIMEOUT,
            "7s",
            "dynamodb-jcache.client.bulk-timeout",
            "8s",
            "dynamodb-jcache.client.attempt-timeout",
            "2s"));

    Settings client = load(file, properties, new Properties()).client();

    assertThat(client.get(ClientSetting.API_CALL_TIMEOUT)).isEqualTo(Duration.ofSeconds(7));
    assertThat(client.get(ClientSetting.BULK_TIMEOUT)).isEqualTo(Duration.ofSeconds(30));
    assertThat(client.get(ClientSetting.ATTEMPT_TIMEOUT)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void whoReadsSystemPropertiesItselfHandsInOthers() {
    Properties system = properties(CALL_TIMEOUT, "9s");
    Properties properties = properties(CALL_TIMEOUT, "3s");
    assertThat(load(NAME_ONLY, properties, system).client().get(ClientSetting.API_CALL_TIMEOUT))
        .isEqualTo(Duration.ofSeconds(9));

    properties.put(DynamoDbCacheProperties.SYSTEM_PROPERTIES_INSTANCE, new Properties());
    assertThat(load(NAME_ONLY, properties, system).client().get(ClientSetting.API_CALL_TIMEOUT))
        .isEqualTo(Duration.ofSeconds(3));
  }

  /** "An empty text is no value, or an empty list where a list stands." */
  @Test
  void whatTheUserLeftEmptyIsNoValue() {
    String allow = "dynamodb-jcache.caches.default.serialization.allow";
    Properties properties = new Properties();
    properties.put("dynamodb-jcache.client.region", new PlacedValue("", "here"));
    properties.put("dynamodb-jcache.client.api-call-timeout", new PlacedValue("", "here"));
    properties.put(allow, new PlacedValue("", "here"));
    properties.put(
        DynamoDbCacheProperties.DEFAULTS_INSTANCE,
        properties("dynamodb-jcache.client.region", "eu-west-1", allow, "com.acme.*"));

    ManagerSettings settings = load(NAME_ONLY, properties, new Properties());

    assertThat(settings.client().get(ClientSetting.REGION)).isEqualTo("eu-west-1");
    assertThat(settings.client().get(ClientSetting.API_CALL_TIMEOUT))
        .isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.forCache("any").get(CacheSetting.ALLOW)).isEmpty();
  }

  /** "Its fragment tells managers of the same file apart." */
  @Test
  void aFileIsFoundUnderUrisThatDifferInTheirFragments() {
    URI file = write(directory, "shop.conf", "dynamodb-jcache.client.bulk-timeout = 30s").toUri();

    for (URI uri : List.of(file, URI.create(file + "#shop"), URI.create(file + "#shop-2"))) {
      assertThat(
              load(uri, new Properties(), new Properties())
                  .client()
                  .get(ClientSetting.BULK_TIMEOUT))
          .isEqualTo(Duration.ofSeconds(30));
    }
  }

  /** {@code keys()}: "the key of every setting, with its root". */
  @Test
  void everyKeyThatIsToldIsAValidOne() {
    assertThat(DynamoDbCacheProperties.keys())
        .contains(
            "dynamodb-jcache.client.region",
            "dynamodb-jcache.table.write-units",
            "dynamodb-jcache.caches.default.expiry.after-creation")
        .doesNotContain("dynamodb-jcache.caches.default.table.prefix");
    Properties properties = new Properties();
    DynamoDbCacheProperties.keys().forEach(key -> properties.put(key, new PlacedValue("?", key)));
    assertThatThrownBy(() -> load(NAME_ONLY, properties, new Properties()))
        .hasMessageNotContaining("is not a key");
  }

  @Test
  void durationsOfIso8601AreDurations() {
    Properties properties = properties(CALL_TIMEOUT, "PT10S");
    properties.setProperty("dynamodb-jcache.caches.default.expiry.after-creation", "P1DT12H");
    ManagerSettings settings = load(NAME_ONLY, properties, new Properties());
    assertThat(settings.client().get(ClientSetting.API_CALL_TIMEOUT))
        .isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.forCache("any").get(CacheSetting.AFTER_CREATION))
        .isEqualTo(new javax.cache.expiry.Duration(TimeUnit.HOURS, 36));

    properties.setProperty(CALL_TIMEOUT, "PT10");
    assertThatThrownBy(() -> load(NAME_ONLY, properties, new Properties()))
        .hasMessageContaining("needs a duration with its unit");
  }

  private static ManagerSettings load(URI uri, Properties properties, Properties system) {
    return SettingsLoader.load(uri, loader(), properties, system);
  }
}
