package io.github.dynamodbjcache.examples.owntables;

import io.github.dynamodbjcache.DynamoDbCachingProvider;
import java.net.URI;
import java.util.Properties;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.spi.CachingProvider;

/**
 * Both programs, one after the other. They need no account and no network: DynamoDB Local runs in
 * this JVM.
 */
public final class OwnTables {

  private OwnTables() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    Properties properties = new Properties();
    // Without this line: your account and your region, as the AWS SDK finds them.
    properties.setProperty("dynamodb-jcache.client.endpoint", "embedded");
    try (CachingProvider provider =
            Caching.getCachingProvider(DynamoDbCachingProvider.class.getName());
        CacheManager manager =
            provider.getCacheManager(
                URI.create("own-tables"), OwnTables.class.getClassLoader(), properties)) {
      Users.walk(manager);
      MyTable.session(manager);
    }
  }
}
