package io.github.dynamodbjcache.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.cache.CacheException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "look on opening and name found and needed" */
class SdkVersionTest {

  @ParameterizedTest
  @ValueSource(strings = {"2.20.160", "2.9.99", "1.12.0", "2.26.30"})
  void anOlderOneIsRefused(String version) {
    assertThatThrownBy(() -> SdkVersion.check(version))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("version " + version)
        .hasMessageContaining("needs " + SdkVersion.OLDEST)
        .hasMessageContaining("software.amazon.awssdk:bom");
  }

  @ParameterizedTest
  @ValueSource(strings = {SdkVersion.OLDEST, "2.54.13", "2.54.13-SNAPSHOT", "2.100.0", "3.0.0"})
  void aNewerOneIsNot(String version) {
    assertThatCode(() -> SdkVersion.check(version)).doesNotThrowAnyException();
  }

  @Test
  void theOneOfTheClassPathIsFound() {
    assertThat(SdkVersion.found()).matches("2\\.\\d+\\.\\d+");
  }
}
