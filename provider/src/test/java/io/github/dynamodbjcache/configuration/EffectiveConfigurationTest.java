package io.github.dynamodbjcache.configuration;

import static io.github.dynamodbjcache.configuration.SettingsFixture.defaults;
import static io.github.dynamodbjcache.configuration.SettingsFixture.load;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
  private CacheSettings inFile;

  @BeforeEach
  void loadFile() {
    inFile =
        load(
                directory,
                """
                dynamodb-jcache.caches.users {
                  expiry.after-creation = 1d
                  statistics = true
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
        EffectiveConfiguration.of(given, defaults().forCache("any")).configuration();

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
    MutableConfiguration<?, ?> byFile =
        EffectiveConfiguration.of(new MutableConfiguration<>(), inFile).configuration();
    MutableConfiguration<?, ?> byCode =
        EffectiveConfiguration.of(new MutableConfiguration<>().setManagementEnabled(true), inFile)
            .configuration();

    assertThat(byFile.isStatisticsEnabled()).isTrue();
    assertThat(byFile.isManagementEnabled()).isFalse();
    assertThat(byCode.isManagementEnabled()).isTrue();
  }

  @Test
  void ourConfigurationGoesBeforeTheFileAndStaysOurs() {
    EffectiveConfiguration<Object, Object> effective =
        EffectiveConfiguration.of(
            new DynamoDbConfiguration<>().setConsistency(Consistency.EVENTUAL), inFile);

    assertThat(effective.settings().consistency()).isEqualTo(Consistency.EVENTUAL);
    assertThat(effective.configuration()).isInstanceOf(DynamoDbConfiguration.class);
  }

  @Test
  void aDeclaredCacheHasTheFilesTypes() {
    EffectiveConfiguration<?, ?> effective = EffectiveConfiguration.declared(inFile);

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
        EffectiveConfiguration.of(bare, inFile).configuration();

    assertThat(copy.getKeyType()).isEqualTo(String.class);
    assertThat(copy.getValueType()).isEqualTo(Long.class);
    assertThat(copy.isStoreByValue()).isFalse();
  }

  private Factory<ExpiryPolicy> policyOf(MutableConfiguration<Object, Object> inCode) {
    return EffectiveConfiguration.of(inCode, inFile).configuration().getExpiryPolicyFactory();
  }
}
