package io.github.dynamodbjcache.spring;

import static io.github.dynamodbjcache.spring.library.Books.ISBN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.cache.Cache;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.cache.JCacheManagerCustomizer;
import org.springframework.boot.autoconfigure.cache.JCachePropertiesCustomizer;
import org.springframework.cache.CacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.support.NoOpCacheManager;
import org.springframework.context.annotation.Bean;

/** Which caches there are, and who makes them. */
class OnDemandTest {

  @Test
  void anUnknownCacheIsCreatedWhenItIsFirstAskedFor() {
    try (Running running = Running.onTablesOfItsOwn().start()) {
      assertThat(running.manager().getCacheNames()).isEmpty();
      assertThat(running.manager().getCache("books")).as("JCache's own answer").isNull();
      running.books().byIsbn(ISBN);
      assertThat(running.manager().getCacheNames()).containsExactly("books");
    }
  }

  @Test
  void soItIsByTheAnnotationsOfJsr107() {
    try (Running running = Running.onTablesOfItsOwn().start()) {
      assertThat(running.books().titleOf(ISBN)).isEqualTo(running.books().titleOf(ISBN));
      assertThat(running.books().looked()).isOne();
      assertThat(running.manager().getCacheNames()).contains("titles");
    }
  }

  @Test
  void whoAsksAtTheSameTimeGetsTheSameCache() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (Running running = Running.onTablesOfItsOwn().start()) {
      Set<Cache<?, ?>> made = ConcurrentHashMap.newKeySet();
      Callable<Boolean> asking = () -> made.add(running.cache("books"));
      for (var asked : threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> asking).toList())) {
        asked.get();
      }
      assertThat(made).hasSize(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void thatCanBeSwitchedOff() {
    try (Running running =
        Running.onTablesOfItsOwn()
            .with("dynamodb-jcache.spring.create-on-demand", "false")
            .with("spring.cache.cache-names", "books")
            .start()) {
      running.books().byIsbn(ISBN);
      assertThat(running.manager().getCache("borrowers")).isNull();
      assertThatThrownBy(() -> running.books().borrowerOf(ISBN, 1))
          .hasMessageContaining("Cannot find cache named 'borrowers'");
    }
  }

  @Test
  void cachesThatAreNamedToSpringAreThereWhenItHasStarted() {
    try (Running running =
        Running.onTablesOfItsOwn().with("spring.cache.cache-names", "books,borrowers").start()) {
      assertThat(running.manager().getCacheNames()).containsExactlyInAnyOrder("books", "borrowers");
    }
  }

  @Test
  void theApplicationsConfigurationIsThatOfAllCaches() {
    try (Running running =
        Running.onTablesOfItsOwn()
            .and(OneDay.class)
            .with("spring.cache.cache-names", "books")
            .start()) {
      for (String name : new String[] {"books", "borrowers"}) {
        assertThat(
                running
                    .cache(name)
                    .getConfiguration(javax.cache.configuration.CompleteConfiguration.class)
                    .getExpiryPolicyFactory())
            .isEqualTo(CreatedExpiryPolicy.factoryOf(Duration.ONE_DAY));
      }
    }
  }

  /** What other applications of JCache in Spring Boot have, PetClinic among them. */
  @Test
  void springBootsCustomizersAreHeard() {
    try (Running running = Running.onTablesOfItsOwn().and(Customizers.class).start()) {
      assertThat(running.manager().getCacheNames()).containsExactly("vets");
      assertThat(running.manager().getProperties())
          .containsEntry("dynamodb-jcache.client.max-attempts", "3");
    }
  }

  @Test
  void itStandsBackForAnotherKindOfCache() {
    try (Running none = Running.onTablesOfItsOwn().with("spring.cache.type", "none").start();
        Running simple = Running.onTablesOfItsOwn().with("spring.cache.type", "simple").start()) {
      assertThat(none.context().getBeanNamesForType(javax.cache.CacheManager.class)).isEmpty();
      assertThat(none.context().getBean(CacheManager.class)).isInstanceOf(NoOpCacheManager.class);
      assertThat(simple.context().getBean(CacheManager.class))
          .isInstanceOf(ConcurrentMapCacheManager.class);
    }
  }

  static class OneDay {
    @Bean
    Configuration<?, ?> ofAllCaches() {
      return new MutableConfiguration<>()
          .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(Duration.ONE_DAY));
    }
  }

  static class Customizers {
    @Bean
    JCacheManagerCustomizer vets() {
      return manager ->
          manager.createCache("vets", new MutableConfiguration<>().setStatisticsEnabled(true));
    }

    @Bean
    JCachePropertiesCustomizer attempts() {
      return properties -> properties.setProperty("dynamodb-jcache.client.max-attempts", "3");
    }
  }
}
