package io.github.dynamodbjcache.spring;

import io.github.dynamodbjcache.configuration.ConfigurationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells of refused settings as Spring Boot tells of its own: without a stack trace. */
final class RefusedSettingsAnalyzer extends AbstractFailureAnalyzer<ConfigurationException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, ConfigurationException cause) {
    return new FailureAnalysis(
        String.valueOf(cause.getMessage()),
        "Correct what is named. The name of a cache with dots or stars stands in brackets, in YAML"
            + " as \"[com.acme.*]\". reference.conf in the jar dynamodb-jcache says what each key"
            + " means.",
        cause);
  }
}
