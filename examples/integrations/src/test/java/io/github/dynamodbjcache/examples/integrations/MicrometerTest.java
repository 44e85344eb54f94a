package io.github.dynamodbjcache.examples.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.JCacheMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.UUID;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.Test;

/**
 * Micrometer's {@code JCacheMetrics}, which makes the name of a cache's MXBean itself and reads it.
 */
class MicrometerTest {

  @Test
  void eachInstanceCountsItsOwnCalls() {
    try (TwoInstances instances = new TwoInstances()) {
      String name = TwoInstances.fresh("users");
      Cache<String, String> here = cache(instances.first(), name);
      Cache<String, String> there = cache(instances.second(), name);
      MeterRegistry first = monitored(here);
      MeterRegistry second = monitored(there);

      here.put("a", "1");
      there.get("a");
      there.get("b");

      assertThat(puts(first)).isEqualTo(1);
      assertThat(gets(first, "hit")).isZero();
      assertThat(puts(second)).isZero();
      assertThat(gets(second, "hit")).isEqualTo(1);
      assertThat(gets(second, "miss")).isEqualTo(1);
    }
  }

  /**
   * Two applications of one container, with the same file: their MXBeans have one name, since
   * JCache makes it of the manager's URI. They share the bean, which adds them up.
   */
  @Test
  void managersOfOneUriAndTwoClassLoadersAreCountedTogetherAndCloseOneByOne() throws Exception {
    URI uri = URI.create("shared-" + UUID.randomUUID());
    String name = TwoInstances.fresh("users");
    ClassLoader here = getClass().getClassLoader();
    try (URLClassLoader other = new URLClassLoader(new URL[0], here);
        CacheManager one = Caching.getCachingProvider().getCacheManager(uri, here);
        CacheManager two = Caching.getCachingProvider().getCacheManager(uri, other)) {
      assertThat(one).isNotSameAs(two);
      Cache<String, String> first = cache(one, name);
      Cache<String, String> second = cache(two, name);
      MeterRegistry firstMeters = monitored(first);
      MeterRegistry secondMeters = monitored(second);
      first.put("a", "1");
      first.get("a");
      second.get("a");
      second.get("a");

      assertThat(gets(firstMeters, "hit")).isEqualTo(3);
      assertThat(gets(secondMeters, "hit")).isEqualTo(3);

      one.close();
      second.get("a");

      // A counter of Micrometer never goes back: the two hits of the closed one stay in it until
      // the others have caught up. Asked anew, the bean tells those of the one that is left.
      assertThat(gets(monitored(second), "hit")).isEqualTo(3);
      second.get("a");
      assertThat(gets(secondMeters, "hit")).isEqualTo(4);
    }
  }

  /** With the provider's default URI, as most applications have it. */
  @Test
  void theDefaultManagerIsMonitoredToo() {
    try (CacheManager manager = Caching.getCachingProvider().getCacheManager()) {
      Cache<String, String> cache = cache(manager, TwoInstances.fresh("users"));
      MeterRegistry meters = monitored(cache);
      cache.get("a");
      assertThat(gets(meters, "miss")).isEqualTo(1);
    }
  }

  private static Cache<String, String> cache(CacheManager manager, String name) {
    return manager.createCache(
        name,
        new MutableConfiguration<String, String>()
            .setTypes(String.class, String.class)
            .setStatisticsEnabled(true));
  }

  private static MeterRegistry monitored(Cache<?, ?> cache) {
    MeterRegistry registry = new SimpleMeterRegistry();
    JCacheMetrics.monitor(registry, cache);
    return registry;
  }

  private static double gets(MeterRegistry registry, String result) {
    return registry.get("cache.gets").tag("result", result).functionCounter().count();
  }

  private static double puts(MeterRegistry registry) {
    return registry.get("cache.puts").functionCounter().count();
  }
}
