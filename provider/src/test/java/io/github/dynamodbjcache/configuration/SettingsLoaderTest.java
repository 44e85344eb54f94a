package io.github.dynamodbjcache.configuration;

import static io.github.dynamodbjcache.configuration.SettingsFixture.NAME_ONLY;
import static io.github.dynamodbjcache.configuration.SettingsFixture.defaults;
import static io.github.dynamodbjcache.configuration.SettingsFixture.load;
import static io.github.dynamodbjcache.configuration.SettingsFixture.loader;
import static io.github.dynamodbjcache.configuration.SettingsFixture.properties;
import static io.github.dynamodbjcache.configuration.SettingsFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.codec.SerializationPreset;
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

  private static final String FULL = "io/github/dynamodbjcache/configuration/full.conf";
  private static final String IRELAND = "dynamodb-jcache.client.region = eu-west-1";

  @TempDir Path directory;

  @Test
  void withNothingConfiguredTheClientIsTheSdksDefault() {
    ManagerSettings settings = defaults();

    assertThat(settings.client())
        .isEqualTo(
            new ClientSettings(
                null,
                new Endpoint.SdkDefault(),
                null,
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                Duration.ofSeconds(2),
                8,
                64,
                Duration.ofSeconds(1)));
    assertThat(settings.readyClient()).isEmpty();
    assertThat(settings.declaredCaches()).isEmpty();
    assertThat(settings.table())
        .isEqualTo(
            new TableSettings(
                "",
                null,
                TableCreation.IF_MISSING,
                Duration.ofSeconds(60),
                OnDestroy.DELETE,
                Billing.payPerRequest(),
                false,
                false,
                Map.of(),
                Encryption.byDefault()));
    assertThat(settings.forCache("any"))
        .isEqualTo(
            new CacheSettings(
                Consistency.STRONG,
                ExactlyOnce.NONE,
                new ExpirySettings(javax.cache.expiry.Duration.ETERNAL, null, null, Duration.ZERO),
                new SerializationSettings(
                    SerializationFormat.java(), List.of(), List.of(), Compression.NONE, 1024),
                16 << 20,
                OnUnreadable.FAIL,
                new IterationSettings(UnreadableEntries.FAIL),
                List.of(),
                false,
                false,
                false,
                Object.class,
                Object.class,
                settings.table()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"classpath:" + FULL, "classpath:/" + FULL, "classpath:///" + FULL})
  void everyKeyOfAFileArrives(URI uri) {
    ManagerSettings settings = load(uri);

    assertThat(settings.client())
        .isEqualTo(
            new ClientSettings(
                "eu-west-1",
                new Endpoint.Address(URI.create("http://127.0.0.1:8000")),
                "staging",
                Duration.ofSeconds(2),
                Duration.ofSeconds(30),
                Duration.ofMillis(250),
                4,
                16,
                Duration.ofMillis(300)));
    assertThat(settings.table())
        .isEqualTo(
            new TableSettings(
                "shop-",
                null,
                TableCreation.NEVER,
                Duration.ofMinutes(2),
                OnDestroy.KEEP,
                Billing.provisioned(5, 6),
                true,
                true,
                Map.of("team", "shop", "cost:centre", "42"),
                Encryption.awsManaged()));
    CacheSettings users = settings.forCache("users");
    assertThat(users.consistency()).isEqualTo(Consistency.EVENTUAL);
    assertThat(users.expiry())
        .isEqualTo(new ExpirySettings(hours(1), hours(2), hours(3), Duration.ofMinutes(1)));
    assertThat(users.serialization())
        .isEqualTo(
            new SerializationSettings(
                SerializationFormat.jackson(),
                List.of("com.acme.**", "java.time.*", "com.acme.User"),
                List.of(SerializationPreset.SPRING, SerializationPreset.HIBERNATE),
                Compression.DEFLATE,
                2048));
    assertThat(users.maxEntrySize()).isEqualTo(2 << 20);
    assertThat(users.unreadable()).isEqualTo(OnUnreadable.MISS);
    assertThat(users.iteration()).isEqualTo(new IterationSettings(UnreadableEntries.SKIP));
    assertThat(users.statistics()).isTrue();
    assertThat(users.management()).isTrue();
    assertThat(users.keyType()).isEqualTo(String.class);
    assertThat(users.valueType()).isEqualTo(Long.class);
    assertThat(users.table().name()).isEqualTo("users-v2");
    assertThat(users.table().encryption()).isEqualTo(Encryption.customerKey("alias/users"));
    assertThat(users.table().tags())
        .isEqualTo(Map.of("team", "shop", "cost:centre", "42", "level", "default"));
    assertThat(users.table().prefix()).isEqualTo("shop-");
  }

  @Test
  void aFileUriNamesAFile() {
    assertThat(load(write(directory, "a b.conf", IRELAND).toUri()).client().region())
        .isEqualTo("eu-west-1");
  }

  @Test
  void jsonAndPropertiesFilesAreReadAsWell() {
    URI json =
        write(directory, "a.json", "{\"dynamodb-jcache\": {\"client\": {\"max-attempts\": 3}}}")
            .toUri();
    URI properties =
        write(directory, "a.properties", "dynamodb-jcache.client.max-attempts=4").toUri();

    assertThat(load(json).client().maxAttempts()).isEqualTo(3);
    assertThat(load(properties).client().maxAttempts()).isEqualTo(4);
  }

  @Test
  void aJarUriNamesAFileInAJar() throws IOException {
    Path jar = directory.resolve("app.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("conf/cache.conf"));
      out.write(IRELAND.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      out.closeEntry();
    }

    assertThat(load(URI.create("jar:" + jar.toUri() + "!/conf/cache.conf")).client().region())
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
                    .region())
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

    ClientSettings client = SettingsLoader.load(file, loader(), manager, system).client();

    assertThat(client.region()).isEqualTo("c-1");
    assertThat(client.profile()).isEqualTo("b");
    assertThat(client.maxAttempts()).isEqualTo(3);
    assertThat(client.maxConnections()).isEqualTo(64);
  }

  @Test
  void systemPropertiesAreReadAnewEachTime() {
    String key = "dynamodb-jcache.client.max-attempts";
    try {
      System.setProperty(key, "2");
      assertThat(SettingsLoader.load(NAME_ONLY, loader(), new Properties()).client().maxAttempts())
          .isEqualTo(2);
      System.setProperty(key, "3");
      assertThat(SettingsLoader.load(NAME_ONLY, loader(), new Properties()).client().maxAttempts())
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

    CacheSettings cache = settings.forCache("com.acme.User");
    assertThat(cache.consistency()).isEqualTo(Consistency.EVENTUAL);
    assertThat(cache.serialization().allow()).containsExactly("com.acme.**", "java.time.*");
    assertThat(cache.statistics()).isTrue();
    assertThat(settings.client().maxAttempts()).isEqualTo(5);
  }

  @Test
  void defaultsOfPropertiesCountToo() {
    Properties manager = new Properties(properties("dynamodb-jcache.client.region", "eu-west-1"));

    assertThat(
            SettingsLoader.load(NAME_ONLY, loader(), manager, new Properties()).client().region())
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
        .extracting(ClientSettings::profile, ClientSettings::region)
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
                .attemptTimeout())
        .isEqualTo(Duration.ofMillis(300));
  }

  private static javax.cache.expiry.Duration hours(long hours) {
    return new javax.cache.expiry.Duration(TimeUnit.HOURS, hours);
  }
}
