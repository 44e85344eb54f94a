package io.github.dynamodbjcache.spring;

import io.github.dynamodbjcache.DynamoDbCachingProvider;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Spring Boot's own properties name neither another kind of cache nor another provider. */
final class OnDynamoDbCaches extends SpringBootCondition {

  private static final String TYPE = "spring.cache.type";
  private static final String PROVIDER = "spring.cache.jcache.provider";

  @Override
  public ConditionOutcome getMatchOutcome(
      ConditionContext context, AnnotatedTypeMetadata metadata) {
    Environment environment = context.getEnvironment();
    String type = environment.getProperty(TYPE, "jcache");
    String provider = environment.getProperty(PROVIDER, DynamoDbCachingProvider.class.getName());
    ConditionMessage.Builder message = ConditionMessage.forCondition("caches in DynamoDB");
    if (!type.equalsIgnoreCase("jcache")) {
      return ConditionOutcome.noMatch(message.because(TYPE + " is " + type));
    }
    return new ConditionOutcome(
        provider.equals(DynamoDbCachingProvider.class.getName()),
        message.because("the provider is " + provider));
  }
}
