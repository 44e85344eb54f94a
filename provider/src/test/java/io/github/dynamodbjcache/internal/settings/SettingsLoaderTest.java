package io.github.dynamodbjcache.internal.settings;

import static io.github.dynamodbjcache.internal.settings.SettingsFixture.NAME_ONLY;
import static io.github.dynamodbjcache.internal.settings.SettingsFixture.defaults;
import static io.github.dynamodbjcache.internal.settings.SettingsFixture.load;
import static io.github.dynamodbjcache.internal.settings.SettingsFixture.loader;
import static io.github.dynamodbjcache.internal.settings.SettingsFixture.properties;
import static io.github.dynamodbjcache.internal.settings.SettingsFixture.write;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.codec.SerializationPreset;
import io.github.dynamodbjcache.configuration.Billing;
import io.github.dynamodbjcache.configuration.Clearing;
import io.github.dynamodbjcache.configuration.Compression;
import io.github.dynamodbjcache.configuration.Consistency;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.configuration.Encryption;
import io.github.dynamodbjcache.configuration.ExactlyOnce;
import io.github.dynamodbjcache.configuration.JsonStorage;
import io.github.dynamodbjcache.configuration.OnDestroy;
import io.github.dynamodbjcache.configuration.SerializationFormat;
import io.github.dynamodbjcache.configuration.TableCreation;
import io.github.dynamodbjcache.configuration.Unreadable;
import io.github.dynamodbjcache.table.Revisions;
import io.github.dynamodbjcache.table.Unknown;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Where settings come from, and what goes before what. */
class SettingsLoaderTest {

  /** What the file names as the source of a mapper. */
  public static final class Mapper implements Supplier<Object> {
    static final Object SUPPLIED = new Object();

    @Override
    public Object get() {
      return SUPPLIED;
    }
  }

  private static final String FULL = "io/github/dynamodbjcache/internal/settings/full.conf";
  private static final String IRELAND = "dynamodb-jcache.client.region = eu-west-1";

  @TempDir Path directory;

