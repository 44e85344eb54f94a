package io.github.dynamodbjcache.spring;

import static io.github.dynamodbjcache.spring.library.Books.ISBN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.DynamoDbCachingProvider;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.UUID;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** "Two contexts of one JVM share tables, never a manager." */
class ContextsTest {

  @Test
  void oneFindsWhatAnotherStoredAndOutlivesIt() {
    Running.Starter starter = Running.onTablesOfItsOwn().with("spring.cache.cache-names", "books");
    try (Running one = starter.start()) {
      one.books().byIsbn(ISBN);
      try (Running other = starter.start()) {
        other.books().byIsbn(ISBN);
        assertThat(other.books().looked()).isZero();
        assertThat(other.manager().getURI()).isNotEqualTo(one.manager().getURI());
      }
      one.books().byIsbn(ISBN);
      assertThat(one.books().looked()).isOne();
    }
  }

  /** As {@code @DirtiesContext} has it: the first goes while the second works, a third comes. */
  @Test
  void theOneThatStartedFirstMayEndFirst() {
    Running.Starter starter = Running.onTablesOfItsOwn();
    Running first = starter.start();
    URI uri = first.manager().getURI();
    first.books().byIsbn(ISBN);
    try (Running second = starter.start()) {
      second.books().byIsbn(ISBN);
      first.close();
      second.books().inventory();
      second.books().byIsbn(ISBN);
      try (Running third = starter.start()) {
        third.books().byIsbn(ISBN);
        assertThat(third.books().looked()).isZero();
        assertThat(third.manager().getURI()).isEqualTo(uri);
      }
      second.books().byIsbn(ISBN);
      assertThat(second.books().looked()).isOne();
    }
  }

  @Test
  void theFirstManagerIsCalledAfterTheApplicationAndSoAreItsBeans() throws Exception {
    String name = "shop-" + UUID.randomUUID();
    Running.Starter starter =
        Running.onTablesOfItsOwn().with("spring.application.name", name + ": the:\"best\"");
    try (Running one = starter.start();
        Running other = starter.start()) {
      one.books().byIsbn(ISBN);
      other.books().byIsbn(ISBN);
      assertThat(one.manager().getURI()).hasToString("dynamodb-jcache#" + name + "--the--best-");
      assertThat(other.manager().getURI()).hasToString(one.manager().getURI() + "-2");
      for (Running each : new Running[] {one, other}) {
        assertThat(
                ManagementFactory.getPlatformMBeanServer()
                    .isRegistered(
                        new ObjectName(
                            "javax.cache:type=CacheStatistics,CacheManager="
                                + each.manager().getURI()
                                + ",Cache=books")))
            .isTrue();
      }
    }
  }

  @Test
  void oneThatDidNotStartLeavesNoManagerOpen() {
    String name = "shop-" + UUID.randomUUID();
    Running.Starter failing =
        Running.onTablesOfItsOwn()
            .with("logging.level.root", "off")
            .with("spring.application.name", name)
            .with("dynamodb-jcache.table.create", "never")
            .with("spring.cache.cache-names", "books");
    assertThatThrownBy(failing::start).rootCause().hasMessageContaining("-books");
    try (Running running =
        Running.onTablesOfItsOwn().with("spring.application.name", name).start()) {
      assertThat(running.manager().getURI()).hasToString("dynamodb-jcache#" + name);
    }
  }

  /** As Hibernate does, which asks for the default one. */
  @Test
  void whoeverAsksForTheDefaultManagerHasAnother() {
    try (Running running = Running.onTablesOfItsOwn().start()) {
      try (CacheManager other =
          Caching.getCachingProvider(DynamoDbCachingProvider.class.getName()).getCacheManager()) {
        assertThat(other.getURI()).isNotEqualTo(running.manager().getURI());
      }
      assertThat(running.manager().isClosed()).isFalse();
      running.books().byIsbn(ISBN);
    }
  }

  @Test
  void valuesAreReadByTheContextsClassLoader() {
    try (Running running = Running.onTablesOfItsOwn().start()) {
      assertThat(running.manager().getClassLoader()).isSameAs(running.context().getClassLoader());
    }
  }
}
