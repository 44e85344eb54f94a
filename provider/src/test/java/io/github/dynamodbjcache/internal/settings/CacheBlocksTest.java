package io.github.dynamodbjcache.internal.settings;

import static io.github.dynamodbjcache.internal.settings.SettingsFixture.load;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.configuration.Billing;
import io.github.dynamodbjcache.configuration.ConfigurationException;
import io.github.dynamodbjcache.configuration.Consistency;
import io.github.dynamodbjcache.configuration.OnDestroy;
import java.nio.file.Path;
import java.util.Map;
import javax.cache.expiry.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which blocks make up the settings of a cache. */
class CacheBlocksTest {

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "com.acme.User, exact-",
    "com.acme.Users, long-",
    "com.acme.Order, long-",
    "com.other, short-",
    "other, default-",
    "xcom.acme.User, default-",
    "comXacmeX, default-",
  })
  void theExactNameGoesBeforeTheLongestPatternAndDefaultComesLast(String cache, String prefix) {
    ManagerSettings settings =
        load(
            directory,
            """
            dynamodb-jcache.caches {
              "com.*" { table.prefix = short- }
              "com.acme.User" { table.prefix = exact- }
              default { table.prefix = default- }
              "com.acme.*" { table.prefix = long- }
            }
            """);

    assertThat(settings.forCache(cache).get(TableSetting.PREFIX)).isEqualTo(prefix);
  }

  @Test
  void settingsMergeKeyByKeyThroughAllBlocks() {
    Settings settings =
        load(
                directory,
                """
                dynamodb-jcache {
                  table { on-destroy = keep, tags { a = 1, b = 1 } }
                  caches {
                    default { consistency = eventual, table { prefix = d-, tags { b = 2, c = 2 } } }
                    "u*" { statistics = true, expiry.after-creation = 1h }
                    "us*" { management = true, expiry.after-update = 1h }
                    "users" { expiry.after-access = 1h, table { tags { c = 3 }, name = users-v2 } }
                  }
                }
                """)
            .forCache("users");

    assertThat(settings.get(CacheSetting.CONSISTENCY)).isEqualTo(Consistency.EVENTUAL);
    assertThat(settings.get(CacheSetting.STATISTICS)).isTrue();
    assertThat(settings.get(CacheSetting.MANAGEMENT)).isTrue();
    assertThat(settings.get(CacheSetting.AFTER_CREATION)).isEqualTo(Duration.ONE_HOUR);
    assertThat(settings.get(CacheSetting.AFTER_UPDATE)).isEqualTo(Duration.ONE_HOUR);
    assertThat(settings.get(CacheSetting.AFTER_ACCESS)).isEqualTo(Duration.ONE_HOUR);
    assertThat(settings.get(TableSetting.ON_DESTROY)).isEqualTo(OnDestroy.KEEP);
    assertThat(settings.get(TableSetting.PREFIX)).isEqualTo("d-");
    assertThat(settings.get(TableSetting.NAME)).isEqualTo("users-v2");
    assertThat(settings.get(TableSetting.TAGS)).isEqualTo(Map.of("a", "1", "b", "2", "c", "3"));
  }

  @Test
  void nullTakesAnInheritedValueAway() {
    ManagerSettings settings =
        load(
            directory,
            """
            dynamodb-jcache.caches {
              default { expiry.after-update = 1h }
              users { expiry.after-update = null }
            }
            """);

    assertThat(settings.forCache("users").get(CacheSetting.AFTER_UPDATE)).isNull();
    assertThat(settings.forCache("other").get(CacheSetting.AFTER_UPDATE))
        .isEqualTo(Duration.ONE_HOUR);
  }

  @Test
  void aCacheMayOverrideTheBillingThatItInherits() {
    ManagerSettings settings =
        load(
            directory,
            """
            dynamodb-jcache {
              table { billing = provisioned, read-units = 1, write-units = 2 }
              caches.users.table.billing = pay-per-request
              caches.carts.table.read-units = 9
            }
            """);

    assertThat(settings.forCache("users").get(TableSetting.BILLING))
        .isEqualTo(Billing.payPerRequest());
    assertThat(settings.forCache("carts").get(TableSetting.BILLING))
        .isEqualTo(Billing.provisioned(9, 2));
  }

  @Test
  void cachesAreDeclaredByTheirBlocksInTheOrderOfTheFile() {
    ManagerSettings settings =
        load(
            directory,
            """
            dynamodb-jcache.caches {
              zebra { declared = true }
              "com.acme.*" {}
              "com.acme.User" { declared = true }
              default {}
              antelope.declared = true
              middle { statistics = true }
              beaver { declared = true }
            }
            """);

    assertThat(settings.declaredCaches())
        .containsExactly("zebra", "com.acme.User", "antelope", "beaver");
    assertThatThrownBy(() -> settings.declaredCaches().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aStarMatchesAnyCharactersAndNothingElseIsSpecial() {
    ManagerSettings settings =
        load(
            directory,
            """
            dynamodb-jcache.caches { "a.(b*)[c]" { statistics = true }, "*" { management = true } }
            """);

    assertThat(settings.forCache("a.(b.\n.)[c]").get(CacheSetting.STATISTICS)).isTrue();
    assertThat(settings.forCache("a.(b)[c]").get(CacheSetting.STATISTICS)).isTrue();
    assertThat(settings.forCache("aX(b)[c]").get(CacheSetting.STATISTICS)).isFalse();
    assertThat(settings.forCache("").get(CacheSetting.MANAGEMENT)).isTrue();
  }

  @Test
  void blocksThatContradictEachOtherOnlyTogetherAreRefusedWhenTheCacheIsAskedFor() {
    ManagerSettings settings =
        load(
            directory,
            """
            dynamodb-jcache.caches {
              default.table { billing = provisioned, read-units = 1, write-units = 1 }
              "a*".table { write-units = null, billing = pay-per-request }
              "*bbb".table { billing = provisioned }
            }
            """);

    assertThatThrownBy(() -> settings.forCache("abbb"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("billing = provisioned needs both read-units and write-units");
  }
}
