package io.github.dynamodbjcache.examples.spring;

import static io.github.dynamodbjcache.examples.spring.Instance.RED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.expiry.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.spi.SLF4JServiceProvider;
import org.springframework.cache.CacheManager;
import org.springframework.cache.jcache.JCacheCacheManager;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Where Spring Boot's properties, its customizers and the file meet. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SettingsTest {

  private static final String PROVIDER = "io.github.dynamodbjcache.DynamoDbCachingProvider";

  @TempDir private Path folder;

  @Test
  void theFileOnTheClassPathIsTheOneThatTheApplicationNames() throws Exception {
    try (Instance instance = Instance.onTablesOfItsOwn().start()) {
      assertThat(instance.caches().getURI())
          .isEqualTo(PaintShop.class.getResource("/dynamodb-jcache.conf").toURI());
      assertThat(instance.caches().getCachingProvider().getClass())
          .hasToString("class " + PROVIDER);
      assertThat(instance.caches().getCacheNames())
          .containsExactlyInAnyOrder("prices", "offers", "mixtures", "swatches", "unknown-paints");
    }
  }

  @Test
  void withoutANameTheFileOnTheClassPathIsTaken() {
    try (Instance instance =
        Instance.onTablesOfItsOwn().with("spring.cache.jcache.config", "").start()) {
      assertThat(creationLifetime(instance, "prices")).isEqualTo(Duration.ONE_DAY);
    }
  }

  @Test
  void cachesThatSpringCreatesHaveTheSettingsOfTheirNames() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("shop.conf"),
            """
            dynamodb-jcache.caches {
              default.expiry.after-creation = 1h
              "pri*"  { expiry.after-creation = 10m, statistics = true }
              "swatches" { declared = true, expiry.after-creation = 1m }
              "unknown-paints".declared = true
            }
            """);
    try (Instance instance = Instance.onTablesOfItsOwn().configuredBy(file).start()) {
      assertThat(instance.caches().getURI()).isEqualTo(file.toUri());
      assertThat(creationLifetime(instance, "prices"))
          .isEqualTo(new Duration(TimeUnit.MINUTES, 10));
      assertThat(configuration(instance, "prices").isStatisticsEnabled()).isTrue();
      assertThat(creationLifetime(instance, "offers")).isEqualTo(Duration.ONE_HOUR);
      assertThat(configuration(instance, "offers").isStatisticsEnabled()).isFalse();
      assertThat(creationLifetime(instance, "swatches")).isEqualTo(Duration.ONE_MINUTE);
    }
  }

  @Test
  void aPropertiesCustomizerGoesBeforeTheFile() {
    String prefix = UUID.randomUUID() + "-";
    try (Instance instance = Instance.on(prefix).start()) {
      assertThat(instance.caches().unwrap(DynamoDbClient.class).listTables().tableNames())
          .contains(prefix + "prices", prefix + "unknown-paints")
          .noneMatch(name -> name.startsWith("paint-shop-"));
    }
  }

  @Test
  void aMistakeInTheFileStopsTheStartAndIsNamed() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("shop.conf"),
            "dynamodb-jcache.caches.default.expiry.after-creatoin = 1h");
    Instance.Starter starter =
        Instance.onTablesOfItsOwn().configuredBy(file).with("logging.level.root", "off");
    assertThatThrownBy(starter::start)
        .rootCause()
        .hasMessageContaining("shop.conf, line 1")
        .hasMessageContaining("after-creation");
  }

  /**
   * With several providers Spring Boot silently keeps its caches in memory, unless one is named.
   */
  @Test
  void amongSeveralProvidersOursIsChosenByName() throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(
        services.resolve("javax.cache.spi.CachingProvider"), OtherProvider.class.getName());
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, PaintShop.class.getClassLoader())) {
      Thread.currentThread().setContextClassLoader(loader);
      try (Instance unnamed = Instance.onTablesOfItsOwn().start()) {
        assertThat(unnamed.context().getBean(CacheManager.class))
            .isNotInstanceOf(JCacheCacheManager.class);
      }
      try (Instance instance =
          Instance.onTablesOfItsOwn().with("spring.cache.jcache.provider", PROVIDER).start()) {
        assertThat(instance.context().getBean(CacheManager.class))
            .isInstanceOf(JCacheCacheManager.class);
        instance.prices().priceOf(RED);
        instance.prices().priceOf(RED);
        assertThat(instance.maker().questions()).isOne();
      }
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  /** As test classes do whose contexts Spring keeps. */
  @Test
  void contextsOfOneJvmCanShareDeclaredCachesButNotCreateThemTwice() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("declared.conf"),
            """
            dynamodb-jcache.caches {
              default.serialization.allow = ["io.github.dynamodbjcache.examples.spring.*"]
              prices.declared = true, offers.declared = true, mixtures.declared = true
              swatches.declared = true, unknown-paints.declared = true
            }
            """);
    Instance.Starter declared =
        Instance.onTablesOfItsOwn().configuredBy(file).with("spring.cache.cache-names", "");
    try (Instance one = declared.start();
        Instance other = declared.start()) {
      one.prices().priceOf(RED);
      other.prices().priceOf(RED);
      assertThat(other.maker().questions()).isZero();
      declared.with("spring.cache.cache-names", "prices").with("logging.level.root", "off");
      assertThatThrownBy(declared::start)
          .rootCause()
          .hasMessageContaining("cache \"prices\" exists already in this manager");
    }
  }

  @Test
  void loggingHasOneBinding() {
    assertThat(java.util.ServiceLoader.load(SLF4JServiceProvider.class)).hasSize(1);
  }

  private static CompleteConfiguration<?, ?> configuration(Instance instance, String cache) {
    return instance.caches().getCache(cache).getConfiguration(CompleteConfiguration.class);
  }

  private static Duration creationLifetime(Instance instance, String cache) {
    return configuration(instance, cache).getExpiryPolicyFactory().create().getExpiryForCreation();
  }
}
