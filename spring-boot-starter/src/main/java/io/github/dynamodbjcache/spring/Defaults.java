package io.github.dynamodbjcache.spring;

import io.github.dynamodbjcache.configuration.PlacedValue;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * What holds in a Spring application where nobody says otherwise, neither in the environment nor in
 * a file.
 */
final class Defaults {

  private static final Logger LOG = LoggerFactory.getLogger(Defaults.class);

  private static final String ENDPOINT = "dynamodb-jcache.client.endpoint";
  private static final String EMBEDDED = "embedded";
  private static final String ALL_CACHES = "dynamodb-jcache.caches.default.";

  /** Where the SDK looks for an endpoint: system properties, and the environment's variables. */
  private static final List<String> OF_THE_SDK =
      List.of(
          "aws.endpointUrlDynamodb",
          "AWS_ENDPOINT_URL_DYNAMODB",
          "aws.endpointUrl",
          "AWS_ENDPOINT_URL");

  private final ConfigurableApplicationContext context;

  Defaults(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** Those for a manager of these settings. */
  Properties forManagerWith(Properties settings) {
    Properties defaults = new Properties();
    defaults.setProperty(ALL_CACHES + "serialization.presets", "spring");
    if (AutoConfigurationPackages.has(context.getBeanFactory())) {
      defaults.setProperty(ALL_CACHES + "serialization.allow", classesOfTheApplication());
    }
    if (isThere("io.micrometer.core.instrument.MeterRegistry")) {
      defaults.setProperty(ALL_CACHES + "statistics", "true");
    }
    if (isThere("io.github.dynamodbjcache.embedded.EmbeddedDynamoDb") && !saysWhere(settings)) {
      LOG.warn(
          "dynamodb-jcache-embedded is on the class path, and there is neither a setting under"
              + " dynamodb-jcache.client nor a DynamoDbClient bean nor AWS_ENDPOINT_URL_DYNAMODB: the"
              + " caches lie in DynamoDB Local within this JVM, and end with it");
      defaults.setProperty(ENDPOINT, EMBEDDED);
    }
    if (defaults.containsKey(ENDPOINT) || isEmbedded(settings.get(ENDPOINT))) {
      defaults.setProperty("dynamodb-jcache.client.api-call-timeout", "60s");
      defaults.setProperty("dynamodb-jcache.client.attempt-timeout", "30s");
    }
    return defaults;
  }

  /** Its first answers take as long as its classes take to load: a busy machine is no outage. */
  private static boolean isEmbedded(@Nullable Object endpoint) {
    return EMBEDDED.equals(endpoint)
        || endpoint instanceof PlacedValue placed && EMBEDDED.equals(placed.value());
  }

  /** Those below the packages that Spring Boot scans. */
  private String classesOfTheApplication() {
    return AutoConfigurationPackages.get(context.getBeanFactory()).stream()
        .filter(StringUtils::hasText)
        .map(name -> name + ".**")
        .collect(Collectors.joining(","));
  }

  /** As far as it can be known without reading the file: who has one says it there. */
  private boolean saysWhere(Properties settings) {
    return ClientBeans.describe(settings)
        || OF_THE_SDK.stream().anyMatch(this::isSaid)
        || isSaid("spring.cache.jcache.config")
        || context.getResource("classpath:dynamodb-jcache.conf").exists();
  }

  private boolean isSaid(String property) {
    return StringUtils.hasText(context.getEnvironment().getProperty(property));
  }

  private boolean isThere(String type) {
    return ClassUtils.isPresent(type, context.getClassLoader());
  }
}
