package io.github.dynamodbjcache.guarantee;

import io.github.dynamodbjcache.DynamoDbCachingProvider;
import io.github.dynamodbjcache.codec.ApplicationKeys;
import io.github.dynamodbjcache.codec.FrameworkKeys;
import io.github.dynamodbjcache.codec.SerializationPreset;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.net.URI;
import java.time.DayOfWeek;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.cache.Cache;
import javax.cache.CacheManager;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A program that looks up the same keys as the JVM that has put them, and says what it finds under
 * each; and puts them itself into a second cache. Arguments: endpoint, both caches, and the names
 * of the keys.
 */
final class OtherKeys {

  /** So that identity hashes, which are the same in two runs of a program, are others here. */
  private static final int OTHER_OBJECTS = 1000;

  private static final int FIRST_NAME = 3;

  private OtherKeys() {}

  static Map<String, Object> keys() {
    Map<String, Object> keys = new LinkedHashMap<>(FrameworkKeys.all());
    keys.putAll(ApplicationKeys.all());
    return keys;
  }

  static DynamoDbConfiguration<Object, String> configuration() {
    return new DynamoDbConfiguration<Object, String>()
        .setTypes(Object.class, String.class)
        .setPresets(SerializationPreset.values())
        .addAllowedClasses("io.quarkus.cache.*", ApplicationKeys.class.getPackageName() + ".*");
  }

  public static void main(String[] arguments) {
    int sum = 0;
    for (int i = 0; i < OTHER_OBJECTS; i++) {
      sum += System.identityHashCode(new Object());
    }
    System.out.println("hash " + DayOfWeek.FRIDAY.hashCode() + " after " + sum);
    try (DynamoDbClient client =
            DynamoDbClient.builder()
                .endpointOverride(URI.create(arguments[0]))
                .region(Region.US_EAST_1)
                .httpClient(TestDynamoDb.http())
                .build();
        DynamoDbCachingProvider provider = new DynamoDbCachingProvider()) {
      CacheManager manager =
          provider.getCacheManager(
              URI.create("other-keys"),
              OtherKeys.class.getClassLoader(),
              DynamoDbCacheProperties.withClient(client));
      Cache<Object, String> theirs = manager.createCache(arguments[1], configuration());
      Cache<Object, String> own = manager.createCache(arguments[2], configuration());
      Map<String, Object> keys = keys();
      for (String name : List.of(arguments).subList(FIRST_NAME, arguments.length)) {
        System.out.println(name + " " + theirs.get(keys.get(name)));
        own.put(keys.get(name), name);
      }
    }
  }
}
