package io.github.dynamodbjcache.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What only the starter knows of; everything else under {@code dynamodb-jcache} is the provider's.
 *
 * @param createOnDemand whether a cache that is asked for and not there is created
 * @param clientBean the name of the {@code DynamoDbClient} bean that is taken; {@code none} for a
 *     client of the provider's own; null for the one that there is, or the primary one
 */
@ConfigurationProperties(prefix = StarterSettings.PREFIX, ignoreUnknownFields = false)
record StarterSettings(@DefaultValue("true") boolean createOnDemand, @Nullable String clientBean) {

  static final String PREFIX = "dynamodb-jcache.spring";
}
