package io.github.dynamodbjcache.examples.quickstart;

import java.io.IOException;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.processor.EntryProcessor;

/**
 * A cache of counters, and a process that bumps one of them: plain JCache, with no word of
 * DynamoDB.
 */
final class Counters {

  private static final EntryProcessor<String, Long, Long> BUMP =
      (entry, arguments) -> {
        entry.setValue(entry.exists() ? entry.getValue() + 1 : 1);
        return entry.getValue();
      };

  private Counters() {}

  /** The cache, which {@code dynamodb-jcache.conf} declares: nobody has to create it. */
  static Cache<String, Long> in(CacheManager manager) {
    return manager.getCache("counters", String.class, Long.class);
  }

  /**
   * Says {@code ready}, waits for the end of its input, then bumps.
   *
   * @param arguments the counter, and how often to bump it
   */
  public static void main(String[] arguments) throws IOException {
    try (var manager = Caching.getCachingProvider().getCacheManager()) {
      var counters = in(manager);
      System.out.println("ready");
      while (System.in.read() >= 0) {}
      for (int i = Integer.parseInt(arguments[1]); i > 0; i--) {
        counters.invoke(arguments[0], BUMP);
      }
    }
  }
}
