package io.github.dynamodbjcache.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.DynamoDbCache;
import io.github.dynamodbjcache.configuration.Consistency;
import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.expiry.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "Settings under {@code dynamodb-jcache} in the environment, with the keys of reference.conf." */
class SettingsTest {

  @TempDir private Path folder;

  @Test
  void theyStandInApplicationYaml() throws IOException {
    Running.Starter starter =
        configuredBy(
            """
            dynamodb-jcache:
              client.endpoint: embedded
              table:
                prefix: "${stage}-"
              caches:
                default:
                  expiry: { after-creation: 1h }
                  serialization:
                    allow:
                      - io.github.dynamodbjcache.spring.library.Book
                      - com.acme.**
                books:
                  expiry.afterCreation: PT10M
                  consistency: eventual
                "[com.acme.*]":
                  expiry.after-creation: 5m
                userProfiles.declared: true
            stage: %s
            """
                .formatted(UUID.randomUUID()));
    try (Running running = starter.start()) {
      assertThat(running.manager().getCacheNames()).containsExactly("userProfiles");
      assertThat(lifetime(running, "books")).isEqualTo(new Duration(TimeUnit.MINUTES, 10));
      assertThat(ours(running, "books").getConsistency()).isEqualTo(Consistency.EVENTUAL);
      assertThat(lifetime(running, "com.acme.User")).isEqualTo(new Duration(TimeUnit.MINUTES, 5));
      assertThat(lifetime(running, "userProfiles")).isEqualTo(Duration.ONE_HOUR);
      assertThat(ours(running, "books").getAllowedClasses())
          .containsExactly("io.github.dynamodbjcache.spring.library.Book", "com.acme.**");
      assertThat(running.cache("books").unwrap(DynamoDbCache.class).getTableName())
          .startsWith(running.context().getEnvironment().getProperty("stage") + "-");
    }
  }

  @Test
  void aProfileGoesBeforeAndAListReplacesAList() throws IOException {
    Running.Starter starter =
        configuredBy(
            """
            dynamodb-jcache.caches.default:
              expiry.after-creation: 1h
              serialization.allow: [com.acme.A, com.acme.B]
            ---
            spring.config.activate.on-profile: test
            dynamodb-jcache.caches.default:
              expiry.after-creation: 1m
              serialization.allow: com.acme.C
            """);
    try (Running running = starter.with("spring.profiles.active", "test").start()) {
      assertThat(lifetime(running, "books")).isEqualTo(Duration.ONE_MINUTE);
      assertThat(ours(running, "books").getAllowedClasses()).containsExactly("com.acme.C");
    }
  }

  @Test
  void environmentVariablesAreLooselySpelled() throws IOException {
    String prefix = UUID.randomUUID() + "-";
    Running.Starter starter =
        configuredBy("dynamodb-jcache.caches.userProfiles.expiry.after-creation: 1h")
            .withVariables(
                Map.of(
                    "DYNAMODBJCACHE_CACHES_DEFAULT_EXPIRY_AFTERCREATION", "10m",
                    "DYNAMODB_JCACHE_CACHES_DEFAULT_CONSISTENCY", "eventual",
                    "DYNAMODBJCACHE_CACHES_DEFAULT_SERIALIZATION_ALLOW_0_", "com.acme.A",
                    "DYNAMODBJCACHE_CACHES_DEFAULT_SERIALIZATION_ALLOW_1_", "com.acme.B",
                    "DYNAMODBJCACHE_CACHES_USERPROFILES_STATISTICS", "false",
                    "DYNAMODBJCACHE_CLIENT_REGION", "",
                    "DYNAMODBJCACHE_SPRING_CREATEONDEMAND", "true"));
    try (Running running = starter.with("dynamodb-jcache.table.prefix", prefix).start()) {
      assertThat(lifetime(running, "books")).isEqualTo(new Duration(TimeUnit.MINUTES, 10));
      assertThat(ours(running, "books").getConsistency()).isEqualTo(Consistency.EVENTUAL);
      assertThat(ours(running, "books").getAllowedClasses())
          .containsExactly("com.acme.A", "com.acme.B");
      assertThat(configuration(running, "books").isStatisticsEnabled()).isTrue();
      assertThat(lifetime(running, "userProfiles")).isEqualTo(Duration.ONE_HOUR);
      assertThat(configuration(running, "userProfiles").isStatisticsEnabled()).isFalse();
    }
  }

