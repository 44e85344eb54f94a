package io.github.dynamodbjcache.internal.settings;

import static io.github.dynamodbjcache.internal.settings.SettingsFixture.defaults;
import static io.github.dynamodbjcache.internal.settings.SettingsFixture.load;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.codec.SerializationPreset;
import io.github.dynamodbjcache.configuration.Billing;
import io.github.dynamodbjcache.configuration.Clearing;
import io.github.dynamodbjcache.configuration.Compression;
import io.github.dynamodbjcache.configuration.Consistency;
import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.configuration.Encryption;
import io.github.dynamodbjcache.configuration.ExactlyOnce;
import io.github.dynamodbjcache.configuration.JsonStorage;
import io.github.dynamodbjcache.configuration.OnDestroy;
import io.github.dynamodbjcache.configuration.SerializationFormat;
import io.github.dynamodbjcache.configuration.TableCreation;
import io.github.dynamodbjcache.configuration.Unreadable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for a cache of which both the file and code say something. */
class EffectiveConfigurationTest {

  private static final Factory<ExpiryPolicy> HOUR =
      CreatedExpiryPolicy.factoryOf(Duration.ONE_HOUR);
  private static final Factory<ExpiryPolicy> DAY = CreatedExpiryPolicy.factoryOf(Duration.ONE_DAY);

  @TempDir Path directory;
  private Settings inFile;

  @BeforeEach
  void loadFile() {
    inFile =
        load(
                directory,
                """
                dynamodb-jcache.caches.users {
                  expiry.after-creation = 1d
                  key-type = java.lang.String
                }
                """)
            .forCache("users");
  }

  @Test
  void withNothingInTheFileTheConfigurationIsACopyOfTheGivenOne() {
    MutableConfiguration<String, Long> given =
        new MutableConfiguration<String, Long>()
            .setTypes(String.class, Long.class)
            .setManagementEnabled(true)
            .setExpiryPolicyFactory(HOUR);

    MutableConfiguration<String, Long> copy =
        EffectiveConfiguration.of("any", given, defaults().forCache("any")).configuration();

    assertThat(copy).isEqualTo(given).isNotSameAs(given);
  }

  @Test
  void theFilesExpiryHoldsForAConfigurationWithTheDefaultPolicy() {
    assertThat(policyOf(new MutableConfiguration<>())).isEqualTo(DAY);
    assertThat(policyOf(new DynamoDbConfiguration<>())).isEqualTo(DAY);
  }

  @Test
  void anotherPolicyInCodeGoesBeforeTheFile() {
    assertThat(policyOf(new MutableConfiguration<>().setExpiryPolicyFactory(HOUR))).isEqualTo(HOUR);
  }

  @Test
  void aPolicySetOnOurConfigurationGoesBeforeTheFileEvenIfItIsTheDefault() {
    Factory<ExpiryPolicy> eternal = EternalExpiryPolicy.factoryOf();

    assertThat(policyOf(new DynamoDbConfiguration<>().setExpiryPolicyFactory(eternal)))
        .isEqualTo(eternal);
    assertThat(
            policyOf(
                new DynamoDbConfiguration<>(
                    new DynamoDbConfiguration<>().setExpiryPolicyFactory(eternal))))
        .isEqualTo(eternal);
    assertThat(policyOf(new DynamoDbConfiguration<>().setExpiryPolicyFactory(null))).isEqualTo(DAY);
  }

  @Test
  void statisticsAndManagementAreOnIfEitherSaysSo() {
    Settings on =
        load(directory, "dynamodb-jcache.caches.default { statistics = on, management = on }")
            .forCache("any");
    Settings off = defaults().forCache("any");
    MutableConfiguration<Object, Object> codeOn =
        new MutableConfiguration<>().setStatisticsEnabled(true).setManagementEnabled(true);

    assertThat(switches(new MutableConfiguration<>(), off)).containsExactly(false, false);
    assertThat(switches(new MutableConfiguration<>(), on)).containsExactly(true, true);
    assertThat(switches(codeOn, off)).containsExactly(true, true);
  }

  @Test
  void ourConfigurationGoesBeforeTheFileKeyByKey() {
    Settings settings =
        EffectiveConfiguration.of(
                "any", new DynamoDbConfiguration<>().setConsistency(Consistency.EVENTUAL), inFile)
            .settings();

    assertThat(settings).isEqualTo(inFile.with(CacheSetting.CONSISTENCY, Consistency.EVENTUAL));
  }

