package io.github.dynamodbjcache.behaviour;

import io.github.dynamodbjcache.DynamoDbCachingProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;

/** As many callers as there are connections, all at once, and a batch beside them. */
public final class FootprintProgram {

  private static final int CALLERS = 64;
  private static final int CALLS_OF_EACH = 10;

  private FootprintProgram() {}

  /** Against the service at that endpoint; prints what of the heap is used at the end. */
  public static void main(String[] args) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("dynamodb-jcache.client.endpoint", args[0]);
    properties.setProperty("dynamodb-jcache.client.region", "eu-west-1");
    properties.setProperty("dynamodb-jcache.client.api-call-timeout", "30s");
    properties.setProperty("dynamodb-jcache.client.attempt-timeout", "20s");
    properties.setProperty("dynamodb-jcache.table.create", "assumed");
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try (DynamoDbCachingProvider provider = new DynamoDbCachingProvider()) {
      Cache<String, String> cache =
          provider
              .getCacheManager(provider.getDefaultURI(), null, properties)
              .createCache(
                  "footprint",
                  new MutableConfiguration<String, String>().setTypes(String.class, String.class));
      Map<String, String> batch =
          IntStream.range(0, 1_000).boxed().collect(Collectors.toMap(i -> "k" + i, i -> "v"));
      List<Future<?>> calls = new ArrayList<>();
      for (int i = 0; i < CALLERS * CALLS_OF_EACH; i++) {
        calls.add(callers.submit(() -> cache.get("k")));
      }
      cache.putAll(batch);
      for (Future<?> call : calls) {
        call.get();
      }
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      System.out.println("used KiB: " + ((runtime.totalMemory() - runtime.freeMemory()) >> 10));
      long ours =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.getName().startsWith("dynamodb-jcache-request-"))
              .count();
      System.out.println("request threads: " + ours);
    } finally {
      callers.shutdownNow();
    }
  }
}
