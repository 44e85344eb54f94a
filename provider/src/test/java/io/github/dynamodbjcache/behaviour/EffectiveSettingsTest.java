package io.github.dynamodbjcache.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.configuration.Billing;
import io.github.dynamodbjcache.configuration.Compression;
import io.github.dynamodbjcache.configuration.Consistency;
import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.configuration.OnDestroy;
import io.github.dynamodbjcache.configuration.Unreadable;
import io.github.dynamodbjcache.testing.CacheFixture;
import java.util.Map;
import java.util.Properties;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * "That which {@code cache.getConfiguration(DynamoDbConfiguration.class)} hands out tells by its
 * getters what holds for the cache: what was set in code, else what the file says, else the
 * default."
 */
class EffectiveSettingsTest {

  private final CacheFixture fixture = CacheFixture.open();
  private final String name = fixture.newName();

  @AfterEach
  void close() {
    fixture.close();
  }

  private CacheManager manager(String... keysAndValues) {
    Properties properties = fixture.properties();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.setProperty("dynamodb-jcache." + keysAndValues[i], keysAndValues[i + 1]);
    }
    return fixture.newManager(properties);
  }

  @SuppressWarnings("unchecked") // the class of a generic type
  private static <K, V> DynamoDbConfiguration<K, V> told(Cache<K, V> cache) {
    return cache.getConfiguration(DynamoDbConfiguration.class);
  }

  private static DynamoDbConfiguration<String, String> configuration() {
    return new DynamoDbConfiguration<String, String>().setTypes(String.class, String.class);
  }

  @Test
  void whatWasSetInCodeGoesBeforeTheFileAndTheFileBeforeTheDefault() {
    Cache<String, String> cache =
        manager(
                "caches.default.consistency", "eventual",
                "caches.default.unreadable", "miss",
                "caches.default.serialization.allow.0", "com.acme.*",
                "table.tags.team", "shop")
            .createCache(
                name,
                configuration().setConsistency(Consistency.STRONG).setTags(Map.of("own", "1")));

    assertThat(told(cache).getConsistency()).isEqualTo(Consistency.STRONG);
    assertThat(told(cache).getUnreadable()).isEqualTo(Unreadable.MISS);
    assertThat(told(cache).getAllowedClasses()).containsExactly("com.acme.*");
    assertThat(told(cache).getTags()).isEqualTo(Map.of("team", "shop", "own", "1"));
    assertThat(told(cache).getCompression()).isEqualTo(Compression.NONE);
    assertThat(told(cache).getMaxEntrySize()).isEqualTo(16 << 20);
    assertThat(told(cache).getBilling()).isEqualTo(Billing.payPerRequest());
    assertThat(told(cache).getOnDestroy()).isEqualTo(OnDestroy.DELETE);
    assertThat(told(cache).getTableName()).isNull();
  }

  @Test
  void aCacheOfAPlainConfigurationTellsThemToo() {
    Cache<String, String> cache =
        manager("caches.default.consistency", "eventual", "caches.default.statistics", "true")
            .createCache(
                name,
                new MutableConfiguration<String, String>().setTypes(String.class, String.class));

    assertThat(told(cache).getConsistency()).isEqualTo(Consistency.EVENTUAL);
    assertThat(told(cache).getKeyType()).isEqualTo(String.class);
    assertThat(told(cache).isStatisticsEnabled()).isTrue();
  }

  @Test
  void aDeclaredCacheTellsThemToo() {
    Cache<Object, Object> cache =
        manager(
                "caches." + name + ".declared", "true",
                "caches." + name + ".max-entry-size", "1MiB")
            .getCache(name);

    assertThat(told(cache).getMaxEntrySize()).isEqualTo(1 << 20);
  }

  @Test
  @SuppressWarnings("unchecked") // the class of a generic type
  void aPlainConfigurationStaysPlainInJCachesWords() {
    MutableConfiguration<String, String> plain =
        new MutableConfiguration<String, String>()
            .setTypes(String.class, String.class)
            .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(Duration.ONE_HOUR));
    Cache<String, String> cache = fixture.manager().createCache(name, plain);

    for (Class<?> type :
        new Class<?>[] {
          Configuration.class, CompleteConfiguration.class, MutableConfiguration.class
        }) {
      assertThat(cache.getConfiguration((Class<Configuration<String, String>>) type))
          .isExactlyInstanceOf(MutableConfiguration.class)
          .isEqualTo(plain)
          .isNotSameAs(plain);
    }
  }

  @Test
  @SuppressWarnings("unchecked") // the class of a generic type
  void whatIsHandedOutEqualsWhatTheCacheWasCreatedWith() {
    DynamoDbConfiguration<String, String> given =
        configuration().setUnreadable(Unreadable.SKIP).setTags(Map.of("own", "1"));
    Cache<String, String> cache =
        manager("caches.default.consistency", "eventual", "table.tags.team", "shop")
            .createCache(name, given);

    assertThat(told(cache)).isEqualTo(given).hasSameHashCodeAs(given);
    assertThat(cache.getConfiguration(CompleteConfiguration.class)).isEqualTo(given);
  }

  /** "In everything else it is a copy of what was set, also when another cache is created." */
  @Test
  void anotherCacheThatIsCreatedWithItHasTheSettingsOfItsOwnName() {
    CacheManager manager =
        manager(
            "caches." + name + ".consistency", "eventual",
            "caches." + name + ".unreadable", "skip");
    Cache<String, String> cache =
        manager.createCache(name, configuration().setUnreadable(Unreadable.MISS));
    DynamoDbConfiguration<String, String> handedOut = told(cache);

    Cache<String, String> other = manager.createCache(fixture.newName(), handedOut);

    assertThat(handedOut.getConsistency()).isEqualTo(Consistency.EVENTUAL);
    assertThat(new DynamoDbConfiguration<>(handedOut).getConsistency()).isNull();
    assertThat(told(other).getConsistency()).isEqualTo(Consistency.STRONG);
    assertThat(told(other).getUnreadable()).isEqualTo(Unreadable.MISS);
  }

  @Test
  void changingItAfterwardsChangesNoCache() {
    Cache<String, String> cache = fixture.manager().createCache(name, configuration());
    DynamoDbConfiguration<String, String> handedOut = told(cache);

    handedOut.setConsistency(Consistency.EVENTUAL);

    assertThat(handedOut.getConsistency()).isEqualTo(Consistency.EVENTUAL);
    assertThat(told(cache).getConsistency()).isEqualTo(Consistency.STRONG);
  }

  @Test
  void aThresholdThatNoValueReachesCompressesNothing() {
    Cache<String, String> cache =
        fixture
            .manager()
            .createCache(
                name,
                configuration()
                    .setCompression(Compression.DEFLATE)
                    .setCompressionThreshold(Long.MAX_VALUE));

    cache.put("k", "v");

    assertThat(cache.get("k")).isEqualTo("v");
    assertThat(told(cache).getCompressionThreshold()).isEqualTo(Long.MAX_VALUE);
  }
}