  @Test
  void aDeclaredCacheHasTheFilesTypes() {
    EffectiveConfiguration<?, ?> effective = EffectiveConfiguration.declared("users", inFile);

    assertThat(effective.configuration().getKeyType()).isEqualTo(String.class);
    assertThat(effective.configuration().getValueType()).isEqualTo(Object.class);
    assertThat(effective.configuration().getExpiryPolicyFactory()).isEqualTo(DAY);
  }

  @Test
  void aBareConfigurationGivesTypesAndStoreByValue() {
    Configuration<String, Long> bare =
        new Configuration<>() {
          @Override
          public Class<String> getKeyType() {
            return String.class;
          }

          @Override
          public Class<Long> getValueType() {
            return Long.class;
          }

          @Override
          public boolean isStoreByValue() {
            return false;
          }
        };

    MutableConfiguration<String, Long> copy =
        EffectiveConfiguration.of("any", bare, inFile).configuration();

    assertThat(copy.getKeyType()).isEqualTo(String.class);
    assertThat(copy.getValueType()).isEqualTo(Long.class);
    assertThat(copy.isStoreByValue()).isFalse();
  }

  /**
   * What JCache has own words for, what a cache needs that no code creates, and what a mapping in
   * code says itself.
   */
  private static final Set<String> NOT_IN_CODE =
      Set.of(
          "expiry.after-creation",
          "expiry.after-update",
          "expiry.after-access",
          "declared",
          "statistics",
          "management",
          "key-type",
          "value-type",
          "items.mapping",
          "items.partition-key",
          "items.sort-key",
          "items.time-to-live",
          "items.unknown",
          "items.revision",
          "items.version-attribute",
          "items.hidden-prefix",
          "table.read-units",
          "table.write-units");

  /** "Four places": a setting that is declared and has no setter is seen here. */
  @Test
  void whatAFileSaysOfACacheCanBeSetInCode() {
    DynamoDbConfiguration<Object, Object> everythingSet =
        new DynamoDbConfiguration<>()
            .setConsistency(Consistency.EVENTUAL)
            .setExactlyOnce(ExactlyOnce.REMOVES)
            .setTouchInterval(java.time.Duration.ofSeconds(7))
            .setSerializationFormat(SerializationFormat.jackson())
            .setJsonStorage(JsonStorage.MAP)
            .setJsonMapper("mapper")
            .addAllowedClasses("a.B")
            .setPresets(SerializationPreset.SPRING)
            .setCompression(Compression.DEFLATE)
            .setCompressionThreshold(99)
            .setMaxDepth(300)
            .setMaxHashSteps(Long.MAX_VALUE)
            .setMaxReferences(2_000)
            .setUnreadable(Unreadable.SKIP)
            .setMaxEntrySize(123_456)
            .setConsumedCapacity(true)
            .setReadUnitPrice(0.25)
            .setWriteUnitPrice(1.25)
            .setTablePrefix("p-")
            .setTableName("tab")
            .setTableCreation(TableCreation.NEVER)
            .setCreationTimeout(java.time.Duration.ofSeconds(8))
            .setOnDestroy(OnDestroy.CLEAR)
            .setBilling(Billing.provisioned(1, 2))
            .setDeletionProtection(true)
            .setPointInTimeRecovery(true)
            .setTags(Map.of("team", "mine"))
            .setEncryption(Encryption.awsManaged())
            .setClearing(Clearing.ALLOW);

    Set<String> keys = new TreeSet<>(CacheSetting.ALL.keys());
    keys.removeAll(NOT_IN_CODE);
    assertThat(ConfigurationAccess.get().setOn(everythingSet).keys()).isEqualTo(keys);
  }

  @Test
  void tagsInCodeStandBesideThoseOfTheFile() {
    Settings tagged =
        load(directory, "dynamodb-jcache.table.tags { team = shop, level = low }").forCache("any");

    EffectiveConfiguration<Object, Object> effective =
        EffectiveConfiguration.of(
            "any",
            new DynamoDbConfiguration<>().setTags(Map.of("level", "high", "own", "1")),
            tagged);

    Map<String, String> all = Map.of("team", "shop", "level", "high", "own", "1");
    assertThat(effective.settings().get(TableSetting.TAGS)).isEqualTo(all);
  }

  private static List<Boolean> switches(
      MutableConfiguration<Object, Object> inCode, Settings inFile) {
    MutableConfiguration<Object, Object> effective =
        EffectiveConfiguration.of("any", inCode, inFile).configuration();
    return List.of(effective.isStatisticsEnabled(), effective.isManagementEnabled());
  }

  private Factory<ExpiryPolicy> policyOf(MutableConfiguration<Object, Object> inCode) {
    return EffectiveConfiguration.of("any", inCode, inFile)
        .configuration()
        .getExpiryPolicyFactory();
  }
}