  @Test
  void withNothingConfiguredTheClientIsTheSdksDefault() {
    ManagerSettings settings = defaults();

    assertThat(settings.client())
        .isEqualTo(
            new Settings(
                Map.ofEntries(
                    entry("client.endpoint", new Endpoint.SdkDefault()),
                    entry("client.api-call-timeout", Duration.ofSeconds(5)),
                    entry("client.bulk-timeout", Duration.ofSeconds(60)),
                    entry("client.attempt-timeout", Duration.ofSeconds(2)),
                    entry("client.max-attempts", 8),
                    entry("client.max-connections", 64),
                    entry("client.connect-timeout", Duration.ofSeconds(1)),
                    entry("client.proxy.endpoint", new ProxyEndpoint.OfTheEnvironment()),
                    entry("client.proxy.bypass", List.of()),
                    entry("client.execution-interceptors", List.of()),
                    entry("client.metric-publishers", List.of()))));
    assertThat(settings.readyClient()).isEmpty();
    assertThat(settings.declaredCaches()).isEmpty();
    assertThat(settings.forCache("any"))
        .isEqualTo(
            new Settings(
                Map.ofEntries(
                    entry("consistency", Consistency.STRONG),
                    entry("exactly-once", ExactlyOnce.NONE),
                    entry("expiry.after-creation", javax.cache.expiry.Duration.ETERNAL),
                    entry("expiry.touch-interval", Duration.ZERO),
                    entry("serialization.format", SerializationFormat.java()),
                    entry("serialization.json", JsonStorage.TEXT),
                    entry("serialization.allow", List.of()),
                    entry("serialization.presets", List.of()),
                    entry("serialization.compression", Compression.NONE),
                    entry("serialization.compression-threshold", 1024L),
                    entry("serialization.max-depth", 250),
                    entry("serialization.max-hash-steps", 250_000L),
                    entry("serialization.max-references", 1_000_000),
                    entry("max-entry-size", 16L << 20),
                    entry("unreadable", Unreadable.FAIL),
                    entry("declared", false),
                    entry("statistics", false),
                    entry("consumed-capacity", false),
                    entry("cost.read-unit", 0.0),
                    entry("cost.write-unit", 0.0),
                    entry("management", false),
                    entry("key-type", Object.class),
                    entry("value-type", Object.class),
                    entry("table.prefix", ""),
                    entry("table.create", TableCreation.IF_MISSING),
                    entry("table.creation-timeout", Duration.ofSeconds(60)),
                    entry("table.on-destroy", OnDestroy.DELETE),
                    entry("table.billing", Billing.payPerRequest()),
                    entry("table.deletion-protection", false),
                    entry("table.point-in-time-recovery", false),
                    entry("table.tags", Map.of()),
                    entry("table.encryption", Encryption.byDefault()),
                    entry("items.mapping", MappingForm.Word.NONE),
                    entry("items.unknown", Unknown.KEEP),
                    entry("items.revision", Revisions.Kind.COMPARED),
                    entry("items.hidden-prefix", "_jcache_"),
                    entry("items.clear", Clearing.REFUSE))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"classpath:" + FULL, "classpath:/" + FULL, "classpath:///" + FULL})
  void everyKeyOfAFileArrives(URI uri) {
    ManagerSettings settings = load(uri);

    assertThat(settings.client())
        .isEqualTo(
            new Settings(
                Map.ofEntries(
                    entry("client.region", "eu-west-1"),
                    entry(
                        "client.endpoint",
                        new Endpoint.Address(URI.create("http://127.0.0.1:8000"))),
                    entry("client.profile", "staging"),
                    entry("client.api-call-timeout", Duration.ofSeconds(2)),
                    entry("client.bulk-timeout", Duration.ofSeconds(30)),
                    entry("client.attempt-timeout", Duration.ofMillis(250)),
                    entry("client.max-attempts", 4),
                    entry("client.max-connections", 16),
                    entry("client.connect-timeout", Duration.ofMillis(300)),
                    entry(
                        "client.proxy.endpoint",
                        new ProxyEndpoint.Address(URI.create("http://proxy.acme.com:3128"))),
                    entry("client.proxy.bypass", List.of("*.acme.com", "dynamodb.local")),
                    entry("client.trust-store", "/etc/ssl/acme.pem"),
                    entry("client.trust-store-password", "changeit"),
                    entry("client.credentials-provider", "com.acme.Credentials"),
                    entry("client.execution-interceptors", List.of("com.acme.Tracing")),
                    entry("client.metric-publishers", List.of("com.acme.Metrics")))));
    Map<String, String> tags = Map.of("team", "shop", "cost:centre", "42", "level", "default");
    assertThat(settings.forCache("users"))
        .isEqualTo(
            new Settings(
                Map.ofEntries(
                    entry("consistency", Consistency.EVENTUAL),
                    entry("exactly-once", ExactlyOnce.REMOVES),
                    entry("expiry.after-creation", hours(1)),
                    entry("expiry.after-update", hours(2)),
                    entry("expiry.after-access", hours(3)),
                    entry("expiry.touch-interval", Duration.ofMinutes(1)),
                    entry("serialization.format", SerializationFormat.jackson()),
                    entry("serialization.json", JsonStorage.MAP),
                    entry("serialization.json-mapper", Mapper.SUPPLIED),
                    entry(
                        "serialization.allow",
                        List.of("com.acme.**", "java.time.*", "com.acme.User")),
                    entry(
                        "serialization.presets",
                        List.of(SerializationPreset.SPRING, SerializationPreset.HIBERNATE)),
                    entry("serialization.compression", Compression.DEFLATE),
                    entry("serialization.compression-threshold", 2048L),
                    entry("serialization.max-depth", 300),
                    entry("serialization.max-hash-steps", Long.MAX_VALUE),
                    entry("serialization.max-references", 2_000),
                    entry("max-entry-size", 2L << 20),
                    entry("unreadable", Unreadable.MISS),
                    entry("declared", true),
                    entry("statistics", true),
                    entry("consumed-capacity", true),
                    entry("cost.read-unit", 0.25),
                    entry("cost.write-unit", 1.25),
                    entry("management", true),
                    entry("key-type", String.class),
                    entry("value-type", Long.class),
                    entry("table.prefix", "shop-"),
                    entry("table.name", "users-v2"),
                    entry("table.create", TableCreation.NEVER),
                    entry("table.creation-timeout", Duration.ofMinutes(2)),
                    entry("table.on-destroy", OnDestroy.KEEP),
                    entry("table.billing", Billing.provisioned(5, 6)),
                    entry("table.deletion-protection", true),
                    entry("table.point-in-time-recovery", true),
                    entry("table.tags", tags),
                    entry("table.encryption", Encryption.customerKey("alias/users")),
                    entry("items.mapping", MappingForm.Word.NONE),
                    entry("items.unknown", Unknown.KEEP),
                    entry("items.revision", Revisions.Kind.COMPARED),
                    entry("items.hidden-prefix", "_jcache_"),
                    entry("items.clear", Clearing.REFUSE),
                    entry(
                        CacheSetting.OF_ITSELF.key(),
                        new Settings(
                            Map.of(
                                "declared",
                                true,
                                "table.name",
                                "users-v2",
                                "table.encryption",
                                Encryption.customerKey("alias/users")))))));
    Settings ownTable = settings.forCache("doom-maps");
    assertThat(ownTable.get(ItemsSetting.MAPPING)).isEqualTo(MappingForm.Word.DOCUMENT);
    assertThat(ownTable.get(ItemsSetting.PARTITION_KEY)).isEqualTo("episode");
    assertThat(ownTable.get(ItemsSetting.SORT_KEY)).isEqualTo("map");
    assertThat(ownTable.get(ItemsSetting.TIME_TO_LIVE)).isEqualTo("expires");
    assertThat(ownTable.get(ItemsSetting.UNKNOWN)).isEqualTo(Unknown.DROP);
    assertThat(ownTable.get(ItemsSetting.REVISION)).isEqualTo(Revisions.Kind.VERSION);
    assertThat(ownTable.get(ItemsSetting.VERSION_ATTRIBUTE)).isEqualTo("v");
    assertThat(ownTable.get(ItemsSetting.CLEAR)).isEqualTo(Clearing.ALLOW);
    assertThat(settings.forCache("doom-sites").get(ItemsSetting.HIDDEN_PREFIX)).isEqualTo("jc");
  }

  @Test
  void aFileUriNamesAFile() {
    assertThat(
            load(write(directory, "a b.conf", IRELAND).toUri()).client().get(ClientSetting.REGION))
        .isEqualTo("eu-west-1");
  }

  @Test
  void jsonAndPropertiesFilesAreReadAsWell() {
    URI json =
        write(directory, "a.json", "{\"dynamodb-jcache\": {\"client\": {\"max-attempts\": 3}}}")
            .toUri();
    URI properties =
        write(directory, "a.properties", "dynamodb-jcache.client.max-attempts=4").toUri();

    assertThat(load(json).client().get(ClientSetting.MAX_ATTEMPTS)).isEqualTo(3);
    assertThat(load(properties).client().get(ClientSetting.MAX_ATTEMPTS)).isEqualTo(4);
  }

  @Test
  void aJarUriNamesAFileInAJar() throws IOException {
    Path jar = directory.resolve("app.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("conf/cache.conf"));
      out.write(IRELAND.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      out.closeEntry();
    }

    assertThat(
            load(URI.create("jar:" + jar.toUri() + "!/conf/cache.conf"))
                .client()
                .get(ClientSetting.REGION))
        .isEqualTo("eu-west-1");
    assertThatThrownBy(() -> load(URI.create("jar:" + jar.toUri() + "!/conf/other.conf")))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("conf/other.conf");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:/no/such/file.conf", "classpath:no/such.conf", "jar:nonsense"})
  void aFileThatCannotBeReadIsRefused(URI uri) {
    assertThatThrownBy(() -> load(uri))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining(uri.toString())
        .hasMessageContaining("cannot be read");
  }

  /** Relative to the working directory, as any path. */
  @Test
  void aUriWithoutSchemeThatNamesAFileIsRead() throws IOException {
    Path inWorkingDirectory = Files.createTempFile(Path.of(""), "settings", "");
    try {
      for (Path file :
          List.of(
              inWorkingDirectory,
              Path.of(".").resolve(inWorkingDirectory),
              inWorkingDirectory.toAbsolutePath(),
              directory.resolve("a b.conf"))) {
        Files.writeString(file, IRELAND);

        assertThat(
                load(URI.create(file.toString().replace(" ", "%20")))
                    .client()
                    .get(ClientSetting.REGION))
            .as("%s", file)
            .isEqualTo("eu-west-1");
      }
    } finally {
      Files.delete(inWorkingDirectory);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no-such.conf",
        "no/such",
        "./no-such",
        "/no/such.conf",
        "cache.JSON",
        "a.properties",
        "C:/conf/cache.conf",
        "src/"
      })
  void aUriThatLooksLikeAPathOfNoFileIsRefused(URI uri) {
    assertThatThrownBy(() -> load(uri))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("URI " + uri + " looks like the path of a configuration file")
        .hasMessageContaining(Path.of(uri.toString()).toAbsolutePath().normalize().toString())
        .hasMessageContaining("classpath:")
        .hasMessageContaining("dynamodb-jcache:default");
  }

  /** The provider's own URI is a name, whatever lies in the working directory. */
  @ParameterizedTest
  @ValueSource(strings = {"dynamodb-jcache", "app", "src", "com.acme.app", "app-1.2", ""})
  void aUriWithoutSchemeThatDoesNotIsAName(URI uri) {
    assertThat(load(uri).declaredCaches()).isEmpty();
  }

  @Test
  void anyOtherUriIsOnlyANameAndReadsTheDefaultFileOfTheManagersLoader() throws IOException {
    write(directory, "dynamodb-jcache.conf", IRELAND);
    URL[] classPath = {directory.toUri().toURL()};

    // No parent: reference.conf comes from the provider's own loader.
    try (URLClassLoader managers = new URLClassLoader(classPath, null)) {
      for (String uri : List.of("dynamodb-jcache:default", "urn:x", "https://127.0.0.1/a", "app")) {
        assertThat(
                SettingsLoader.load(URI.create(uri), managers, new Properties(), new Properties())
                    .client()
                    .get(ClientSetting.REGION))
            .isEqualTo("eu-west-1");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://me:hunter2@host/x",
        "file://me:hunter2@host/x.conf",
        "jar:https://me:hunter2@host/x.jar!/y.conf",
        "name://me:hunter2@under_score"
      })
  void aUriWithUserInfoIsRefusedAndNotRepeated(URI uri) {
    assertThatThrownBy(() -> load(uri))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("user info")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void systemPropertiesGoBeforeManagerPropertiesAndTheseBeforeTheFile() {
    URI file =
        write(
                directory,
                "x.conf",
                "dynamodb-jcache.client { region = a-1, profile = a, max-attempts = 3 }")
            .toUri();
    Properties manager =
        properties(
            "dynamodb-jcache.client.region", "b-1",
            "dynamodb-jcache.client.profile", "b",
            "hibernate.dialect", "of no concern");
    Properties system = properties("dynamodb-jcache.client.region", "c-1", "user.dir", "/");

    Settings client = SettingsLoader.load(file, loader(), manager, system).client();

    assertThat(client.get(ClientSetting.REGION)).isEqualTo("c-1");
    assertThat(client.get(ClientSetting.PROFILE)).isEqualTo("b");
    assertThat(client.get(ClientSetting.MAX_ATTEMPTS)).isEqualTo(3);
    assertThat(client.get(ClientSetting.MAX_CONNECTIONS)).isEqualTo(64);
  }

  @Test
  void systemPropertiesAreReadAnewEachTime() {
    String key = "dynamodb-jcache.client.max-attempts";
    try {
      System.setProperty(key, "2");
      assertThat(
              SettingsLoader.load(NAME_ONLY, loader(), new Properties())
                  .client()
                  .get(ClientSetting.MAX_ATTEMPTS))
          .isEqualTo(2);
      System.setProperty(key, "3");
      assertThat(
              SettingsLoader.load(NAME_ONLY, loader(), new Properties())
                  .client()
                  .get(ClientSetting.MAX_ATTEMPTS))
          .isEqualTo(3);
    } finally {
      System.clearProperty(key);
    }
  }

  @Test
  void propertiesTakeQuotedNamesListsAndOtherTypesThanText() {
    Properties manager =
        properties(
            "dynamodb-jcache.caches.\"com.acme.*\".consistency", "eventual",
            "dynamodb-jcache.caches.default.serialization.allow", "com.acme.**, java.time.*");
    manager.put("dynamodb-jcache.caches.default.statistics", true);
    manager.put("dynamodb-jcache.client.max-attempts", 5);

    ManagerSettings settings = SettingsLoader.load(NAME_ONLY, loader(), manager, new Properties());

    Settings cache = settings.forCache("com.acme.User");
    assertThat(cache.get(CacheSetting.CONSISTENCY)).isEqualTo(Consistency.EVENTUAL);
    assertThat(cache.get(CacheSetting.ALLOW)).containsExactly("com.acme.**", "java.time.*");
    assertThat(cache.get(CacheSetting.STATISTICS)).isTrue();
    assertThat(settings.client().get(ClientSetting.MAX_ATTEMPTS)).isEqualTo(5);
  }

  @Test
  void defaultsOfPropertiesCountToo() {
    Properties manager = new Properties(properties("dynamodb-jcache.client.region", "eu-west-1"));

    assertThat(
            SettingsLoader.load(NAME_ONLY, loader(), manager, new Properties())
                .client()
                .get(ClientSetting.REGION))
        .isEqualTo("eu-west-1");
  }

  @Test
  void theEnvironmentComesInBySubstitution() {
    String path = System.getenv("PATH");

    assertThat(
            load(
                    directory,
                    "dynamodb-jcache.client { profile = ${PATH}, region = ${?NO_SUCH_VARIABLE} }")
                .client())
        .extracting(
            client -> client.get(ClientSetting.PROFILE), client -> client.get(ClientSetting.REGION))
        .containsExactly(path, null);
  }

  @Test
  void aReadyClientIsHandedOn() {
    DynamoDbClient client =
        (DynamoDbClient)
            Proxy.newProxyInstance(
                loader(), new Class<?>[] {DynamoDbClient.class}, (proxy, method, args) -> null);

    ManagerSettings settings =
        SettingsLoader.load(
            NAME_ONLY, loader(), DynamoDbCacheProperties.withClient(client), new Properties());

    assertThat(settings.readyClient().orElseThrow() == client).isTrue();
  }

  @Test
  void aReadyClientOfAnotherTypeIsRefused() {
    Properties text = properties("dynamodb-jcache.client.instance", "client");

    assertThatThrownBy(() -> SettingsLoader.load(NAME_ONLY, loader(), text, new Properties()))
        .isInstanceOf(CacheException.class)
        .hasMessage(
            "Configuration refused. manager property dynamodb-jcache.client.instance: needs a"
                + " software.amazon.awssdk.services.dynamodb.DynamoDbClient, put with"
                + " Properties.put, not a java.lang.String");
  }

  @Test
  void anAttemptIsNeverLongerThanTheCall() {
    assertThat(
            load(directory, "dynamodb-jcache.client.api-call-timeout = 300ms")
                .client()
                .get(ClientSetting.ATTEMPT_TIMEOUT))
        .isEqualTo(Duration.ofMillis(300));
  }

  private static javax.cache.expiry.Duration hours(long hours) {
    return new javax.cache.expiry.Duration(TimeUnit.HOURS, hours);
  }
}
