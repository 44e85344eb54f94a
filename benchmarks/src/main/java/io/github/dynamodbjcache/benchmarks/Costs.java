package io.github.dynamodbjcache.benchmarks;

import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.embedded.EmbeddedDynamoDb;
import java.util.Iterator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.spi.CachingProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Prints in Markdown which requests each operation makes and how many capacity units they take, as
 * DynamoDB Local tells them: entries under 1 KB, strong reads, no listener, loader or writer.
 */
public final class Costs {

  private static final Factory<ExpiryPolicy> ETERNAL = EternalExpiryPolicy.factoryOf();
  private static final Factory<ExpiryPolicy> MODIFIED =
      ModifiedExpiryPolicy.factoryOf(new Duration(TimeUnit.MINUTES, 10));
  private static final Factory<ExpiryPolicy> ACCESSED =
      AccessedExpiryPolicy.factoryOf(new Duration(TimeUnit.MINUTES, 10));

  private static final List<Row> ROWS =
      List.of(
          new Row("`get`, hit", "1 read", ETERNAL, cache -> cache.get("there")),
          new Row("`get`, miss", "1 read", ETERNAL, cache -> cache.get("absent")),
          new Row("`containsKey`", "1 read", ETERNAL, cache -> cache.containsKey("there")),
          new Row("`put`, over an entry", "1 write", ETERNAL, cache -> cache.put("there", "n")),
          new Row("`put`, new", "1 write", ETERNAL, cache -> cache.put("absent", "n")),
          new Row("`put`, modified policy", "1 write", MODIFIED, cache -> cache.put("there", "n")),
          new Row(
              "`putIfAbsent`, put", "1 write", ETERNAL, cache -> cache.putIfAbsent("absent", "n")),
          new Row(
              "`putIfAbsent`, not put",
              "1 write (a)",
              ETERNAL,
              cache -> cache.putIfAbsent("there", "n")),
          new Row("`replace(k, v)`", "1 write", ETERNAL, cache -> cache.replace("there", "n")),
          new Row(
              "`replace(k, v)`, not there",
              "1 write (a)",
              ETERNAL,
              cache -> cache.replace("absent", "n")),
          new Row("`remove(k)`", "1 write", ETERNAL, cache -> cache.remove("there")),
          new Row(
              "`replace(k, old, new)`",
              "at most 1 read + 1 write",
              ETERNAL,
              cache -> cache.replace("there", "old", "n")),
          new Row(
              "`remove(k, old)`",
              "at most 1 read + 1 write",
              ETERNAL,
              cache -> cache.remove("there", "old")),
          new Row(
              "`getAndPut`",
              "at most 1 read + 1 write",
              ETERNAL,
              cache -> cache.getAndPut("there", "n")),
          new Row(
              "`getAndReplace`",
              "at most 1 read + 1 write",
              ETERNAL,
              cache -> cache.getAndReplace("there", "n")),
          new Row(
              "`getAndRemove`",
              "at most 1 read + 1 write",
              ETERNAL,
              cache -> cache.getAndRemove("there")),
          new Row(
              "`invoke` that changes",
              "1 read + 1 write",
              ETERNAL,
              cache -> cache.invoke("there", (entry, nothing) -> changed(entry::setValue))),
          new Row(
              "`invoke` that only reads",
              "1 read",
              ETERNAL,
              cache -> cache.invoke("there", (entry, nothing) -> entry.getValue())),
          new Row(
              "`get`, accessed policy", "1 read + 1 write", ACCESSED, cache -> cache.get("there")),
          new Row(
              "`getAll(100)`",
              "100 reads in 1 request",
              ETERNAL,
              cache -> cache.getAll(Samples.bulkKeys())),
          new Row(
              "`putAll(100)`",
              "100 writes in 4 requests",
              ETERNAL,
              cache -> cache.putAll(Samples.bulk(Samples::text))),
          new Row(
              "`removeAll(100 keys)`",
              "100 writes in 4 requests (b)",
              ETERNAL,
              cache -> cache.removeAll(Samples.bulkKeys())),
          new Row(
              "iteration over 101",
              "1 request, 1 unit per 4 KB (c)",
              ETERNAL,
              cache -> count(cache.iterator())),
          new Row(
              "`clear()` of 101", "scan in 4 segments + 101 writes (d)", ETERNAL, Cache::clear));

  private Costs() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    System.out.print(table());
  }

  /** The table. */
  static String table() {
    Meter meter = new Meter();
    try (EmbeddedDynamoDb server = EmbeddedDynamoDb.inMemory();
        DynamoDbClient client = client(server, meter);
        CacheManager manager = manager(client)) {
      StringBuilder table =
          new StringBuilder(
              "| operation | the design | requests | units told |\n|---|---|---|--:|\n");
      for (Row row : ROWS) {
        Cache<String, String> cache = cacheOf(manager, row);
        meter.takeRequests();
        meter.takeUnits();
        row.call.accept(cache);
        table.append(
            "| %s | %s | %s | %s |%n"
                .formatted(row.operation, row.design, meter.takeRequests(), meter.takeUnits()));
        manager.destroyCache(cache.getName());
      }
      return table.toString();
    }
  }

  private static Cache<String, String> cacheOf(CacheManager manager, Row row) {
    Cache<String, String> cache =
        manager.createCache(
            "costs",
            new MutableConfiguration<String, String>()
                .setTypes(String.class, String.class)
                .setExpiryPolicyFactory(row.policy));
    cache.putAll(Samples.bulk(Samples::text));
    cache.put("there", "old");
    return cache;
  }

  private static CacheManager manager(DynamoDbClient client) {
    CachingProvider provider = Caching.getCachingProvider();
    Properties properties = DynamoDbCacheProperties.withClient(client);
    // A busy machine must not make it send anything twice.
    properties.setProperty("dynamodb-jcache.client.attempt-timeout", "20s");
    properties.setProperty("dynamodb-jcache.client.api-call-timeout", "60s");
    return provider.getCacheManager(
        provider.getDefaultURI(), provider.getDefaultClassLoader(), properties);
  }

  private static DynamoDbClient client(EmbeddedDynamoDb server, Meter meter) {
    return DynamoDbClient.builder()
        .endpointOverride(server.endpoint())
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .overrideConfiguration(settings -> settings.addExecutionInterceptor(meter))
        .build();
  }

  private static String changed(Consumer<String> entry) {
    entry.accept("changed");
    return "";
  }

  private static int count(Iterator<?> entries) {
    int count = 0;
    while (entries.hasNext()) {
      entries.next();
      count++;
    }
    return count;
  }

  /** One operation on a cache that holds {@code there} and a hundred others. */
  private record Row(
      String operation,
      String design,
      Factory<ExpiryPolicy> policy,
      Consumer<Cache<String, String>> call) {}
}