  /** Spring's own order: a test's properties, say, go before the JVM's. */
  @Test
  void systemPropertiesHaveTheirPlaceAmongTheOthers() {
    String key = "dynamodb-jcache.caches.default.expiry.after-creation";
    String starters = "dynamodb-jcache.spring.create-on-demand";
    System.setProperty(key, "3m");
    System.setProperty(starters, "true");
    try (Running of = Running.onTablesOfItsOwn().start();
        Running before = Running.onTablesOfItsOwn().withProperties(Map.of(key, "4m")).start()) {
      assertThat(lifetime(of, "books")).isEqualTo(new Duration(TimeUnit.MINUTES, 3));
      assertThat(lifetime(before, "books")).isEqualTo(new Duration(TimeUnit.MINUTES, 4));
    } finally {
      System.clearProperty(key);
      System.clearProperty(starters);
    }
  }

  @Test
  void aFileOfOurOwnFormatLiesBeneathThem() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("shop.conf"),
            "dynamodb-jcache.caches.default { expiry.after-creation = 1h, statistics = false }");
    try (Running running =
        Running.onTablesOfItsOwn()
            .with("spring.cache.jcache.config", file.toUri())
            .with("dynamodb-jcache.caches.default.expiry.after-creation", "1m")
            .start()) {
      assertThat(lifetime(running, "books")).isEqualTo(Duration.ONE_MINUTE);
      assertThat(configuration(running, "books").isStatisticsEnabled()).isFalse();
    }
    Running.Starter missing =
        Running.onTablesOfItsOwn()
            .with("logging.level.root", "off")
            .with("spring.cache.jcache.config", "file:" + folder.resolve("none.conf"));
    assertThatThrownBy(missing::start).rootCause().hasMessageContaining("none.conf");
  }

  @Test
  void whatIsRefusedIsNamedWithFileAndLine() throws IOException {
    Running.Starter starter =
        configuredBy(
                """
            dynamodb-jcache:
              caches:
                default:
                  consistency: strnog
                  expiry.after-creatoin: 1h
              client.api-call-timeout: 5
            """)
            .with("logging.level.root", "off");
    assertThatThrownBy(starter::start)
        .rootCause()
        .hasMessageContaining("application.yaml")
        .hasMessageContaining("4:20")
        .hasMessageContaining("consistency needs one of strong, eventual; did you mean strong?")
        .hasMessageContaining("5:30")
        .hasMessageContaining("did you mean after-creation?")
        .hasMessageContaining("6:28")
        .hasMessageContaining("api-call-timeout needs a duration with its unit");
  }

  /** However loosely the root is spelled: nothing is passed over in silence. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "DYNAMODBJCACHE_TABEL_PREFIX",
        "DYNAMODBJCACHE_TABLE_PREFX",
        "DYNAMODBJCACHE_CACHES_BOOKS_EXPIRY_AFTER_CREATION"
      })
  void anUnknownVariableIsRefusedByItsName(String variable) {
    Running.Starter starter =
        Running.onTablesOfItsOwn()
            .with("logging.level.root", "off")
            .withVariables(Map.of(variable, "10m"));
    assertThatThrownBy(starter::start).rootCause().hasMessageContaining(variable);
  }

  /** Likewise in files. */
  @Test
  void anUnknownSettingIsRefusedUnderALooselySpelledRoot() throws IOException {
    Running.Starter starter =
        configuredBy("dynamodbJcache.tabel.prefix: shop-").with("logging.level.root", "off");
    assertThatThrownBy(starter::start).rootCause().hasMessageContaining("did you mean table?");
  }

  @Test
  void anUnknownSettingOfTheStarterIsRefusedToo() {
    Running.Starter starter =
        Running.onTablesOfItsOwn()
            .with("logging.level.root", "off")
            .with("dynamodb-jcache.spring.create-on-demnad", "false");
    assertThatThrownBy(starter::start).rootCause().hasMessageContaining("create-on-demnad");
  }

  private Running.Starter configuredBy(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("application.yaml"), yaml);
    return Running.plain()
        .withProperties(Map.of("logging.level.org.springframework", "warn"))
        .with("spring.config.location", file.toUri());
  }

  private static Duration lifetime(Running running, String cache) {
    return configuration(running, cache).getExpiryPolicyFactory().create().getExpiryForCreation();
  }

  private static CompleteConfiguration<?, ?> configuration(Running running, String cache) {
    return running.cache(cache).getConfiguration(CompleteConfiguration.class);
  }

  private static DynamoDbConfiguration<?, ?> ours(Running running, String cache) {
    return running.cache(cache).getConfiguration(DynamoDbConfiguration.class);
  }
}
