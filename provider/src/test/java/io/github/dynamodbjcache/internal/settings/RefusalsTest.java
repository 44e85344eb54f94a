package io.github.dynamodbjcache.internal.settings;

import static io.github.dynamodbjcache.internal.settings.SettingsFixture.NAME_ONLY;
import static io.github.dynamodbjcache.internal.settings.SettingsFixture.load;
import static io.github.dynamodbjcache.internal.settings.SettingsFixture.loader;
import static io.github.dynamodbjcache.internal.settings.SettingsFixture.properties;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dynamodbjcache.codec.Serializer;
import io.github.dynamodbjcache.configuration.ConfigurationException;
import io.github.dynamodbjcache.configuration.SerializationFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** "An unknown key, a wrong unit or an impossible value is refused when the manager opens." */
class RefusalsTest {

  @TempDir Path directory;

  @Test
  void theMessageNamesFileLineAndNearestKey() {
    Path file = directory.resolve("test.conf");

    assertThat(
            refusal(
                """
                dynamodb-jcache {
                  client {
                    regoin = eu-west-1
                  }
                }
                """))
        .isEqualTo(
            "Configuration refused. "
                + file
                + ", line 3: dynamodb-jcache.client.regoin is not a key; did you mean region?"
                + " (valid here: api-call-timeout, attempt-timeout, bulk-timeout, connect-timeout,"
                + " credentials-provider, endpoint, execution-interceptors, max-attempts,"
                + " max-connections, metric-publishers, profile, proxy, region, trust-store,"
                + " trust-store-password)");
  }

  @Test
  void allProblemsAreToldAtOnceAndEachOnce() {
    assertThat(
            refusal(
                """
                dynamodb-jcache {
                  client.max-attempts = 0
                  table.create = sometimes
                  caches {
                    default.consistency = strnog
                    "a*" {}
                    users { statistic = true }
                  }
                }
                """))
        .startsWith("Configuration refused, 4 problems:\n")
        .contains("line 2: dynamodb-jcache.client.max-attempts needs a whole number from 1 to")
        .contains("line 3: dynamodb-jcache.table.create needs one of if-missing, never, assumed")
        .contains(
            "line 5: dynamodb-jcache.caches.default.consistency needs one of strong, eventual; did"
                + " you mean strong?")
        .contains(
            "line 7: dynamodb-jcache.caches.users.statistic is not a key; did you mean"
                + " statistics?");
  }

  @Test
  void anUnknownPresetIsRefusedWithTheNearest() {
    assertThat(
            refusal(
                """
                dynamodb-jcache.caches {
                  default.serialization.presets = [spring, hibernat]
                  users.unreadable = absent
                }
                """))
        .contains(
            "line 2: dynamodb-jcache.caches.default.serialization.presets needs one of hibernate,"
                + " spring, micronaut, annotations; did you mean hibernate?")
        .contains("line 3: dynamodb-jcache.caches.users.unreadable needs one of fail, skip, miss");
  }

  @Test
  void aPropertyIsNamedAsThePlace() {
    Properties manager = properties("dynamodb-jcache.client.max-attempts", "many");
    Properties system = properties("dynamodb-jcache.tabel.prefix", "x");

    assertThatThrownBy(() -> SettingsLoader.load(NAME_ONLY, loader(), manager, system))
        .hasMessageContaining(
            "manager property dynamodb-jcache.client.max-attempts:"
                + " dynamodb-jcache.client.max-attempts needs a whole number")
        .hasMessageContaining("system property dynamodb-jcache.tabel")
        .hasMessageContaining("did you mean table?");
  }

  @Test
  void aPropertyThatIsNoPathOrNoValueIsRefused() {
    Properties manager = properties("dynamodb-jcache.caches.com.acme.*.statistics", "true");
    manager.put("dynamodb-jcache.client.region", new Object());

    assertThatThrownBy(() -> SettingsLoader.load(NAME_ONLY, loader(), manager, new Properties()))
        .hasMessageContaining("a name with dots or stars needs quotes")
        .hasMessageContaining(
            "manager property dynamodb-jcache.client.region: needs a text, number or truth value,"
                + " not a java.lang.Object");
  }

