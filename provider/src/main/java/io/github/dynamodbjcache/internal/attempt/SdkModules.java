package io.github.dynamodbjcache.internal.attempt;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The artifacts of the SDK that some ways to credentials need beside those we bring along. */
final class SdkModules {

  /** "To use web identity tokens, the 'sts' service module must be on the class path." */
  private static final Pattern MISSING = Pattern.compile("'(sts|sso|ssooidc|signin)'");

  private SdkModules() {}

  /** Names the artifacts that an SDK's sentence misses; empty if it misses none. */
  static String missingFor(String sentence) {
    StringBuilder artifacts = new StringBuilder();
    Matcher modules = MISSING.matcher(sentence);
    while (modules.find()) {
      artifacts
          .append(artifacts.isEmpty() ? ". Add to the class path: " : ", ")
          .append("software.amazon.awssdk:")
          .append(modules.group(1));
    }
    return artifacts.toString();
  }
}
