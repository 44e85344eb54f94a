package io.github.dynamodbjcache.guarantee;

import io.github.dynamodbjcache.DynamoDbCachingProvider;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.testing.LateParts;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.net.URI;
import java.util.Properties;
import java.util.Random;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A program that writes until it is killed, and says before each write what it is about to do, and
 * afterwards that it is done. Arguments: endpoint, cache, prefix of its keys, first number, seed,
 * and whether parts are written late.
 */
final class KilledWriter {

  static final int KEYS = 4;

  /** Each has its own keys, so that what has to be there is known. */
  private static final int THREADS = 2;

  private static final int SMALL = 100;
  private static final int SPLIT = 410_000;

  private KilledWriter() {}

  public static void main(String[] arguments) throws InterruptedException {
    boolean late = Boolean.parseBoolean(arguments[5]);
    try (DynamoDbClient client = client(URI.create(arguments[0]), late);
        DynamoDbCachingProvider provider = new DynamoDbCachingProvider()) {
      Properties properties = DynamoDbCacheProperties.withClient(client);
      properties.setProperty("dynamodb-jcache.client.attempt-timeout", "20s");
      properties.setProperty("dynamodb-jcache.client.api-call-timeout", "60s");
      CacheManager manager =
          provider.getCacheManager(
              URI.create("killed-writer"), KilledWriter.class.getClassLoader(), properties);
      Cache<String, String> cache =
          manager.createCache(
              arguments[1],
              new MutableConfiguration<String, String>().setTypes(String.class, String.class));
      for (int thread = 0; thread < THREADS; thread++) {
        int first = thread * KEYS / THREADS;
        long number = Long.parseLong(arguments[3]) + thread;
        Random random = new Random(Long.parseLong(arguments[4]) + thread);
        new Thread(() -> write(cache, arguments[2], first, number, random)).start();
      }
      Thread.currentThread().join(); // For ever: it ends by being killed.
    }
  }

  private static void write(
      Cache<String, String> cache, String prefix, int firstKey, long first, Random random) {
    for (long number = first; ; number += THREADS) {
      String key = prefix + (firstKey + random.nextInt(KEYS / THREADS));
      int choice = random.nextInt(10);
      if (choice == 0) {
        say("remove " + key + " " + number);
        cache.remove(key);
      } else {
        int length = choice < 7 ? SMALL : SPLIT + random.nextInt(SPLIT);
        say("put " + key + " " + number);
        cache.put(key, ValueOf.write(number, length));
      }
      say("done " + key + " " + number);
    }
  }

  /** A line, which counts only with its end: the last one may be cut off. */
  private static synchronized void say(String line) {
    System.out.print(line + " .\n");
    System.out.flush();
  }

  private static DynamoDbClient client(URI endpoint, boolean late) {
    SdkHttpClient http = TestDynamoDb.http();
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .httpClient(late ? new LateParts(http) : http)
        .build();
  }
}
