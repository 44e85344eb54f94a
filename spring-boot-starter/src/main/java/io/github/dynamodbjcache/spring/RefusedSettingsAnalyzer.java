package io.github.dynamodbjcache.spring;

import io.github.dynamodbjcache.configuration.ConfigurationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells of refused settings as Spring Boot tells of its own: without a stack trace. */
final class RefusedSettingsAnalyzer extends AbstractFailureAnalyzer<ConfigurationException> {

  private static final String CORRECT =
      "Correct what is named. The name of a cache with dots or stars stands in brackets, in YAML as"
          + " \"[com.acme.*]\". reference.conf in the jar dynamodb-jcache says what each key means.";

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, ConfigurationException cause) {
    String message = String.valueOf(cause.getMessage());
    // Whatever else is refused says its way out itself.
    String action = message.startsWith("Configuration refused") ? CORRECT : null;
    return new FailureAnalysis(message, action, cause);
  }
}