  @Test
  void aCachesNameWithDotsNeedsQuotes() {
    assertThat(refusal("dynamodb-jcache.caches { com.acme.users { statistics = true } }"))
        .contains("dynamodb-jcache.caches.com.acme is not a key")
        .contains("a cache's name with dots needs quotes: \"com.acme\" { ... }");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "client.api-call-timeout = 5 | needs a duration with its unit",
        "client.api-call-timeout = 5 parsecs | needs a duration with its unit",
        "client.api-call-timeout = [5s] | needs a duration with its unit",
        "client.api-call-timeout = -5s | needs a duration with its unit, such as 500ms, 5s, 2m, 1h or 7d, from 1ms to 1d",
        "client.attempt-timeout = 0s | needs a duration with its unit, such as 500ms, 5s, 2m, 1h or 7d, from 1ms to 1d",
        "client.attempt-timeout = null | needs a duration with its unit",
        "client.max-attempts = 1.5 | needs a whole number from 1 to 1000",
        "client.max-connections = none | needs a whole number from 1 to 100000",
        "client.region = Ireland | needs the name of a region",
        "client.region = [eu-west-1] | needs the name of a region",
        "client.endpoint = embeded | needs embedded, or an http or https URI",
        "client.endpoint = \"ftp://host\" | needs embedded, or an http or https URI",
        "client.endpoint = \"http://a:hunter2@host\" | without user info",
        "client.secret-access-key = hunter2 | credentials never stand in a configuration",
        "client = fast | needs a block",
        "table.prefix = \"a b\" | needs at most 252 letters",
        "table.name = users | put it into the block of one cache",
        "caches.default.table.name = users | put it into the block of one cache",
        "caches.\"u*\".table.name = users | put it into the block of one cache",
        "caches.users.table.name = u | needs the name of a table",
        "caches { a.table.name = tab, b.table.name = tab } | table of the cache \"a\" already",
        "table.read-units = 5 | read-units needs billing = provisioned",
        "caches.users.table.write-units = 5 | write-units needs billing = provisioned",
        "table.billing = provisioned | needs both read-units and write-units",
        "table.billing = provisoned | did you mean provisioned?",
        "table.on-destroy = drop | needs one of delete, clear, keep",
        "table.deletion-protection = maybe | needs true or false",
        "table.tags = team | needs a block",
        "table.tags { \"aws:x\" = 1 } | do not begin with aws:",
        "table.tags { a { b = 1 } } | needs a text",
        "table.encryption = aws-manged | did you mean aws-managed?",
        "table.encryption = {} | needs one of default, aws-managed",
        "caches = none | needs a block",
        "caches.users = none | needs a block",
        "caches.default.expiry.after-creation = null | needs a duration or eternal",
        "caches.default.expiry.after-creation = forever | needs eternal or a duration",
        "caches.default.expiry.after-update = -1s | needs eternal or a duration",
        "caches.default.expiry.after-access = 90 | needs eternal or a duration",
        "caches.default.expiry.touch-interval = -1s | 1h or 7d, from 0ms to 365d",
        "caches.default.serialization.format = jakson | did you mean jackson?",
        "caches.default.serialization.format = no.such.Format | (ClassNotFoundException)",
        "caches.default.serialization.format = java.lang.String | (ClassCastException)",
        "caches.default.serialization.json = texts | did you mean text?",
        "caches.default.serialization.json-mapper = no.such.Mapper | (ClassNotFoundException)",
        "caches.default.serialization.json-mapper = [a] | , not a list",
        "caches.default.serialization.allow = [\"**\"] | everything cannot be allowed",
        "caches.default.serialization.allow = [\"com.**.x\"] | needs classes and packages",
        "caches.default.serialization.allow = {} | needs a list",
        "caches.default.serialization.compression = zip | needs one of none, deflate",
        "caches.default.serialization.compression-threshold = big | needs a size",
        "caches.default.serialization.compression-threshold = -1KiB | needs a size",
        "caches.default.serialization.max-depth = 1001 | needs a whole number from 1 to 1000",
        "caches.default.serialization.max-hash-steps = 0 | needs a whole number of at least 1",
        "caches.default.serialization.max-hash-steps = 1.5 | needs a whole number of at least 1",
        "caches.default.serialization.max-references = many | needs a whole number from 1 to",
        "caches.default.max-entry-size = 17MiB | needs a size from 1KiB to 16384KiB",
        "caches.default.max-entry-size = 0KiB | needs a size from 1KiB to 16384KiB",
        "caches.default.key-type = String | needs the full name of a class",
        "caches.default.statistics = 1 | needs true or false",
        "chaces {} | did you mean caches?",
      })
  void whatIsNotValidIsRefusedWithWhatWouldBe(String line, String need) {
    assertThat(refusal("dynamodb-jcache {\n" + line + "\n}"))
        .contains(need)
        .contains("test.conf, line 2: dynamodb-jcache.")
        .doesNotContain("hunter2");
  }

  /** One mistake is one problem, with what should stand there instead. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "caches.default.expiry = 10m | caches.default.expiry needs a block: expiry { after-creation = 10m }",
        "caches.users.expiry = 10m | caches.users.expiry needs a block: expiry { after-creation = 10m }",
        "caches.\"u*\".expiry = 10m | caches.\"u*\".expiry needs a block: expiry { after-creation = 10m }",
        "caches.users.expiry = [10m] | caches.users.expiry needs a block: expiry { after-creation = eternal }",
        "caches.users.expiry = never | caches.users.expiry needs a block: expiry { after-creation = eternal }",
        "caches.users.serialization = jackson | caches.users.serialization needs a block: serialization { format = java }",
        "caches.default.serialization = jackson | needs a block: serialization { format = java }",
        "caches.default.cost = 0.5 | needs a block: cost { read-unit = 0.5 }",
        "caches.users.table = users | caches.users.table needs a block: table { prefix = \"\" }",
        "caches.users.table.tags = team | caches.users.table.tags needs a block: tags { key = value }",
        "caches.default = fast | caches.default needs a block: default { consistency = strong }",
        "caches.users = fast | caches.users needs a block: users { consistency = strong }",
        "caches.\"com.acme.*\" = fast | needs a block: \"com.acme.*\" { consistency = strong }",
        "caches = fast | caches needs a block: caches { default { ... } }",
        "client = hunter2 | client needs a block: client { region = ... }",
        "client.proxy = \"http://proxy:3128\" | client.proxy needs a block: proxy { endpoint = ... }",
        "table = users | dynamodb-jcache.table needs a block: table { prefix = \"\" }",
        "table.tags = team | table.tags needs a block: tags { key = value }",
        "client.api-call-timeout { value = 5s } | needs a duration with its unit, such as 500ms, 5s, 2m, 1h or 7d, from 1ms to 1d, not a block",
        "client.api-call-timeout = [5s] | from 1ms to 1d, not a list",
        "client.max-attempts { value = 5 } | needs a whole number from 1 to 1000, not a block",
        "client.region { name = eu-west-1 } | needs the name of a region, as eu-west-1, not a block",
        "client.endpoint { uri = x } | such as https://dynamodb.eu-west-1.amazonaws.com, not a block",
        "client.proxy.endpoint = [none] | such as http://proxy.acme.com:3128, not a list",
        "caches.users.consistency { reads = strong } | needs one of strong, eventual, not a block",
        "caches.users.consistency = [strong] | needs one of strong, eventual, not a list",
        "caches.users.statistics { enabled = true } | needs true or false, not a block",
        "caches.users.expiry.after-creation { value = 5m } | not negative, not a block",
        "caches.users.serialization.format { name = java } | needs one of java, jackson, the name of a class, not a block",
        "caches.users.serialization.allow { a = b } | needs a list: allow = [a, b], not a block",
        "caches.users.serialization.allow = 5 | needs a list: allow = [a, b]",
        "caches.users.serialization.allow = [[com.acme.A]] | (everything cannot be allowed), not a list",
        "caches.users.serialization.presets = [{ spring = true }] | needs one of hibernate, spring, micronaut, annotations, not a block",
        "caches.users.key-type { name = x } | or int for java.lang.Integer and so on, not a block",
        "table.billing { mode = provisioned } | needs one of pay-per-request, provisioned, not a block",
        "table.encryption { key = x } | needs one of default, aws-managed, a KMS key's id, ARN or alias/..., not a block",
      })
  void whatHasAnotherFormIsOneProblem(String line, String need) {
    assertThat(refusal("dynamodb-jcache {\n" + line + "\n}"))
        .startsWith("Configuration refused. " + directory.resolve("test.conf") + ", line 2: ")
        .endsWith(need)
        .doesNotContain("hunter2");
  }

  @Test
  void aScalarForTheWholeConfigurationIsOneProblem() {
    assertThat(refusal("dynamodb-jcache = fast"))
        .endsWith("line 1: dynamodb-jcache needs a block: dynamodb-jcache { client { ... } }");
  }

  @Test
  void aPropertyInThePlaceOfABlockIsOneProblem() {
    Properties manager = properties("dynamodb-jcache.caches.users.expiry", "10m");

    assertThatThrownBy(() -> SettingsLoader.load(NAME_ONLY, loader(), manager, new Properties()))
        .hasMessage(
            "Configuration refused. manager property dynamodb-jcache.caches.users.expiry:"
                + " dynamodb-jcache.caches.users.expiry needs a block: expiry { after-creation ="
                + " 10m }");
  }

  /** "Null in the file is the same as no value." */
  @Test
  void nullInThePlaceOfABlockIsNoValue() {
    ManagerSettings settings =
        load(
            directory,
            """
            dynamodb-jcache {
              table.tags = null
              caches {
                default { expiry = null, cost = null }
                "u*" { expiry.after-creation = 5m }
                users { expiry = null }
                others = null
              }
            }
            """);

    assertThat(settings.forCache("others"))
        .isEqualTo(SettingsFixture.defaults().forCache("others"));
    assertThat(settings.forCache("users").get(CacheSetting.AFTER_CREATION))
        .isEqualTo(Lifetimes.of(Duration.ofMinutes(5)));
  }

  /** "Settings that were renamed are refused with the new name." */
  @Test
  void aRenamedKeyIsRefusedWithItsNewName() {
    Path file = directory.resolve("test.conf");

    assertThat(
            refusal(
                """
                dynamodb-jcache.caches {
                  users {
                    iteration { unreadable = skip }
                  }
                }
                """))
        .isEqualTo(
            "Configuration refused. "
                + file
                + ", line 3: dynamodb-jcache.caches.users.iteration.unreadable is now \"unreadable ="
                + " skip\"");
  }

  @Test
  void aRenamedPropertyIsRefusedWithItsNewName() {
    Properties manager = properties("dynamodb-jcache.caches.default.iteration.unreadable", "fail");

    assertThatThrownBy(() -> SettingsLoader.load(NAME_ONLY, loader(), manager, new Properties()))
        .hasMessage(
            "Configuration refused. manager property"
                + " dynamodb-jcache.caches.default.iteration.unreadable:"
                + " dynamodb-jcache.caches.default.iteration.unreadable is now \"unreadable ="
                + " fail\"");
  }

  @Test
  void aBlockThatOnlyHeldARenamedKeyIsNoKeyWithoutIt() {
    assertThat(refusal("dynamodb-jcache.caches.default.iteration { pages = 1 }"))
        .contains("dynamodb-jcache.caches.default.iteration is not a key");
  }

  @Test
  void aCacheWhoseNameSoundsLikeASecretIsToldAboutQuotes() {
    assertThat(refusal("dynamodb-jcache.caches { auth.tokens {} }"))
        .contains("needs quotes: \"auth.tokens\"")
        .doesNotContain("credentials");
  }

  @Test
  void aFileOfBadSyntaxIsRefusedWithItsLine() {
    assertThat(refusal("dynamodb-jcache {\n  caches {\n    com.acme.* {}\n  }\n}"))
        .contains("test.conf: 3");
  }

  @Test
  void aSubstitutionWithoutValueIsRefusedWithItsLine() {
    assertThat(refusal("dynamodb-jcache.client {\n  region = ${NO_SUCH_VARIABLE}\n}"))
        .contains("test.conf: 2")
        .contains("NO_SUCH_VARIABLE");
  }

  @Test
  void aFileWithoutOurRootIsRefused() {
    assertThat(refusal("dynamodb-jcahce { client.region = eu-west-1 }"))
        .contains("has no block dynamodb-jcache { ... }; did you mean it by dynamodb-jcahce?");
    assertThat(load(directory, "# nothing yet").declaredCaches()).isEmpty();
  }

  @Test
  void aSerializerWithoutAPublicConstructorIsRefused() {
    assertThat(
            refusal(
                "dynamodb-jcache.caches.default.serialization.format = \""
                    + HiddenSerializer.class.getName()
                    + "\""))
        .contains("has a public constructor without parameters");
  }

  @Test
  void aSerializerIsMadeOfItsClassName() {
    SerializationFormat format =
        load(
                directory,
                "dynamodb-jcache.caches.users.serialization.format = \""
                    + OpenSerializer.class.getName()
                    + "\"")
            .forCache("users")
            .get(CacheSetting.FORMAT);

    assertThat(format)
        .isInstanceOfSatisfying(
            SerializationFormat.Custom.class,
            custom -> assertThat(custom.serializer()).isInstanceOf(OpenSerializer.class));
  }

  private String refusal(String text) {
    String message =
        catchThrowableOfType(ConfigurationException.class, () -> load(directory, text))
            .getMessage();
    return message == null ? "" : message;
  }

  /** A serializer as the file wants it. */
  public static class OpenSerializer implements Serializer {
    @Override
    public String format() {
      return "test";
    }

    @Override
    public byte[] serialize(Object value) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Object deserialize(byte[] bytes) {
      throw new UnsupportedOperationException();
    }
  }

  /** A serializer that nobody else can make. */
  public static final class HiddenSerializer extends OpenSerializer {
    private HiddenSerializer() {}
  }
}
