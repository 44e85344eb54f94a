package io.github.dynamodbjcache.internal.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** "Missing sts, sso, ssooidc modules: the message names the artifact", by the SDK's sentences. */
class SdkModulesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "To use web identity tokens, the 'sts' service module must be on the class path. |"
            + " software.amazon.awssdk:sts",
        "To use assumed roles in the 'a' profile, the 'sts' service module must be on the class"
            + " path. | software.amazon.awssdk:sts",
        "To use Sso related properties in the 'a' profile, the 'sso' service module must be on the"
            + " class path. | software.amazon.awssdk:sso",
        "To use SSO OIDC related properties in the 'a' profile, the 'ssooidc' service module must"
            + " be on the class path. | software.amazon.awssdk:ssooidc"
      })
  void theArtifactIsNamed(String sentence, String artifact) {
    assertThat(SdkModules.missingFor(sentence)).isEqualTo(". Add to the class path: " + artifact);
  }
}
